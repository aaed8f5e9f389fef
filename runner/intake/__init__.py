"""Folders of photos become sets: what lies in them, what they seem to show, and what a person says of them."""
