"""What happened, computed from evidence: terminal and HTML."""
