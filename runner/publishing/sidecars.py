"""Merges approved texts into the XMP next to a photo's RAW, with what other programs keep there.

Keywords are added to the existing ones. A caption or an alt text is replaced if an earlier publish wrote it; one that
a person wrote in another program stays. Creator, credit, copyright, title, stars and label are written only if there
are none.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from runner.errors import PublishError
from runner.messages import Message, say
from runner.publishing.embedding import PictureMetadata
from runner.publishing.packet import DEFAULT, EMPTY, Name, Packet, parse, plain
from runner.publishing.preserved import damage
from runner.schema.xmp import NAMESPACE

_DC, _IPTC = "http://purl.org/dc/elements/1.1/", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
_PHOTOSHOP, _LIGHTROOM = "http://ns.adobe.com/photoshop/1.0/", "http://ns.adobe.com/lightroom/1.0/"
CAPTION, TITLE, RIGHTS = (Name(_DC, "dc", each, "Alt") for each in ("description", "title", "rights"))
ALT_TEXT = Name(_IPTC, "Iptc4xmpCore", "AltTextAccessibility", "Alt")
KEYWORDS, CREATOR = Name(_DC, "dc", "subject", "Bag"), Name(_DC, "dc", "creator", "Seq")
HIERARCHY = Name(_LIGHTROOM, "lr", "hierarchicalSubject", "Bag")
CREDIT = Name(_PHOTOSHOP, "photoshop", "Credit", "text")
RATING, LABEL = (Name("http://ns.adobe.com/xap/1.0/", "xmp", each, "text") for each in ("Rating", "Label"))
_WRITTEN = {
    CAPTION: Name(NAMESPACE, "photorunner", "Caption", "text"),
    ALT_TEXT: Name(NAMESPACE, "photorunner", "AltText", "text"),
    TITLE: Name(NAMESPACE, "photorunner", "Title", "text"),
    KEYWORDS: Name(NAMESPACE, "photorunner", "Keywords", "Bag"),
    HIERARCHY: Name(NAMESPACE, "photorunner", "Hierarchy", "Bag"),
}
"""Properties with a second copy of what was written, so that it is not taken for a person's text when read again."""


