"""Targets: a folder or a server with files, and a table with rows. What stands there, what is to stand there."""
