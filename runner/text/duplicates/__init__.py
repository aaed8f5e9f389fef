"""Texts that say what other texts say already."""
