"""Publishing from the review: the command line, its plan, its progress, its end. Only the runner publishes."""
