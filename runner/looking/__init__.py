"""Photos opened for models that look at them: a rendition first, every pixel where that is worth it."""
