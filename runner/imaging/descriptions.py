"""What people wrote into the file: title, caption, keywords, place, creator, copyright.

XMP goes before IPTC before EXIF, as the Metadata Working Group advises (Guidelines for Handling Image Metadata 2.0,
chapter 2): XMP has neither IPTC's lengths nor EXIF's alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from runner.imaging.embedded import Embedded, Value
from runner.imaging.exif_tags import Tags
from runner.imaging.exif_tags import text as exif_text
from runner.imaging.wording import clean, one_line

# What cameras and programs put where a person's caption belongs. Matched against the whole text, letter case ignored.
_PLACEHOLDERS = re.compile(
    r"""(olympus|konica\ minolta|minolta|pentax|samsung|casio|kodak|ricoh|sanyo)?\ ?digital\ (still\ )?camera
    | sony\ dsc | dsc | dcim\b.* | exif[_ ]jpeg([_ ]picture)? | jpeg | digicam | samsung(\ camera\ pictures)?
    | oznor\w{0,2} | dav | sdr | hdrpl | rhdr | cof | mde | edf | ptr      # Huawei's shooting modes
    | processed\ with\ vsco.* | created\ with\ (the\ )?gimp | applemark | lead\ technologies\ inc.*
    | default | untitled | no\ title
    """,
    re.I | re.X,
)

_PLACE = (
    ("Xmp.iptc.Location", "Iptc.Application2.SubLocation"),
    ("Xmp.photoshop.City", "Iptc.Application2.City"),
    ("Xmp.photoshop.State", "Iptc.Application2.ProvinceState"),
    ("Xmp.photoshop.Country", "Iptc.Application2.CountryName"),
)


def title(embedded: Embedded) -> str | None:
    """The title in one line."""
    return _first(
        [_written(embedded, "Xmp.dc.title", one_line), _written(embedded, "Iptc.Application2.ObjectName", one_line)]
    )


def caption(embedded: Embedded, tags: Tags) -> str | None:
    """The caption, its line ends kept. A camera's default is none."""
    return _first(
        [
            _written(embedded, "Xmp.dc.description", clean),
            _written(embedded, "Iptc.Application2.Caption", clean),
            exif_text(tags, "Image ImageDescription"),
        ]
    )


def keywords(embedded: Embedded) -> tuple[str, ...]:
    """Keywords in their order, each once whatever its letter case."""
    for found in (embedded.xmp.get("Xmp.dc.subject"), embedded.iptc.get("Iptc.Application2.Keywords")):
        words = [one_line(word) for word in _all(found)]
        if any(words):
            return _each_once(words)
    return ()


def place(embedded: Embedded) -> str | None:
    """Sublocation, city, state and country as far as they are there, from the narrowest."""
    parts = [_first([_written(embedded, name, one_line) for name in names]) for names in _PLACE]
    return ", ".join(_each_once(part for part in parts if part)) or None


def creator(embedded: Embedded, tags: Tags) -> str | None:
    """Who took the photo; several by commas."""
    for found in (embedded.xmp.get("Xmp.dc.creator"), embedded.iptc.get("Iptc.Application2.Byline")):
        if names := ", ".join(_each_once(one_line(name) for name in _all(found))):
            return names
    return exif_text(tags, "Image Artist")


def copyright_notice(embedded: Embedded, tags: Tags) -> str | None:
    """The notice as written."""
    return (
        _written(embedded, "Xmp.dc.rights", one_line)
        or _written(embedded, "Iptc.Application2.Copyright", one_line)
        or exif_text(tags, "Image Copyright")
    )


def _written(embedded: Embedded, name: str, tidy: Callable[[str], str]) -> str | None:
    """One text by exiv2's name; of several languages the default one."""
    found = embedded.xmp.get(name) or embedded.iptc.get(name)
    return next((tidied for text in _all(found) if (tidied := tidy(text))), None)


def _all(found: Value | None) -> list[str]:
    if isinstance(found, dict):
        return sorted(found.values(), key=lambda text: text != found.get('lang="x-default"'))
    return [found] if isinstance(found, str) else list(found or ())


def _first(candidates: Iterable[str | None]) -> str | None:
    return next((text for text in candidates if text and not _PLACEHOLDERS.fullmatch(text)), None)


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for text in filter(None, texts):
        first.setdefault(text.casefold(), text)
    return tuple(first.values())
