"""`runner check`: checks a table of texts that were written elsewhere against the rules."""
