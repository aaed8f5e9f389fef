"""Runs: under way, waiting, ended."""
