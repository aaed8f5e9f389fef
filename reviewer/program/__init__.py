"""The program around the pages: start, shell, language, size."""
