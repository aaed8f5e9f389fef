"""Reports for the terminal and as HTML, computed from evidence."""
