"""Builds what a target gets of one approved photo: its row, its files, and the metadata written into them."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from runner.delivery.config import PublishConfig
from runner.delivery.people_shown import PeopleInPhoto
from runner.errors import ItemError, PublishError
from runner.facts import Region
from runner.imaging.blurring import blurred_file
from runner.imaging.finishing import PictureOptions, finished, moved
from runner.messages import say
from runner.people.named_region import NamedRegion
from runner.people.region_packet import description
from runner.publishing.embedding import PictureMetadata, embed
from runner.publishing.fields import Value
from runner.publishing.json_ld import image_object
from runner.publishing.options import PublishOptions
from runner.publishing.paths import fill, path_problems
from runner.publishing.photo import File, OutgoingPhoto
from runner.publishing.sidecars import Neighbours, Sidecar
from runner.reports import wording
from runner.schema import texts_of
from runner.stage import Folders
from runner.store.ratings import Kind
from runner.store.ratings import Value as Rating
from runner.text.language.slug import slug

BESIDE = "beside"
"""The value of `publish.sidecars` that means next to the RAW and is not a folder."""

_VERSION = 2
"""Increased when the same inputs give different files, so that they are published again."""


_LATER = ("stars", "label")
"""Metadata that earlier versions did not write. It enters a recipe only if present, so that old recipes stay valid."""

_CAMERA = ("camera", "lens", "exposure_s", "f_number", "iso", "focal_mm", "focal_35mm")
"""Columns about the camera that are written into the picture."""


@dataclass(frozen=True, slots=True)
class _Source:
    """The picture of a file: what identifies its pixels, and how to load it."""

    identity: str
    load: Callable[[], bytes]


def photo(
    row: Mapping[str, Any],
    declared: Sequence[str],
    neighbours: Neighbours,
    config: PublishConfig,
    folders: Folders,
    given: Mapping[Kind, Rating],
    people: PeopleInPhoto,
) -> OutgoingPhoto:
    """Return the photo as the target is to receive it. Raises PublishError if it cannot be published.

    `declared` are the columns of its row that stages let targets map, except those that are files; `given` are its
    ratings by people, empty if the target is not to have them; `people` says who is blurred and who is named.
    """
    options = config.publish
    known = _placeholders(row, config)
    paths = {role: fill(each.path, known) for role, each in options.files.items()}
    described = {"": _json_path(next(iter(paths.values())))} if options.json_ld else {}
    if problems := [problem for path in (paths | described).values() for problem in path_problems(path)]:
        raise PublishError(problems[0])
    texts = replace(_texts(row, options), **_rated(given))
    sources = _sources(row, config, folders, people.hidden)
    named = {role: _named_in(config.pictures.get(role), row, people) for role in sources}
    files = [_file(role, paths[role], source, texts, named[role]) for role, source in sources.items()]
    fields = _fields(row, declared, known, paths, config) | {"original_name": people.original_name}
    if options.json_ld:
        files.append(_described(files[0], fields, texts, options))
    return OutgoingPhoto(
        row["item_id"], config.set.name, row["file_name"], row["content_hash"], texts.texts, fields,
        tuple(files), tuple(_sidecars(row, texts, neighbours, config)),
    )  # fmt: skip


def _sidecars(
    row: Mapping[str, Any], texts: PictureMetadata, neighbours: Neighbours, config: PublishConfig
) -> Iterator[Sidecar]:
    """Yield the XMP files of the photo's RAW, next to it or in a folder that mirrors the source's subfolders."""
    wanted, picture = config.publish.sidecars, Path(row["source_path"])
    source = Path(config.set.source).expanduser().absolute()
    for found in neighbours.sidecars(picture) if wanted else ():
        below = found.relative_to(source if found.is_relative_to(source) else found.anchor)
        yield Sidecar(found, found if wanted == BESIDE else Path(str(wanted)).expanduser().absolute() / below, texts)


def _placeholders(row: Mapping[str, Any], config: PublishConfig) -> dict[str, str | None]:
    when = row["captured_at"]
    return {
        "name": row["file_name"],
        "stem": row["file_name"].rpartition(".")[0] or row["file_name"],
        "year": f"{when.year:04}" if when else None,
        "month": f"{when.month:02}" if when else None,
        "day": f"{when.day:02}" if when else None,
        "folder": slug(row["category"] or config.set.name),
        "set": slug(config.set.name),
        "subject": slug(row["subject"] or ""),
        "location": slug(row["location"] or ""),
    }


def _texts(row: Mapping[str, Any], options: PublishOptions) -> PictureMetadata:
    wanted = options.embed
    paths = {path.rpartition("|")[2].casefold(): path for path in row["label_paths"] if path}
    moment = row["captured_at"].isoformat(" ") if wanted.captured_at and row["captured_at"] else None
    camera: dict[str, Any] = {name: row.get(name) for name in _CAMERA}
    here = row["latitude"] is not None and row["longitude"] is not None
    return PictureMetadata(
        *texts_of(row).values,
        hierarchical=tuple(paths.get(word.casefold(), word) for word in row["keywords"]),
        title=row["subject"],
        creator=wanted.creator,
        credit=wanted.credit,
        copyright=wanted.copyright,
        captured_at=moment,
        utc_offset_min=row.get("utc_offset_min") if moment else None,
        position=(row["latitude"], row["longitude"]) if wanted.position and here else None,
        altitude_m=row.get("altitude_m") if wanted.position and here else None,
        **(camera if wanted.camera else {}),
    )


def _rated(given: Mapping[Kind, Rating]) -> dict[str, Any]:
    """Stars, and the colour label in Lightroom's spelling: Red."""
    colour = given.get("colour")
    return {"stars": given.get("stars"), "label": str(colour).capitalize() if colour else None}


