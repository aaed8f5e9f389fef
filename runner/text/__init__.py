"""Everything that is decided about the texts of photos."""
