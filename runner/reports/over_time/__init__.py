"""Compares runs of a set with earlier ones."""
