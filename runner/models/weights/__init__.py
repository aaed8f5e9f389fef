"""Model files: what the catalogue offers, fetching and verifying them."""
