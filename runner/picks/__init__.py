"""Picks the best N of many photos: what belongs together, which frame of it is best, and what is never taken apart.

A pure function of evidence, people's flags and options: no model is loaded and nothing is deleted.
"""
