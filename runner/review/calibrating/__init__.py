"""Measures how often witnesses and captioners err on a person's own photos: from labels, or from what was approved."""
