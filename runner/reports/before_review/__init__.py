"""What a person should know before reviewing a set."""
