"""`runner verify`: whether what runs left is as it was written; if not, what is lost, and what mends it."""
