"""What was approved, in the XMP beside a photo's RAW: merged with what other programs keep there.

Keywords are added to those that stand there. A caption or an alt text is replaced where it was written from here; one
that a person wrote in another program stays. Creator, copyright and title are written only where there are none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from runner.errors import PublishError
from runner.messages import Message, say
from runner.publishing.embedding import Texts
from runner.publishing.packet import DEFAULT, EMPTY, Name, Packet, Values, parse

RAW = frozenset(
    ".3fr .arw .cr2 .cr3 .crw .dng .erf .iiq .kdc .mef .mos .mrw .nef .nrw .orf .pef .raf .raw .rw2 .rwl .sr2 .srf .srw"
    " .x3f".split()
)
"""Extensions of cameras' raw files."""

_DC, _IPTC = "http://purl.org/dc/elements/1.1/", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
_PHOTOSHOP, _LIGHTROOM = "http://ns.adobe.com/photoshop/1.0/", "http://ns.adobe.com/lightroom/1.0/"
CAPTION, TITLE, RIGHTS = (Name(_DC, "dc", each, "Alt") for each in ("description", "title", "rights"))
ALT_TEXT = Name(_IPTC, "Iptc4xmpCore", "AltTextAccessibility", "Alt")
KEYWORDS, CREATOR = Name(_DC, "dc", "subject", "Bag"), Name(_DC, "dc", "creator", "Seq")
HIERARCHY = Name(_LIGHTROOM, "lr", "hierarchicalSubject", "Bag")
CREDIT = Name(_PHOTOSHOP, "photoshop", "Credit", "text")


@dataclass(frozen=True, slots=True)
class Ours:
    """Texts that may have been written from here before: they may be replaced."""

    captions: frozenset[str] = frozenset()
    alt_texts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sidecar:
    """One XMP file of a photo's RAW."""

    found: Path  # beside the RAW, where other programs write; it may be absent
    path: Path  # where it is written: the same, or in a folder of its own
    texts: Texts


@dataclass(frozen=True, slots=True)
class Merge:
    """What is to be done about a sidecar."""

    sidecar: Sidecar
    data: bytes | None  # to be written; None when it stands as it should, or cannot be used
    remark: Message | None  # what stays as it is, and why

    @property
    def said(self) -> list[Message]:
        """What becomes of it."""
        written = [say("sidecar.written", path=str(self.sidecar.path))] if self.data is not None else []
        return written + ([self.remark] if self.remark else [])


class Neighbours:
    """The files beside photos. A folder is listed once."""

    def __init__(self) -> None:
        self._listed: dict[Path, dict[str, list[str]]] = {}

    def sidecars(self, picture: Path) -> list[Path]:
        """Where the XMP of the RAW beside a picture stands or is to stand; none without a RAW.

        `IMG_1.xmp` (Adobe's habit) and `IMG_1.CR2.xmp` (darktable's and digiKam's) where they are, else the first.
        """
        beside = self._of_stem(picture.parent, picture.stem)
        raws = [name for name in beside if _is_raw(name, picture.stem)]
        if not raws:
            return []
        wanted = {f"{Path(raws[0]).stem}.xmp".casefold(), *(f"{name}.xmp".casefold() for name in raws)}
        there = [name for name in beside if name.casefold() in wanted]
        return [picture.parent / name for name in there or [f"{Path(raws[0]).stem}.xmp"]]

    def _of_stem(self, folder: Path, stem: str) -> list[str]:
        """Names in a folder that begin with `stem` and a point, sorted."""
        if folder not in self._listed:
            self._listed[folder] = {}
            with contextlib.suppress(OSError):  # what cannot be listed has no RAW that could be read
                for name in sorted(os.listdir(folder)):  # noqa: PTH208 - names are all that is needed
                    self._listed[folder].setdefault(name.partition(".")[0].casefold(), []).append(name)
        alike = self._listed[folder].get(stem.partition(".")[0].casefold(), [])
        return [name for name in alike if name.casefold().startswith(f"{stem.casefold()}.")]


