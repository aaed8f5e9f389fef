"""A declarative batch runner that prepares, checks and publishes photos. See README.md."""

import os

# Otherwise polars' allocator (jemalloc) keeps the memory of large tables. It reads this when it is loaded.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
