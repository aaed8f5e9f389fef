from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from runner.store.disk import is_of_the_disk
from runner.store.polars_errors import disk_errors


def test_what_polars_says_of_a_full_disk_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="No space left") as caught, disk_errors(Path("/runs/part.parquet")):
        pl.DataFrame({"a": range(9)}).write_parquet("/dev/full")
    assert (caught.value.errno, caught.value.filename) == (errno.ENOSPC, "/runs/part.parquet")
    assert is_of_the_disk(caught.value)


def test_other_errors_of_polars_stay_what_they_are() -> None:
    with pytest.raises(pl.exceptions.ColumnNotFoundError), disk_errors(Path("x")):
        pl.DataFrame({"a": [1]}).select("b")


def test_a_file_that_the_system_refuses_to_finish_is_not_there(tmp_path: Path) -> None:
    program = f"""
import polars as pl, resource
from pathlib import Path
from runner.store.evidence import write_parquet
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_parquet(Path({str(tmp_path)!r}) / "part.parquet", pl.DataFrame({{"a": range(100_000)}}))
except OSError as error:
    print(error.errno)
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert int(told.stdout) == errno.EFBIG
    assert list(tmp_path.iterdir()) == []
