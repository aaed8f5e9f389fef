"""The picks page: groups of photos of one moment, which of them stay, and what the picks become."""
