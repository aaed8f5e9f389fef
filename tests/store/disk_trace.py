"""Traces what a Python program writes and syncs to disk, through a preloaded shim around the C library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void note(char what, int file) {
    static int log = -1;
    static ssize_t (*put)(int, const void *, size_t);
    const char *root = getenv("TRACE_ROOT");
    char link[64], path[4096], line[4200];
    if (!root) return;
    if (!put) put = dlsym(RTLD_NEXT, "write");
    if (log < 0) log = open(getenv("TRACE_LOG"), O_WRONLY | O_APPEND | O_CREAT, 0600);
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return;
    path[length] = 0;
    if (strncmp(path, root, strlen(root))) return;
    put(log, line, snprintf(line, sizeof line, "%c %s\n", what, path));
}

#define SEEN(type, name, what, arguments, ...) \
    type name arguments { \
        static type (*real) arguments; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        note(what, file); \
        return real(__VA_ARGS__); \
    }

SEEN(ssize_t, write, 'w', (int file, const void *data, size_t size), file, data, size)
SEEN(ssize_t, pwrite, 'w', (int file, const void *data, size_t size, off_t at), file, data, size, at)
SEEN(ssize_t, pwrite64, 'w', (int file, const void *data, size_t size, off64_t at), file, data, size, at)
SEEN(int, ftruncate, 'w', (int file, off_t size), file, size)
SEEN(int, ftruncate64, 'w', (int file, off64_t size), file, size)
SEEN(int, fsync, 's', (int file), file)
SEEN(int, fdatasync, 's', (int file), file)
"""


@dataclass(frozen=True)
class Step:
    """What happened since the mark before."""

    syncs: int  # number of calls of fsync and fdatasync
    unsynced: frozenset[str]  # names of files with writes that have not been synced by this mark


def trace(program: str, folder: Path) -> dict[str, Step]:
    """Run a Python program that writes below `folder` and calls `mark(name)`. Returns a step for each mark."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "a C compiler is needed, as it is to build llama-cpp-python"
    folder.mkdir(exist_ok=True)
    shim, log = folder.with_name("shim.so"), folder.with_name("calls.log")
    build = [compiler, "-shared", "-fPIC", "-O1", "-x", "c", "-", "-o", str(shim), "-ldl"]
    subprocess.run(build, input=_SHIM, text=True, check=True)
    marking = f"def mark(name):\n    with open({str(log)!r}, 'a') as log:\n        log.write(f'm {{name}}\\n')\n\n"
    environment = {
        **os.environ,
        "LD_PRELOAD": str(shim),
        "TRACE_ROOT": f"{folder.resolve()}",
        "TRACE_LOG": str(log),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    subprocess.run([sys.executable, "-c", marking + program], cwd=folder, env=environment, check=True, timeout=120)
    return _steps(log.read_text("utf-8").splitlines(), folder.resolve())


def _steps(lines: list[str], folder: Path) -> dict[str, Step]:
    steps, syncs, unsynced = {}, 0, set[str]()
    for what, _, about in (line.partition(" ") for line in lines):
        if what == "m":
            steps[about] = Step(syncs, frozenset(unsynced))
            syncs = 0
            continue
        name = Path(about).name if Path(about) != folder else "."
        if name.endswith("-shm"):  # SQLite's index of its log, which is rebuilt after a power cut
            continue
        if what == "w":
            unsynced.add(name)
        else:
            unsynced.discard(name)
            syncs += 1
    return steps
