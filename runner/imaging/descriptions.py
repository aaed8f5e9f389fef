"""What people wrote into the file: title, caption, keywords, place, creator, copyright.

XMP is preferred to IPTC, and IPTC to EXIF, as the Metadata Working Group advises (Guidelines for Handling Image
Metadata 2.0, chapter 2): XMP has neither IPTC's limits of length nor EXIF's of the alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from runner.imaging.camera_tags import CameraTags
from runner.imaging.embedded import Embedded, Value
from runner.imaging.wording import clean, one_line
from runner.imaging.xp_tags import xp_text

# What cameras and programs write where a person's caption belongs. Matched against the whole text, ignoring case.
_PLACEHOLDERS = re.compile(
    r"""(olympus|konica\ minolta|minolta|pentax|samsung|casio|kodak|ricoh|sanyo)?\ ?digital\ (still\ )?camera
    | sony\ dsc | dsc | dcim\b.* | exif[_ ]jpeg([_ ]picture)? | jpeg | digicam | samsung(\ camera\ pictures)?
    | oznor\w{0,2} | dav | sdr | hdrpl | rhdr | cof | mde | edf | ptr      # Huawei's shooting modes
    | processed\ with\ vsco.* | created\ with\ (the\ )?gimp | applemark | lead\ technologies\ inc.*
    | default | untitled | no\ title | \{"shape":.*\}                   # the last by tifffile
    """,
    re.I | re.X,
)

_PLACE = (
    ("Xmp.iptc.Location", "Iptc.Application2.SubLocation"),
    ("Xmp.photoshop.City", "Iptc.Application2.City"),
    ("Xmp.photoshop.State", "Iptc.Application2.ProvinceState"),
    ("Xmp.photoshop.Country", "Iptc.Application2.CountryName"),
)
# The place that the photo shows, then the place of the camera (IPTC Extension).
_PLACES = tuple(
    tuple(
        (f"Xmp.iptcExt.{kind}{number}/Iptc4xmpExt:{part}",)
        for part in ("Sublocation", "City", "ProvinceState", "CountryName")
    )
    for kind in ("LocationShown", "LocationCreated")
    for number in ("[1]", "")
)
_NOTING = {"darktable", "_digikam_internal_tags_", "_digikam_root_tag_"}
"""The first levels of hierarchies in which programs note things: `darktable|exported`, `darktable|format|nef`."""

_HIERARCHIES = (("Xmp.lr.hierarchicalSubject", "|"), ("Xmp.digiKam.TagsList", "/"), ("Xmp.mediapro.CatalogSets", "|"))


def is_placeholder(text: str) -> bool:
    """Whether a camera or a program wrote the text, not a person."""
    return bool(_PLACEHOLDERS.fullmatch(text))


def title(tags: CameraTags) -> str | None:
    """The title in one line."""
    embedded = tags.embedded
    written = [_written(embedded, name, one_line) for name in ("Xmp.dc.title", "Iptc.Application2.ObjectName")]
    headline = [_written(embedded, name, one_line) for name in ("Xmp.photoshop.Headline", "Iptc.Application2.Headline")]
    return _first([*written, xp_text(tags, "Title"), *headline])


def caption(tags: CameraTags) -> str | None:
    """The caption, with its line breaks. The default text of a camera does not count."""
    names = ("Xmp.dc.description", "Iptc.Application2.Caption")
    described = [_written(tags.embedded, name, clean) for name in names]
    others = [_written(tags.embedded, name, clean) for name in ("Xmp.tiff.ImageDescription", "Xmp.acdsee.caption")]
    return _first([*described, tags.text("Image ImageDescription"), *others, xp_text(tags, "Comment"),
                   xp_text(tags, "Subject")])  # fmt: skip


def alt_text(embedded: Embedded) -> str | None:
    """What a person wrote for those who cannot see the photo."""
    return _first([_written(embedded, "Xmp.iptc.AltTextAccessibility", one_line)])


def keywords(tags: CameraTags) -> tuple[str, ...]:
    """The keywords in their order, each once whatever its case; a hierarchy gives the words of its levels."""
    embedded, noted = tags.embedded, _notes(tags.embedded)
    for found in (
        embedded.xmp.get("Xmp.dc.subject"),
        embedded.iptc.get("Iptc.Application2.Keywords"),
        _levels(embedded),
        embedded.xmp.get("Xmp.MicrosoftPhoto.LastKeywordXMP"),
        embedded.xmp.get("Xmp.MicrosoftPhoto.LastKeywordIPTC"),
        (xp_text(tags, "Keywords") or "").split(";"),
    ):
        words = [one_line(word) for word in _all(found)]
        if any(words):
            return _each_once(word for word in _separate(words) if word.casefold() not in noted)
    return ()


def _separate(words: list[str]) -> list[str]:
    """The words, of a single text that joins them with semicolons, each by itself."""
    return [word.strip() for word in words[0].split(";")] if len(words) == 1 else words


def _levels(embedded: Embedded) -> list[str]:
    """The words of the first hierarchy that is present: programs that write only a hierarchy mean all its levels."""
    for name, between in _HIERARCHIES:
        if paths := [path for path in _all(embedded.xmp.get(name)) if path.strip() and not _is_note(path, between)]:
            return [level for path in paths for level in path.split(between)]
    return []


def _notes(embedded: Embedded) -> frozenset[str]:
    """Words by which programs note what they did with a photo, and which no person gave it."""
    notes, others = set[str](), set[str]()
    for name, between in _HIERARCHIES:
        for path in _all(embedded.xmp.get(name)):
            (notes if _is_note(path, between) else others).update(map(_folded, path.split(between)))
    return frozenset(notes - others)


def _is_note(path: str, between: str) -> bool:
    return _folded(path.split(between)[0]) in _NOTING


def _folded(word: str) -> str:
    return one_line(word).casefold()


def place(embedded: Embedded) -> str | None:
    """Sublocation, city, state and country, as far as present, narrowest first, separated by commas."""
    for names in (_PLACE, *_PLACES):
        parts = [_first([_written(embedded, each, one_line) for each in level]) for level in names]
        if any(parts):
            return ", ".join(_each_once(part for part in parts if part))
    return None


def creator(tags: CameraTags) -> str | None:
    """Who took the photo; several names are separated by commas."""
    embedded = tags.embedded
    for found in (embedded.xmp.get("Xmp.dc.creator"), embedded.iptc.get("Iptc.Application2.Byline")):
        if names := ", ".join(_each_once(one_line(name) for name in _all(found))):
            return names
    return tags.text("Image Artist") or _written(embedded, "Xmp.tiff.Artist", one_line) or xp_text(tags, "Author")


def copyright_notice(tags: CameraTags) -> str | None:
    """The notice as written."""
    return (
        _written(tags.embedded, "Xmp.dc.rights", one_line)
        or _written(tags.embedded, "Iptc.Application2.Copyright", one_line)
        or tags.text("Image Copyright")
        or _written(tags.embedded, "Xmp.tiff.Copyright", one_line)
    )


def _written(embedded: Embedded, name: str, tidy: Callable[[str], str]) -> str | None:
    """One text by exiv2's name; if there are several languages, in the default one."""
    found = embedded.xmp.get(name) or embedded.iptc.get(name)
    return next((tidied for text in _all(found) if (tidied := tidy(text))), None)


def _all(found: Value | None) -> list[str]:
    if isinstance(found, dict):
        return sorted(found.values(), key=lambda text: text != found.get('lang="x-default"'))
    return [found] if isinstance(found, str) else list(found or ())


def _first(candidates: Iterable[str | None]) -> str | None:
    return next((text for text in candidates if text and not is_placeholder(text)), None)


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for text in filter(None, texts):
        first.setdefault(text.casefold(), text)
    return tuple(first.values())
