"""Photos opened for models that look at them: a rendition first, every pixel only if that is worth it."""
