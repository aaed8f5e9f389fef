"""What F1 shows: a text a page and language."""
