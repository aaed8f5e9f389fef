"""`runner check`: the rules over a table of texts that were written elsewhere."""
