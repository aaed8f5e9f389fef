"""A declarative batch runner that prepares, checks and publishes photos. See README.md."""
