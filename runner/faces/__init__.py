"""The faces of one photo: found, measured, and kept beside the evidence."""
