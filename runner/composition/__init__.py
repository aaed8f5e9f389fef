"""Hydra: from command lines to checked configurations, and what is started with them."""
