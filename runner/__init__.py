"""A declarative batch runner that prepares, checks and publishes photos. See README.md."""

import os

# Polars' allocator (jemalloc) otherwise keeps what large tables once took. It reads this when it is loaded.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
