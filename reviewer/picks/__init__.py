"""The picks page: groups of photos of one moment, which of them to keep, and what to do with the picks."""
