"""Progress of a run: counted once, and shown on a terminal, in plain lines and in the run's `progress.json`."""
