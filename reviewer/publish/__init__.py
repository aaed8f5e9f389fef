"""The publish page: from approved photos to a target."""
