"""Interprets text read in a picture: registrations of aircraft, and marks of ownership."""
