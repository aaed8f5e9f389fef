"""What a text claims, what is known of a photo, and whether one supports the other."""
