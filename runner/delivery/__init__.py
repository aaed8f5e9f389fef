"""`graph=publish`: from a set's newest run and what was decided about it to a target, with evidence and a report."""
