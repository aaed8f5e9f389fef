"""Picks: the best N of many photos. What belongs together, which frame of it is best, and what is never taken apart.

A pure function of evidence, of the flags that people gave and of options: no model is loaded and nothing is deleted.
"""
