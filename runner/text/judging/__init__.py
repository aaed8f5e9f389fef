"""Finds what is wrong with a photo's texts: the only place that asks every source of findings."""
