"""A person's work on the people of a library: without a window, for the command line, the window and REST."""
