"""What a captioner is told, and how its answer is read."""
