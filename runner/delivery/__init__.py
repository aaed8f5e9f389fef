"""`graph=publish`: publishes the approved photos of a set's newest run to a target, with evidence and a report."""
