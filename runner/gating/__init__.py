"""The gate: which outcome a photo has, and the table that a person reviews."""
