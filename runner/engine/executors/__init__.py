"""Executors process a run's items: the protocol, and the executor for this machine."""
