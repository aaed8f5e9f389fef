"""What is wrong with a photo's texts: the one place that asks every source of findings."""
