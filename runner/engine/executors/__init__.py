"""Where a run's items are worked on: the protocol, and the executor of this machine."""