def _fields(
    row: Mapping[str, Any],
    declared: Sequence[str],
    known: Mapping[str, str | None],
    paths: Mapping[str, str],
    config: PublishConfig,
) -> dict[str, Value]:
    first = next(iter(paths.values()))
    return {
        **{name: _plain(row[name]) for name in ("item_id", "content_hash", *declared)},
        **{f"{role}_path": path for role, path in paths.items()},
        "path": first,
        "url": config.publish.address(first),
        "folder": known["folder"],
        "set_name": config.set.name,
        "captured_at": _moment(row),
        "year": row["captured_at"].year if row["captured_at"] else None,
        "exposure": wording.exposure(row["exposure_s"]),
        "aperture": wording.aperture(row["f_number"]),
    }


def _plain(value: Any) -> Value:
    """A value as a column holds it: lists joined by commas, times as text."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return value.isoformat(" ", "seconds") if isinstance(value, datetime) else value


def _moment(row: Mapping[str, Any]) -> str | None:
    return row["captured_at"].isoformat(" ", "seconds") if row["captured_at"] else None


def _named_in(made: PictureOptions | None, row: Mapping[str, Any], people: PeopleInPhoto) -> tuple[NamedRegion, ...]:
    """The people who are named in a file, with their regions in it; people who are cropped out are left out."""
    size = (row["width"], row["height"])
    placed = [(each.name, moved(each.region, size, made) if made else each.region) for each in people.named]
    return tuple(NamedRegion(region, name, "") for name, region in placed if region is not None)


def _sources(
    row: Mapping[str, Any], config: PublishConfig, folders: Folders, hidden: tuple[Region, ...]
) -> dict[str, _Source]:
    """The source of each file by role, with `hidden` blurred. Raises PublishError if a rendition was never made."""
    found: dict[str, _Source] = {}
    renditions = {each["name"]: each for each in row["renditions"]}
    for role, each in config.publish.files.items():
        if role in config.pictures:
            options, original = config.pictures[role], Path(row["source_path"])
            load = functools.partial(_made, original, row["item_id"], options, hidden)
            identity = json.dumps([row["item_id"], asdict(options)], sort_keys=True)
            found[role] = _Source(_blurred(identity, hidden), load)
        elif (rendition := renditions.get(each.rendition or "")) is not None:
            path = folders.renditions / rendition["path"]
            as_approved = functools.partial(_as_approved, path, rendition["sha256"], hidden)
            found[role] = _Source(_blurred(rendition["sha256"], hidden), as_approved)
        else:
            raise PublishError(say("target.no_rendition", name=each.rendition or ""))
    return found


def _blurred(identity: str, hidden: tuple[Region, ...]) -> str:
    return f"{identity} without {hidden}" if hidden else identity


def _made(original: Path, item_id: str, options: PictureOptions, hidden: tuple[Region, ...]) -> bytes:
    try:
        return finished(original, item_id, options, hidden)
    except ItemError as error:
        raise PublishError(error.message) from error


def _as_approved(path: Path, sha256: str, hidden: tuple[Region, ...]) -> bytes:
    try:
        picture = path.read_bytes()
    except OSError as error:
        raise PublishError(
            say("target.rendition_unreadable", path=str(path), reason=error.strerror or str(error))
        ) from error
    if hashlib.sha256(picture).hexdigest() != sha256:
        raise PublishError(say("target.rendition_damaged", path=str(path)))
    return blurred_file(picture, hidden)


def _file(role: str, path: str, source: _Source, texts: PictureMetadata, named: tuple[NamedRegion, ...]) -> File:
    told = {name: value for name, value in asdict(texts).items() if value is not None or name not in _LATER}
    told |= {"people": [asdict(each) for each in named]} if named else {}
    regions = functools.partial(description, named) if named else None
    names = tuple(dict.fromkeys(each.name for each in named if each.name))
    return File(role, path, _recipe(source.identity, told), lambda: embed(source.load(), texts, regions), names)


def _described(photo: File, fields: Mapping[str, Value], texts: PictureMetadata, options: PublishOptions) -> File:
    """The JSON-LD file beside a photo's first file."""
    data = image_object(fields, texts, options.licence)
    return File("json_ld", _json_path(photo.path), _recipe(data.decode(), None), lambda: data)


def _json_path(path: str) -> str:
    return f"{path.rpartition('.')[0] or path}.json"


def _recipe(identity: str, texts: object) -> str:
    made_of = json.dumps([_VERSION, identity, texts], sort_keys=True)
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]
