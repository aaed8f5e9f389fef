"""Finds texts that repeat other texts."""
