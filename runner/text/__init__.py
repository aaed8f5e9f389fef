"""All that is decided about one photo's text."""
