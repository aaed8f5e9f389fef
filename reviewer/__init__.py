"""The desktop program in which a person decides: PyQt6 widgets that show and ask. `runner.review` does the work."""
