"""Turns folders of photos into sets: what is in them, what they seem to show, and what a person says about them."""
