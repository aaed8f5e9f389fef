"""Everything that is decided about pixels and about the metadata stored with them."""
