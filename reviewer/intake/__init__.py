"""Folders become sets."""
