"""Runs of a set against earlier ones."""
