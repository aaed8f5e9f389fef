"""The report before review: what a person should know before reviewing a set."""
