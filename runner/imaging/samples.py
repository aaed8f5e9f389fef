"""Writes the demo's folder: real photographs from installed packages, and odd files as in real folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

import pyexiv2

from runner.errors import EnvError
from runner.imaging import sample_photos as photos
from runner.imaging.sample_photos import Sample, Source
from runner.imaging.vips import pyvips

_QUALITY = 92
_SHARE_KEPT = 0.6
_UTF8 = "\x1b%G"
"""IPTC's envelope tag 1:90 with this value says that the texts are UTF-8."""


def lay_out(folder: Path) -> list[Path]:
    """Write the demo's photos that are missing into `folder` and return the paths of all, sorted.

    An existing file is left as it is, whatever is in it. Files are written atomically, so a run that was killed is
    completed by the next. Raises EnvError if the packages that ship the pictures are not installed.
    """
    for name in (*_names(), "README.txt"):
        if not (folder / name).exists():
            _write(folder / name, _content(name))
    return sorted(folder / name for name in _names())


def _names() -> Iterable[str]:
    yield from (sample.path for sample in photos.SAMPLES)
    yield from (photos.UNCHANGED_PNG[0], photos.COPY[0], photos.TRUNCATED[0], photos.EMPTY, photos.TEXT[0])


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)


def _content(name: str) -> bytes:
    """The bytes of one file of the demo."""
    odd: dict[str, Callable[[], bytes]] = {
        photos.UNCHANGED_PNG[0]: lambda: _locate(photos.UNCHANGED_PNG[1]).read_bytes(),
        photos.COPY[0]: lambda: _content(photos.COPY[1]),
        photos.TRUNCATED[0]: lambda: _beginning(_content(photos.TRUNCATED[1])),
        photos.EMPTY: lambda: b"",
        photos.TEXT[0]: lambda: photos.TEXT[1].encode(),
        "README.txt": lambda: _readme().encode(),
    }
    return odd[name]() if name in odd else _jpeg(next(sample for sample in photos.SAMPLES if sample.path == name))


def _locate(source: Source) -> Path:
    spec = find_spec(source.package)
    for folder in spec.submodule_search_locations or () if spec else ():
        if (path := Path(folder) / source.file).is_file():
            return path
    raise EnvError(
        f"The demo's photos come with scikit-image and scikit-learn, and {source.package}/{source.file} is not there.",
        "pip install scikit-image scikit-learn",
    )


def _beginning(content: bytes) -> bytes:
    return content[: int(len(content) * _SHARE_KEPT)]


def _jpeg(sample: Sample) -> bytes:
    """The picture as JPEG with the sample's metadata. A JPEG without an edit keeps its pixels and its own metadata."""
    path = _locate(sample.source)
    if path.suffix == ".jpg" and not sample.edit:
        return _tagged(path.read_bytes(), sample)
    image = _edited(pyvips.Image.new_from_file(str(path)), sample)
    return _tagged(image.jpegsave_buffer(Q=_QUALITY, keep="icc"), sample)


def _edited(image: pyvips.Image, sample: Sample) -> pyvips.Image:
    width, height = image.width, image.height
    if sample.edit == "cut to a portrait":
        image = image.crop(width // 4, 0, height * 3 // 4, height)
    elif sample.edit == "cropped and brightened":
        image = (image.crop(8, 6, width - 16, height - 12) * 1.04).cast("uchar")
    elif sample.edit == "blurred":
        image = image.gaussblur(4)
    # Stored on its side; a program that honours orientation 6 turns it upright again.
    return image.rot270() if sample.orientation == 6 else image


def _tagged(jpeg: bytes, sample: Sample) -> bytes:
    pyexiv2.set_log_level(4)
    with pyexiv2.ImageData(jpeg) as image:
        if sample.exif:
            image.modify_exif(sample.exif | {"Exif.Image.Orientation": str(sample.orientation)})
        if sample.iptc:
            image.modify_iptc({"Iptc.Envelope.CharacterSet": _UTF8} | sample.iptc)
        if sample.xmp:
            image.modify_xmp(sample.xmp)
        return bytes(image.get_bytes())


def _readme() -> str:
    """The text of README.txt: what the folder contains, by whom, on what terms, and what is made up."""
    by_source: dict[Source, list[str]] = {photos.CAMERAMAN: [f"{photos.UNCHANGED_PNG[0]}: unchanged"]}
    for sample in photos.SAMPLES:
        change = f"{sample.edit}, metadata added" if sample.edit else "metadata added"
        by_source.setdefault(sample.source, []).append(f"{sample.path}: {change}")
    credits_ = "\n".join(_credit(source, files) for source, files in by_source.items())
    return _README.format(
        credits=credits_, copy=photos.COPY, truncated=photos.TRUNCATED, empty=photos.EMPTY, text=photos.TEXT
    )


def _credit(source: Source, files: list[str]) -> str:
    link = f"\n  {source.link}" if source.link else ""
    lines = "".join(f"\n  - {line}" for line in files)
    terms = f"* {source.shows}, by {source.author}. Licence: {source.licence}.{link}"
    return f"{terms}\n  From {source.package}/{source.file}{lines}"


_README = """Photos of the demo

The pictures are real photographs, taken from the installed packages scikit-image and scikit-learn.
Their camera data (body, lens, date, exposure, position) are MADE UP for the demo and say nothing about how the
pictures were taken. Titles, captions, keywords and places repeat what the packages' documentation says.
Pictures that were PNG files or are edited were saved as JPEG with quality 92; the others keep their pixels.
Delete a file and the demo writes it again.

{credits}

Made for the demo, as real folders hold such things:
* {copy[0]}: the same bytes as {copy[1]}
* {truncated[0]}: the first part of {truncated[1]}
* {text[0]}: a text file with the name of a photo
* {empty}: an empty file
"""
