"""The page of runs: in progress, waiting and ended."""
