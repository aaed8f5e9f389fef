"""What works without a person: the queue of runs, and the process that runs them."""
