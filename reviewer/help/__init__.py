"""The help texts that F1 shows: one for each page and language."""
