"""Data for witnesses.py: photos with known objects, texts of models about them, and what detectors see."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from pydantic import TypeAdapter

from runner.imaging.vips import pyvips
from runner.models.detection.detector import Detection, Detector
from runner.models.detection.options import DetectorOptions, Tiles
from runner.text.claims.evidence import known_class
from runner.text.claims.lexicon import default_lexicon
from runner.text.claims.reader import read

CONF = Path(__file__).resolve().parents[1] / "conf"
CLASSES = (CONF.parent / "runner/models/detection/data/coco80.txt").read_text().splitlines()
LEAST = 0.03
"""Detections with lower scores are dropped; a class without a detection counts as having this score."""

LEXICON = default_lexicon()
_CLASSES = {str(LEXICON.named(name)): name for name in CLASSES}


def class_of(word: str) -> str | None:
    """The COCO class that a word stands for, as the reader of claims understands it; None if it is of no class."""
    thing = LEXICON.named(word)
    known = known_class(thing, _CLASSES, LEXICON) if thing else None
    return _CLASSES[known] if known else None


FAMILIES = "llava instructblip minigpt mplug mmgpt shikra minicpm zerocap magic clip-retrieval".split()


@dataclass(frozen=True)
class Text:
    """A model's text about a photo."""

    photo: int
    family: str  # of models derived from one another, which are not independent witnesses
    caption: str
    wrong: Mapping[str, bool]  # each class that it names, in order, and whether naming it is wrong


@dataclass(frozen=True)
class Photo:
    """What is known of a photo."""

    objects: frozenset[str]  # from boxes, and from captions that people wrote
    boxes: tuple[tuple[str, bool, float, float, float, float], ...]  # class, crowd, corners as shares


@dataclass(frozen=True)
class Material:
    """A folder in the format of shared/data/objects."""

    folder: Path
    photos: Mapping[int, Photo]
    texts: tuple[Text, ...]

    def boxed(self) -> list[tuple[int, Photo]]:
        """The photos that have boxes."""
        return [(photo, known) for photo, known in self.photos.items() if known.boxes]

    def pixels(self, photo: int) -> np.ndarray:
        """A photo, upright, sRGB [height, width, 3]."""
        return self._opened(photo).colourspace("srgb").extract_band(0, n=3).numpy()

    def size(self, photo: int) -> tuple[int, int]:
        """The width and height of a photo."""
        image = self._opened(photo)
        return image.width, image.height

    def _opened(self, photo: int) -> pyvips.Image:
        return pyvips.Image.new_from_file(str(self.folder / "photos" / f"{photo}.jpg")).autorot()


def read_material(folder: Path) -> Material:
    truth, boxes, captions = (pl.read_parquet(folder / f"{name}.parquet") for name in ("truth", "boxes", "captions"))
    found = defaultdict(list)
    for row in boxes.drop_nulls("class").iter_rows(named=True):
        found[row["id"]].append((row["class"], row["crowd"], row["x0"], row["y0"], row["x1"], row["y1"]))
    photos = {
        row["id"]: Photo(frozenset(row["objects"]), tuple(found[row["id"]])) for row in truth.iter_rows(named=True)
    }
    return Material(
        folder, photos, tuple(map(_text, captions.filter(pl.col("id").is_in([*photos])).iter_rows(named=True)))
    )


def _text(row: Mapping[str, object]) -> Text:
    wrong = {class_of(str(word)) for word in row["hallucinated"]}  # type: ignore[attr-defined]
    named = dict.fromkeys(name for word in row["named"] if (name := class_of(str(word))))  # type: ignore[attr-defined]
    family = next((each for each in FAMILIES if each in str(row["model"]).lower()), str(row["source"]))
    return Text(int(row["id"]), family, str(row["caption"]), {name: name in wrong for name in named})  # type: ignore[call-overload]


@dataclass(frozen=True)
class View:
    """One way in which a detector looks at photos."""

    name: str
    options: DetectorOptions
    mirrored: bool = False


def views(name: str) -> list[View]:
    """The views of a detector of conf/detector. They are not independent witnesses. The first is as configured."""
    with initialize_config_dir(str(CONF), version_base="1.3"):
        cache = Path("~/.cache/photo-runner/models").expanduser()
        made = compose(overrides=[f"+detector={name}", f"+paths.models={cache}"]).detector
    options = TypeAdapter(DetectorOptions).validate_python(OmegaConf.to_container(made, resolve=True))
    options, whole = replace(options, score=LEAST), replace(options, score=LEAST, tiles=None)
    size = options.input.size
    other = ("tiles", replace(options, tiles=Tiles(size, 0.25, 3))) if options.tiles is None else ("whole", whole)
    return [
        View(name, options),
        View(f"{name}, {other[0]}", other[1]),
        View(f"{name}, small tiles", replace(options, tiles=Tiles(max(64, round(0.6 * size)), 0.25, 4))),
        View(f"{name}, mirrored", whole, True),
    ]


Seen = dict[int, list[Detection]]


def look(view: View, material: Material) -> tuple[Seen, float]:
    """What a detector sees in each photo, and its processor time per photo in seconds (two threads).

    Boxes of a mirrored photo stay mirrored: only classes and scores of that view are used.
    """
    detector = Detector(view.options, "auto", 2)
    seen, spent = {}, 0.0
    for photo in material.photos:
        pixels = material.pixels(photo)
        began = time.process_time()
        shown = np.ascontiguousarray(pixels[:, ::-1]) if view.mirrored else pixels
        seen[photo] = detector.detect([shown])[0]
        spent += time.process_time() - began
    return seen, spent / len(material.photos)


def counts(text: Text) -> Iterator[tuple[str, int]]:
    """The classes whose number a text states, if it is more than one, with that number."""
    for claim in read(text.caption):
        name = class_of(claim.of or "") if claim.kind == "count" else None
        if name and int(claim.value) > 1:
            yield name, int(claim.value)