@dataclass(frozen=True, slots=True)
class Ours:
    """Texts that earlier publishes may have written: they may be replaced."""

    captions: frozenset[str] = frozenset()
    alt_texts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sidecar:
    """One XMP file of a photo's RAW."""

    found: Path  # next to the RAW, where other programs write; it may be absent
    path: Path  # where it is written: the same, or in a separate folder
    texts: PictureMetadata


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged content of a sidecar, and what was kept."""

    sidecar: Sidecar
    base: bytes | None  # content at its path when this was computed; None if there was no file
    data: bytes | None  # to be written; None if it is up to date or cannot be used
    remarks: tuple[Message, ...]  # what stays as it is, and why

    @property
    def said(self) -> list[Message]:
        """Messages: that the sidecar is written, what of it stays as it is, and why."""
        written = [say("sidecar.written", path=str(self.sidecar.path))] if self.data is not None else []
        return [*written, *self.remarks]


class Neighbours:
    """Finds the files next to photos. Each folder is listed only once."""

    def __init__(self, raws: Collection[str]) -> None:
        """`raws` are the extensions of raw files, with the dot and in lower case."""
        self._raws = raws
        self._listed: dict[Path, dict[str, list[str]]] = {}

    def sidecars(self, picture: Path) -> list[Path]:
        """Return the present or future paths of the XMP of the RAW next to a picture; empty if there is no RAW.

        These are `IMG_1.xmp` (Adobe's convention) and `IMG_1.CR2.xmp` (darktable's and digiKam's) if they exist, else
        the first.
        """
        beside = self._of_stem(picture.parent, picture.stem)
        raws = [name for name in beside if self._is_raw(name, picture.stem)]
        if not raws:
            return []
        wanted = {f"{Path(raws[0]).stem}.xmp".casefold(), *(f"{name}.xmp".casefold() for name in raws)}
        there = [name for name in beside if name.casefold() in wanted]
        return [picture.parent / name for name in there or [f"{Path(raws[0]).stem}.xmp"]]

    def _is_raw(self, name: str, stem: str) -> bool:
        own, extension = os.path.splitext(name)  # noqa: PTH122
        return own.casefold() == stem.casefold() and extension.lower() in self._raws

    def _of_stem(self, folder: Path, stem: str) -> list[str]:
        """Names in a folder that begin with `stem` and a dot, sorted."""
        if folder not in self._listed:
            self._listed[folder] = {}
            with contextlib.suppress(OSError):  # a folder that cannot be listed has no RAW that could be read
                for name in sorted(os.listdir(folder)):  # noqa: PTH208 - names are all that is needed
                    self._listed[folder].setdefault(name.partition(".")[0].casefold(), []).append(name)
        alike = self._listed[folder].get(stem.partition(".")[0].casefold(), [])
        return [name for name in alike if name.casefold().startswith(f"{stem.casefold()}.")]


def merge(sidecar: Sidecar, ours: Ours, force: bool) -> Merge:
    """Compute the merge with the present content, without writing. `force` also replaces texts that others wrote."""
    base = None
    try:
        base = read(sidecar.path)
        packet = parse((base if sidecar.path == sidecar.found else read(sidecar.found)) or EMPTY)
        edit = _edit(packet, sidecar.texts, ours, force)
        data = _edited(packet, edit)
        return Merge(sidecar, base, None if base == data else data, _kept(packet, sidecar, edit))
    except PublishError as error:
        return Merge(sidecar, base, None, (say("sidecar.unusable", path=str(sidecar.found), problem=error.message),))


def _edited(packet: Packet, edit: _Edit) -> bytes:
    """The file with its new values. Raises PublishError if anything else would change, or they cannot be read back."""
    if not edit:
        return packet.data
    data = packet.having(edit.texts, edit.words)
    if (harm := damage(packet.data, data, edit.texts, edit.words)) is not None:
        raise PublishError(say("sidecar.harm", harm=harm))
    after = parse(data)
    stands = all(after.in_language(name).get(DEFAULT) == text for name, text in edit.texts.items())
    if not stands or any(set(words) - set(after.texts(name)) for name, words in edit.words.items()):
        raise PublishError(say("sidecar.not_read_back"))
    return data


def read(path: Path) -> bytes | None:
    """Return a file's bytes, None if there is no file. Raises PublishError if it cannot be read."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PublishError(say("sidecar.unreadable", reason=error.strerror or str(error))) from error


@dataclass(slots=True)
class _Edit:
    """Texts to set, words to add, and properties left out because their form cannot be edited."""

    texts: dict[Name, str] = field(default_factory=dict)
    words: dict[Name, list[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.texts or self.words)


def _edit(packet: Packet, texts: PictureMetadata, ours: Ours, force: bool) -> _Edit:
    """The properties that get new values."""
    wanted = _Edit()
    for name, text, earlier in ((CAPTION, texts.caption, ours.captions), (ALT_TEXT, texts.alt_text, ours.alt_texts)):
        if _is_replaced(packet, name, plain(text or ""), earlier, force):
            wanted.texts[name] = plain(text or "")
    stars = None if texts.stars is None else str(texts.stars)
    only_where_none = (
        (TITLE, texts.title), (RIGHTS, texts.copyright), (CREDIT, texts.credit), (RATING, stars), (LABEL, texts.label),
    )  # fmt: skip
    for name, absent in only_where_none:
        if absent and plain(absent) and not any(_standing(packet, name)):
            wanted.texts[name] = plain(absent)
    if texts.creator and not any(packet.texts(CREATOR)):
        wanted.words[CREATOR] = [plain(texts.creator)]
    for name, words in ((KEYWORDS, texts.keywords), (HIERARCHY, texts.hierarchical)):
        if missing := _missing(packet, name, words):
            wanted.words[name] = missing
    return _noted(_without_unknown(packet, wanted))


def _standing(packet: Packet, name: Name) -> Sequence[str]:
    """The values of a property. A rating of 0 means that nobody has given one: darktable and Lightroom write it so."""
    return [each for each in packet.texts(name) if name != RATING or each.strip() not in ("0", "0.0")]


def _noted(wanted: _Edit) -> _Edit:
    """The edit with a second copy of each value in this program's namespace, which tells who wrote it."""
    wanted.texts |= {_WRITTEN[name]: text for name, text in wanted.texts.items() if name in _WRITTEN}
    wanted.words |= {_WRITTEN[name]: words for name, words in wanted.words.items() if name in _WRITTEN}
    return wanted


def _without_unknown(packet: Packet, wanted: _Edit) -> _Edit:
    held: tuple[dict[Name, str] | dict[Name, list[str]], ...] = (wanted.texts, wanted.words)
    for values in held:
        for name in [name for name in values if not packet.can_hold(name)]:
            del values[name]
            wanted.refused.append(f"{name.prefix}:{name.local}")
    return wanted


def _is_replaced(packet: Packet, name: Name, text: str, ours: frozenset[str], force: bool) -> bool:
    """Whether a text replaces the one in the default language; texts in other languages stay."""
    stands = packet.in_language(name).get(DEFAULT)
    if not text or stands == text:
        return False
    return not stands or not stands.strip() or stands in {plain(each) for each in ours} or force


def _missing(packet: Packet, name: Name, words: Sequence[str]) -> list[str]:
    """The words that the property lacks, compared without case."""
    known = {word.casefold() for word in packet.texts(name)}
    return [word for word in map(plain, words) if word and word.casefold() not in known]


def _kept(packet: Packet, sidecar: Sidecar, edit: _Edit) -> tuple[Message, ...]:
    kept, path, said = set(_foreign(packet, sidecar.texts, edit)), str(sidecar.found), []
    if kept == {CAPTION}:
        said.append(say("sidecar.own_caption", path=path))
    elif kept == {ALT_TEXT}:
        said.append(say("sidecar.own_alt_text", path=path))
    elif kept:
        said.append(say("sidecar.own_texts", path=path))
    if edit.refused:
        said.append(say("sidecar.refused", path=path, properties=", ".join(edit.refused)))
    return tuple(said)


def _foreign(packet: Packet, texts: PictureMetadata, edit: _Edit) -> Iterator[Name]:
    """Yield the texts that others wrote and that stay."""
    for name, text in ((CAPTION, texts.caption), (ALT_TEXT, texts.alt_text)):
        stands, ours = packet.in_language(name).get(DEFAULT), plain(text or "")
        if stands and stands.strip() and stands != ours and name not in edit.texts and packet.can_hold(name):
            yield name
