"""Runs the command itself on a small set that is prepared once."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import program
import pyexiv2
import pyvips
from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from rich.console import Console

from runner.config.folder import configuration_folder
from runner.delivery import job
from runner.delivery.config import check_publish
from runner.errors import RunnerError
from runner.store import rows as review_rows
from runner.store.catalog import open_catalog
from runner.store.decisions import Edit, PhotoDecision, ReviewContext, record
from runner.store.effective import effective_rows

RUNNER = Path(sys.executable).parent / "runner"
PHOTOS = 4


@dataclass(frozen=True)
class Workplace:
    """A folder with runs of the set `travel`."""

    folder: Path

    def run(
        self, *arguments: str, environment: dict[str, str] | None = None, folder: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the command in this folder."""
        around = {**os.environ, **(environment or {})}
        return program.run(self.command(*arguments)[1:], folder or self.folder, env=around)

    def command(self, *arguments: str) -> list[str]:
        """The command line for the set and its folders."""
        places = (f"paths.runs={self.folder / 'runs'}", f"publish.root={self.folder / 'site'}")
        given = {argument.partition("=")[0] for argument in arguments}
        places = tuple(place for place in ("set=travel", *places) if place.partition("=")[0] not in given)
        last = next((at for at, argument in enumerate(arguments) if argument.startswith("--")), len(arguments))
        return [str(RUNNER), *arguments[:last], *places, *arguments[last:]]

    def publish(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The same within this process, which avoids starting a program; there is no confirmation."""
        overrides = self.command("graph=publish", "publish.yes=true", *arguments)[1:]
        GlobalHydra.instance().clear()
        with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
            config = compose("config", overrides=overrides)
        said = io.StringIO()
        run = self.folder / "runs/travel" / f"2{time.time_ns()}"
        run.mkdir()
        try:
            code = job.execute(check_publish(config), run, "runner", Console(file=said, width=200))
        except RunnerError as error:
            return subprocess.CompletedProcess(overrides, error.exit_code, said.getvalue(), str(error))
        return subprocess.CompletedProcess(overrides, code, said.getvalue(), "")

    def rows(self) -> pl.DataFrame:
        """The rows for review, with people's decisions and edits."""
        latest = self.folder / "runs/travel/latest"
        prepared = review_rows.read(latest)
        with open_catalog(self.folder / "runs/catalog.db") as catalog:
            return effective_rows(prepared.table, prepared.fields, catalog, "travel")

    def decide(self, decision: str, places: Sequence[int], reason: str | None = None) -> None:
        """Approve, reject or reset the photos at these places."""
        rows = self.rows()
        verdicts = [
            PhotoDecision(row["item_id"], decision, row["content_hash"], reason)  # type: ignore[arg-type]
            for row in (rows.row(place, named=True) for place in places)
        ]
        with open_catalog(self.folder / "runs/catalog.db") as catalog:
            record(catalog, ReviewContext("travel", "run", "me"), [], verdicts)

    def edit(self, place: int, caption: str) -> None:
        """Replace the caption of the photo at this place."""
        item_id = self.rows()["item_id"][place]
        with open_catalog(self.folder / "runs/catalog.db") as catalog:
            record(catalog, ReviewContext("travel", "run", "me"), [Edit(item_id, "caption", caption)], [])

    def evidence(self) -> pl.DataFrame:
        """The evidence of the newest publish."""
        runs = sorted(path for path in (self.folder / "runs/travel").glob("2*") if (path / "publish.html").exists())
        return pl.concat([pl.read_parquet(part) for part in runs[-1].glob("evidence/publish/*.parquet")])

    def files(self) -> list[str]:
        """The files at the local target."""
        site = self.folder / "site"
        return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def prepared(folder: Path) -> Workplace:
    """Make photos with a title, a place and a position, and run the set with the composer."""
    photos = folder / "photos"
    photos.mkdir()
    noise = np.random.default_rng(7)
    for number in range(PHOTOS):
        pixels = noise.integers(0, 255, (30, 40, 3), dtype=np.uint8).repeat(20, axis=0).repeat(20, axis=1)
        path = photos / f"IMG_{number:03}.jpg"
        pyvips.Image.new_from_array(pixels).jpegsave(str(path), Q=80)
        with pyexiv2.Image(str(path)) as image:
            image.modify_exif(
                {"Exif.Photo.DateTimeOriginal": f"2024:05:0{number + 1} 10:00:00", "Exif.Image.Model": "EOS 6D",
                 "Exif.Photo.BodySerialNumber": "SERIAL-77", "Exif.GPSInfo.GPSLatitudeRef": "N",
                 "Exif.GPSInfo.GPSLatitude": "52/1 22/1 0/1", "Exif.GPSInfo.GPSLongitudeRef": "E",
                 "Exif.GPSInfo.GPSLongitude": "4/1 54/1 0/1"}
            )  # fmt: skip
            image.modify_xmp({"Xmp.dc.title": {'lang="x-default"': f"Canal house {number}"}})
    workplace = Workplace(folder)
    ended = workplace.run("caption=composer", f"set.source={photos}", "set.location='Amsterdam, Netherlands'")
    assert ended.returncode == 0, ended.stderr
    return workplace
