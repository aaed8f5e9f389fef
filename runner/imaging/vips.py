"""libvips, configured for this project. Import `pyvips` from here and not directly.

The pool runs one process per core, so libvips gets one thread (which also makes every run give the same bytes), keeps
no cache between photos, and never opens a file with a loader that its authors call unfit for untrusted input.
"""

from __future__ import annotations

import pyvips

pyvips.concurrency_set(1)
pyvips.cache_set_max(0)
pyvips.block_untrusted_set(True)

__all__ = ["pyvips"]
