"""How far a run is: counted once, shown on a terminal, in plain lines, and in the run's `progress.json`."""
