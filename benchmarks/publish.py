"""Compares publishing over loopback with a bare ftplib loop, and measures upserts into MariaDB.

`python benchmarks/publish.py [PHOTOS] [ROWS] [APPROVED]` takes some minutes; the last part is
`benchmarks/publish_many.py`. Bounds: 1,000 photos to ProFTPD with TLS at no less than 80 % of the rate of a bare ftplib
loop with the same number of connections and the same bytes; 10,000 upserts in at most 5 s. The bare loop does
`storbinary(command, file)` and nothing else: no temporary name, no SIZE, no rename, no row, no journal. By default
ftplib sends 8 kB at a time; the same loop with blocks as large as ours is shown too. All contenders send pictures from
memory and take turns; the median of the rates of all rounds counts. Besides wall time, it prints the processor time of
this process and of the servers, which hardly depends on what else the machine does. It also prints how long a publish
takes that embeds the texts meanwhile. It needs the servers of `make servers`.
"""

from __future__ import annotations

import contextlib
import ftplib
import hashlib
import io
import os
import shutil
import ssl
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyvips

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "publishing"))

import publish_many
import publish_services as services
from publish_site import COLUMNS, Site, server_site

from runner.publishing.embedding import PictureMetadata, embed
from runner.publishing.options import FileOptions
from runner.publishing.photo import File, OutgoingPhoto
from runner.publishing.table import Writing
from runner.publishing.target import Target

CONNECTIONS = 4
ROUNDS = 3
BLOCK = 256 * 1024
LEAST_RATE, MOST_S = 0.8, 5.0


def picture() -> bytes:
    """A web picture of about 300 kB."""
    pixels = np.random.default_rng(1).integers(0, 255, (100, 150, 3), dtype=np.uint8).repeat(10, 0).repeat(10, 1)
    image = pyvips.Image.new_from_array(pixels).gaussblur(2).cast("uchar").copy(interpretation="srgb")
    made: bytes = image.jpegsave_buffer(Q=88, keep="icc", profile="srgb")
    return made


def photo(number: int, edition: int, data: bytes) -> OutgoingPhoto:
    name = f"photo_{edition}_{number:05}.jpg"
    texts = PictureMetadata(
        f"Photo {number} of edition {edition}.", f"What {number} shows.", ("heron", "canal"), ("bird|heron",)
    )
    file = File("web", f"{edition}/{name}", f"{number} {edition}", lambda: embed(data, texts))
    fields = {"file_name": name, "path": file.path, "caption": texts.caption, "alt_text": texts.alt_text}
    item_id = hashlib.sha256(f"{number} {edition}".encode()).hexdigest()[:16]
    return OutgoingPhoto(item_id, "bench", name, str(edition), texts.texts, fields, (file,))


@dataclass(frozen=True)
class Cost:
    """The cost of one pass."""

    wall_s: float
    processor_s: float  # of this process and of the servers


@dataclass(frozen=True)
class Bench:
    """The servers, and a target on them."""

    ftp: services.ProFtpd
    database: services.MariaDb
    site: Site

    def timed(self, work: Callable[[], object]) -> Cost:
        """The cost of `work`."""
        began, before = time.perf_counter(), self._processor()
        work()
        return Cost(time.perf_counter() - began, self._processor() - before)

    def _processor(self) -> float:
        own = os.times()
        return own.user + own.system + sum(_tree(each.process.pid) for each in (self.ftp, self.database))


def _tree(master: int) -> float:
    """Processor seconds of a process and its children, including those that have ended."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            values = stat.read_text().rpartition(")")[2].split()
            if int(stat.parent.name) == master or int(values[1]) == master:
                ticks += sum(map(int, values[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def bare(server: services.ProFtpd, folder: Path, files: list[tuple[str, bytes]], block: int | None) -> None:
    """Upload with a bare ftplib loop, using as many connections."""
    context = ssl.create_default_context(cafile=server.certificates.authority)

    def upload(at: int) -> None:
        session = Continued(context=context, timeout=30, encoding="utf-8")
        session.connect("localhost", server.port)
        session.login(services.USER, services.PASSWORD)
        session.prot_p()
        for name, data in files[at::CONNECTIONS]:
            command, file = f"STOR {folder.relative_to(server.home)}/{name}", io.BytesIO(data)
            session.storbinary(command, file) if block is None else session.storbinary(command, file, block)
        session.quit()

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(upload, range(CONNECTIONS)))


class Continued(ftplib.FTP_TLS):
    """ftplib's class, but it continues the TLS session, as ProFTPD requires: the common recipe."""

    def ntransfercmd(self, cmd: str, rest: Any = None) -> Any:
        data, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        session = self.sock.session  # type: ignore[union-attr]
        return self.context.wrap_socket(data, server_hostname=self.host, session=session), size


