"""A declarative batch runner that prepares, checks and publishes photos. See README.md."""

import os

# Polars' allocator (jemalloc) otherwise keeps what large tables once took: 0.5 GB at 100,000 photos. Read when it loads.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
