"""What is known about a photo before anybody looks at it: from its name and folders, a table, a map, the sun."""
