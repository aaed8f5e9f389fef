"""Reading the text in a picture."""
