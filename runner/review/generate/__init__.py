"""Writes texts for photos again when a person asks for them."""
