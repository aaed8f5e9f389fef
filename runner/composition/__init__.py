"""Hydra: from what stands on a command line to checked configurations, and what is started with them."""
