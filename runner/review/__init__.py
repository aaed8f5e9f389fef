"""A person's work on a run, without a window: sessions, filters, decisions, checks, bulk work."""
