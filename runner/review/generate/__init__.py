"""Texts for one photo once more, when a person asks for them."""
