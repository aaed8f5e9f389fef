"""Review of the people in a library, without a window: for the command line, the window and REST."""
