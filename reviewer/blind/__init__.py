"""Two variants' texts beside one photo."""
