"""The page where folders of photos become sets."""
