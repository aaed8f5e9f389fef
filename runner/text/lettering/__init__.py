"""What text that was read in a picture says: registrations of aircraft, other people's marks of ownership."""