def _is_raw(name: str, stem: str) -> bool:
    own, extension = os.path.splitext(name)  # noqa: PTH122
    return own.casefold() == stem.casefold() and extension.lower() in RAW


def merge(sidecar: Sidecar, ours: Ours, force: bool) -> Merge:
    """What to write, from what stands there now; `force` replaces texts of other hands. Writes nothing."""
    try:
        packet = parse(_read(sidecar.found) or EMPTY)
        values = _wanted(packet, sidecar.texts, ours, force)
        data = packet.having(values) if values else packet.data
        remark = _kept(packet, sidecar, values)
        return Merge(sidecar, None if _read(sidecar.path) == data else data, remark)
    except PublishError as error:
        return Merge(sidecar, None, say("sidecar.unusable", path=str(sidecar.found), problem=error.message))


def write(merges: Iterable[Merge]) -> None:
    """Write what is to be written, each file whole or not at all. PublishError when a folder refuses it."""
    for each in merges:
        if each.data is not None:
            _replace(each.sidecar.path, each.data)


def _replace(path: Path, data: bytes) -> None:
    real = path.resolve()  # a link stays a link
    temporary = real.with_name(f".{hashlib.sha256(real.name.encode()).hexdigest()[:16]}.part")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if real.exists():
            shutil.copymode(real, temporary)
        temporary.replace(real)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise PublishError(say("sidecar.unwritable", path=str(path), reason=error.strerror or str(error))) from error


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PublishError(say("sidecar.unreadable", reason=error.strerror or str(error))) from error


def _wanted(packet: Packet, texts: Texts, ours: Ours, force: bool) -> dict[Name, Values]:
    """Properties that get other values than they have."""
    wanted = {
        CAPTION: _replaced(packet, CAPTION, texts.caption, ours.captions, force),
        ALT_TEXT: _replaced(packet, ALT_TEXT, texts.alt_text, ours.alt_texts, force),
        KEYWORDS: _joined(packet, KEYWORDS, texts.keywords),
        HIERARCHY: _joined(packet, HIERARCHY, texts.hierarchical),
        **{name: _if_absent(packet, name, value) for name, value in _absent(texts).items()},
    }
    return {name: values for name, values in wanted.items() if values}


def _absent(texts: Texts) -> Mapping[Name, str | None]:
    return {TITLE: texts.title, CREATOR: texts.creator, RIGHTS: texts.copyright, CREDIT: texts.credit}


def _replaced(packet: Packet, name: Name, text: str, ours: frozenset[str], force: bool) -> Values:
    """The text in any language; texts in other languages stay."""
    there = packet.in_language(name)
    stands = there.get(DEFAULT)
    if stands == text or (stands and stands not in ours and not force):
        return ()
    return [(text, DEFAULT), *((each, language) for language, each in there.items() if language != DEFAULT)]


def _joined(packet: Packet, name: Name, words: Sequence[str]) -> Values:
    """The words that are there and those that are missing, compared without case."""
    there = packet.texts(name)
    known = {word.casefold() for word in there}
    new = [word for word in words if word.casefold() not in known]
    return [(word, "") for word in (*there, *new)] if new else ()


def _if_absent(packet: Packet, name: Name, text: str | None) -> Values:
    if not text or any(packet.texts(name)):
        return ()
    return [(text, DEFAULT if name.kind == "Alt" else "")]


def _kept(packet: Packet, sidecar: Sidecar, values: Mapping[Name, Values]) -> Message | None:
    kept, path = set(_foreign(packet, sidecar.texts, values)), str(sidecar.found)
    if kept == {CAPTION}:
        return say("sidecar.own_caption", path=path)
    if kept == {ALT_TEXT}:
        return say("sidecar.own_alt_text", path=path)
    return say("sidecar.own_texts", path=path) if kept else None


def _foreign(packet: Packet, texts: Texts, values: Mapping[Name, Values]) -> Iterator[Name]:
    """Texts that other hands wrote and that stay."""
    for name, text in ((CAPTION, texts.caption), (ALT_TEXT, texts.alt_text)):
        stands = packet.in_language(name).get(DEFAULT)
        if stands and stands != text and name not in values:
            yield name
