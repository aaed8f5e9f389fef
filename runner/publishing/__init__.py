"""Publishes to targets: files in a folder or on a server, and rows in a table."""
