"""Publishing over loopback against a bare ftplib loop, and upserts into MariaDB.

`python benchmarks/publish.py [PHOTOS] [ROWS]`. Bounds: 1,000 photos to ProFTPD with TLS at no less than 80 % of the
rate of a bare loop over ftplib with the same number of connections and the same bytes; 10,000 upserts in at most 5 s.
The bare loop does STOR and nothing else: no temporary name, no SIZE, no rename, no row, no journal. For the bound both
send pictures that are in memory; how long a publish takes that embeds the texts meanwhile is said too. All take turns,
and the median of the rounds' rates counts. It needs the servers that `make servers` installs.
"""

from __future__ import annotations

import hashlib
import io
import ssl
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyvips

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "publishing"))

import publish_services as services
from publish_site import COLUMNS, Site, server_site

from runner.publishing.embedding import Texts, embed
from runner.publishing.options import FileOptions
from runner.publishing.photo import File, Photo
from runner.publishing.table import Writing
from runner.publishing.target import Target

CONNECTIONS = 4
ROUNDS = 3
LEAST_RATE, MOST_S = 0.8, 5.0


def picture() -> bytes:
    """A web picture of some 300 kB."""
    pixels = np.random.default_rng(1).integers(0, 255, (100, 150, 3), dtype=np.uint8).repeat(10, 0).repeat(10, 1)
    image = pyvips.Image.new_from_array(pixels).gaussblur(2).cast("uchar").copy(interpretation="srgb")
    made: bytes = image.jpegsave_buffer(Q=88, keep="icc", profile="srgb")
    return made


def photo(number: int, edition: int, data: bytes) -> Photo:
    name = f"photo_{edition}_{number:05}.jpg"
    texts = Texts(f"Photo {number} of edition {edition}.", f"What {number} shows.", ("heron", "canal"), ("bird|heron",))
    file = File("web", f"{edition}/{name}", f"{number} {edition}", lambda: embed(data, texts))
    fields = {"file_name": name, "path": file.path, "caption": texts.caption, "alt_text": texts.alt_text}
    item_id = hashlib.sha256(f"{number} {edition}".encode()).hexdigest()[:16]
    return Photo(item_id, "bench", name, str(edition), texts.caption, texts.alt_text, texts.keywords, fields, (file,))


def bare(server: services.ProFtpd, folder: str, photos: list[Photo]) -> float:
    """Seconds of a loop over ftplib with as many connections; the bytes are made before."""
    made = [(each.files[0].path.rpartition("/")[2], each.files[0].make()) for each in photos]
    context = ssl.create_default_context(cafile=server.certificates.authority)
    began = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda at: _upload(server, context, folder, made[at::CONNECTIONS]), range(CONNECTIONS)))
    return time.perf_counter() - began


def _upload(server: services.ProFtpd, context: ssl.SSLContext, folder: str, files: list[tuple[str, bytes]]) -> None:
    session = _session(context)
    session.connect("localhost", server.port)
    session.login(services.USER, services.PASSWORD)
    session.prot_p()
    for name, data in files:
        session.storbinary(f"STOR {folder}/{name}", io.BytesIO(data), 256 * 1024)
    session.quit()


def _session(context: ssl.SSLContext) -> Any:
    """ftplib's, but for the TLS session that ProFTPD wants continued."""
    from runner.publishing.ftp import _Secure

    return _Secure(context=context, timeout=30, encoding="utf-8")


def in_memory(made: Photo) -> Photo:
    """The same photo with its file made."""
    file = made.files[0]
    data = file.make()
    return replace(made, files=(replace(file, make=lambda: data),))


def publish(site: Site, photos: list[Photo]) -> float:
    """Seconds of a publish from plan to catalogue."""
    began = time.perf_counter()
    done = site.publish(photos)
    assert all(each.error is None and each.step == "done" for each in done)
    return time.perf_counter() - began


def transfers(site: Site, server: services.ProFtpd, number: int) -> bool:
    data = picture()
    ours, whole, theirs = [], [], []
    for edition in range(1, ROUNDS + 1):
        photos = [in_memory(photo(each, edition, data)) for each in range(number)]
        (site.files / f"bare{edition}").mkdir()
        theirs.append(bare(server, f"bench/bare{edition}", photos))
        ours.append(publish(site, photos))
        whole.append(publish(site, [photo(each, edition + ROUNDS, data) for each in range(number)]))
    megabytes = number * len(photos[0].files[0].make()) / 1e6
    rate = statistics.median(bare_s / our_s for bare_s, our_s in zip(theirs, ours, strict=True))
    print(f"{number:,} photos, {megabytes:.0f} MB, {CONNECTIONS} connections with TLS, best of {ROUNDS} (median):")
    for name, times in (("bare loop", theirs), ("published", ours), ("published, texts embedded meanwhile", whole)):
        print(f"  {name:36} {min(times):5.1f} s ({statistics.median(times):.1f} s)")
    print(f"  rate: {rate:.0%} of the bare loop's, median of the rounds, bound {LEAST_RATE:.0%}")
    return rate >= LEAST_RATE


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
            held = [transfers(one_file, ftp, photos), upserts(replace(site).set(table="rows_only"), rows)]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
