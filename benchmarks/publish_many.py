"""Measures publishing itself for many approved photos: plan, journal, rows, verification, evidence, page.

`python benchmarks/publish_many.py [PHOTOS]`, by default 100,000, into a folder and SQLite on this machine. The pictures
are a few bytes in memory: making and sending them is what `benchmarks/publish.py` measures. Each step is also measured
with a tenth of the photos. Bounds: no step takes more than twice as long per photo as it does there, and verification
takes at most 1 ms per photo.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "publishing"))

from publish_site import COLUMNS, Site, local_site

from runner.delivery.record import Record, read_rows
from runner.publishing import publications
from runner.publishing.apply import carry_out
from runner.publishing.options import FileOptions
from runner.publishing.outcome import Outcome
from runner.publishing.photo import File, OutgoingPhoto
from runner.publishing.plan import Memory, publishing
from runner.publishing.target import Target
from runner.publishing.verify import unverified
from runner.reports import publishing as report
from runner.schema import Texts
from runner.store import evidence
from runner.store.catalog import open_catalog

MOST_GROWTH, MOST_VERIFY_MS = 2.0, 1.0


class Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def on(self, step: str) -> Iterator[None]:
        """Add the time of a block to a step."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - began


def photo(number: int) -> OutgoingPhoto:
    """An approved photo; all photos are in two folders, by year."""
    name, year = f"photo_{number:07}.jpg", 2023 + number % 2
    path, data = f"{year}/{name}", f"picture {number}".encode()
    fields = {
        "file_name": name,
        "path": path,
        "caption": f"Photo {number}.",
        "alt_text": f"What {number} shows.",
    }
    return OutgoingPhoto(
        f"{number:016x}", "bench", name, f"content {number}",
        Texts(f"Photo {number}.", f"What {number} shows.", ("heron", "canal")),
        fields, (File("web", path, f"web {number}", lambda: data),),
    )  # fmt: skip


def publish(site: Site, photos: list[OutgoingPhoto], run: Path, again: str) -> Clock:
    """Publish as `runner.delivery.job` does, from the approved photos to the page."""
    clock = Clock()
    run.mkdir(parents=True)
    evidence.write_sources(run, [])
    with open_catalog(site.catalog) as catalog:
        target = Target(site.options)

        def check(outcomes: list[Outcome]) -> dict[str, Exception]:
            with clock.on(f"verify{again}"):
                return unverified(target, catalog, outcomes)  # type: ignore[return-value]

        with clock.on(f"plan{again}"):
            name = site.options.name
            memory = Memory(publications.published(catalog, name), publications.journal(catalog, name))
            planned = publishing(target, photos, (), memory)
        record = Record(run, site.options, check)  # type: ignore[arg-type]
        with clock.on(f"all of carrying out{again}"):
            for outcome in carry_out(planned, target, catalog):
                assert outcome.error is None, outcome
                record.add(outcome)
            record.flush()
        with clock.on(f"page{again}"):
            rows = read_rows(run)
            report.write(run, "bench", site.options, rows, False)
        assert rows.height == len(photos)
        target.close()
    return clock


def measure(number: int) -> dict[str, float]:
    """Seconds by step, for a first publish and for one that finds everything in place."""
    with tempfile.TemporaryDirectory() as folder:
        columns = {name: column for name, column in COLUMNS.items() if name != "thumbnail_path"}
        site = local_site(Path(folder)).set(
            files={"web": FileOptions("{year}/{name}", "web")}, columns=columns, read_back=0.0
        )
        photos = list(map(photo, range(number)))
        first = publish(site, photos, Path(folder) / "runs" / "first", "")
        second = publish(site, photos, Path(folder) / "runs" / "second", ", second time")
        return first.seconds | second.seconds


def held(number: int) -> bool:
    """Measure and print. Returns whether the bounds are kept."""
    small, large = measure(number // 10), measure(number)
    print(f"{number // 10:,} and {number:,} approved photos, files of some bytes in a folder, rows in SQLite:")
    kept = True
    for step, seconds in large.items():
        growth = seconds / max(10 * small[step], 0.1)
        kept &= growth <= MOST_GROWTH
        print(
            f"  {step:35} {small[step]:7.1f} s {seconds:8.1f} s, {seconds / number * 1e6:6.0f} µs each, x{growth:.2f}"
        )
    verify = large["verify"] / number * 1e3
    print(f"  bounds: x{MOST_GROWTH}; verification at most {MOST_VERIFY_MS} ms a photo, here {verify:.2f}")
    return kept and verify <= MOST_VERIFY_MS


if __name__ == "__main__":
    sys.exit(0 if held(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000) else 1)
