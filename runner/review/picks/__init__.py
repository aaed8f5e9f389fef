"""Picks as a person works on them: groups of a run, what is kept of each, and the progress. Without Qt."""
