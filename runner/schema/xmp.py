"""The program's own namespace in XMP."""

NAMESPACE = "urn:photo-runner:xmp:1.0:"
"""Properties in it say which texts beside them were written by a publish, and not by another program."""
