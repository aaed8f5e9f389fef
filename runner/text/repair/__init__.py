"""What to do about texts that break rules: mend, ask again, stop."""
