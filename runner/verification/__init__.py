"""`runner verify`: whether what runs left is as it was written, what is lost where it is not, and what mends it."""