def in_memory(made: OutgoingPhoto) -> OutgoingPhoto:
    """The same photo, with its file already made."""
    file = made.files[0]
    data = file.make()
    return replace(made, files=(replace(file, make=lambda: data),))


def publish(site: Site, photos: list[OutgoingPhoto]) -> None:
    """Publish these photos, from plan to catalogue."""
    done = site.publish(photos)
    assert all(each.error is None and each.step == "done" for each in done)


def transfers(bench: Bench, number: int) -> bool:
    data, site = picture(), bench.site
    costs: dict[str, list[Cost]] = {}

    def measure(name: str, edition: int, work: Callable[[Path], object]) -> None:
        folder = site.files / str(edition)
        folder.mkdir(exist_ok=True)
        costs.setdefault(name, []).append(bench.timed(lambda: work(folder)))
        shutil.rmtree(folder)  # only to save disk space

    for edition in range(1, ROUNDS + 1):
        photos = [in_memory(photo(each, edition, data)) for each in range(number)]
        files = [(each.file_name, each.files[0].make()) for each in photos]
        measure("bare loop", edition, lambda folder, files=files: bare(bench.ftp, folder, files, None))
        measure("published", edition, lambda _, photos=photos: publish(site, photos))
        measure(
            "bare loop with large blocks", edition, lambda folder, files=files: bare(bench.ftp, folder, files, BLOCK)
        )
    embedded = [photo(each, ROUNDS + 1, data) for each in range(number)]
    measure("published, texts embedded meanwhile", ROUNDS + 1, lambda _: publish(site, embedded))
    print(f"{number:,} photos, {number * len(files[0][1]) / 1e6:.0f} MB, {CONNECTIONS} connections with TLS,"
          f" best of {ROUNDS}:")  # fmt: skip
    for name, each in costs.items():
        wall, processor = min(cost.wall_s for cost in each), min(cost.processor_s for cost in each)
        print(f"  {name:36} {wall:5.1f} s, processor time {processor:5.1f} s")
    rates = {name: _rate(costs[name], costs["published"]) for name in ("bare loop", "bare loop with large blocks")}
    for name, (wall, processor) in rates.items():
        print(f"  rate: {wall:.0%} of that of the {name}, median of the rounds; in processor time {processor:.0%}")
    print(f"  bound: {LEAST_RATE:.0%} of that of the bare loop")
    return rates["bare loop"][0] >= LEAST_RATE


def _rate(theirs: list[Cost], ours: list[Cost]) -> tuple[float, float]:
    pairs = list(zip(theirs, ours, strict=True))
    return (
        statistics.median(one.wall_s / other.wall_s for one, other in pairs),
        statistics.median(one.processor_s / other.processor_s for one, other in pairs),
    )


def upserts(site: Site, number: int) -> bool:
    target = Target(site.options)
    target.table.writable = True
    target.table.create()
    rows = [
        {**dict.fromkeys(COLUMNS.values()), "File_Name": f"row_{at:06}.jpg", "Caption": f"Row {at}. " * 5, "Rev": 1}
        for at in range(number)
    ]
    best = float("inf")
    for edition in range(2):  # new rows, then the same rows changed
        writings = [Writing(str(row["File_Name"]), {**row, "Rev": edition}) for row in rows]
        began = time.perf_counter()
        for at in range(0, number, 200):
            results = target.table.write(writings[at : at + 200])
            assert not [each for each in results if isinstance(each, Exception)]
        best = min(best, time.perf_counter() - began)
    target.close()
    print(f"{number:,} upserts, each read back: {best:.1f} s, bound {MOST_S:.0f} s")
    return best <= MOST_S


def main() -> None:
    photos = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    approved = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        certificates = services.certificates(place / "certificates")
        with (
            services.mariadb(place / "m", certificates) as database,
            services.proftpd(place / "f", certificates) as ftp,
        ):
            site = server_site(place, ftp, database, "bench", uploads=CONNECTIONS, read_back=0.0)
            columns = {name: column for name, column in COLUMNS.items() if name != "thumbnail_path"}
            one_file = site.set(files={"web": FileOptions("{year}/{name}", "web")}, columns=columns)
            held = [
                transfers(Bench(ftp, database, one_file), photos),
                upserts(replace(site).set(table="rows_only"), rows),
            ]
    held.append(publish_many.held(approved))
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
