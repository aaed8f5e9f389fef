"""Configurations: typed options with every problem at once, those that runs left, and the folder of all."""
