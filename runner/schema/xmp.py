"""The program's own namespace in XMP."""

NAMESPACE = "urn:photo-runner:xmp:1.0:"
"""Its properties record which texts in the same file were written by a publish rather than by another program."""
