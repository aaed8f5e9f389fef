"""From what was approved to a target."""
