"""What is known of a photo before anybody looks at it: from its name and folders, a table, a map, the sun."""
