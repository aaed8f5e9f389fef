"""All that is decided about pixels and about the metadata blocks beside them."""
