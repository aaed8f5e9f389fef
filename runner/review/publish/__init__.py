"""Publishing from the review: the command that does it, its plan, its progress, its end. The runner alone publishes."""
