"""Everything that is known about a photo, as a page that can be read and copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from html import escape
from typing import Any

from reviewer.widgets.document import document
from runner.facts import Look
from runner.messages import Message
from runner.review.language import brief, moment, number, percent, term, translate, worded
from runner.review.review_set import ReviewSet
from runner.review.snapshot import Snapshot
from runner.review.wording import named
from runner.schema import TEXTS, ClassifyRow, DeriveRow, ExifRow, FactsRow, QualityRow, SimilarRow
from runner.store import traces
from runner.store.rows import RowColumn
from runner.text.claims.witness_names import called

_MESSAGE = {column.name for column in fields(Message)}
_FIELDS = (*TEXTS, "subject", "location", "file_name")


Evidence = Mapping[type, Mapping[str, object] | None]


def gather(review_set: ReviewSet, item: str) -> Evidence:
    """The evidence of one photo by row type; None where it has no row. Reads files, so not for the GUI thread."""
    kinds = (ExifRow, DeriveRow, QualityRow, SimilarRow, ClassifyRow, FactsRow)
    return {kind: traces.records(review_set.run, kind, item) for kind in kinds}


def page(snapshot: Snapshot, place: int, found: Evidence, further: Sequence[RowColumn] = ()) -> str:
    """The page as HTML. `further` are the columns that stages declared in addition to those of the contract."""
    row = snapshot.row(place)
    parts = [
        _sources(row, _witnesses(found.get(FactsRow))),
        _table(
            translate("evidence", "Other values found"), [(each.label, _worded(row[each.name])) for each in further]
        ),
        _camera(row),
        _quality(found.get(QualityRow), found.get(DeriveRow)),
        _seen(found.get(ClassifyRow), found.get(FactsRow)),
        _series(snapshot, place, found.get(SimilarRow)),
        _table(
            translate("evidence", "File"),
            [
                (translate("evidence", "path"), row["source_path"]),
                (translate("evidence", "copies"), "\n".join(row["copies"] or [])),
                (translate("evidence", "size"), _pixels(row)),
                (translate("evidence", "item"), row["item_id"]),
            ],
        ),
    ]
    return document(parts)


def _witnesses(facts: Mapping[str, Any] | None) -> Mapping[str, str]:
    """The readable names of the witnesses that looked at the photo, by the names of their nodes."""
    looked = [Look(**each) for each in (facts or {}).get("looked") or ()]
    return {each.witness: term("witness", called([each.witness], looked)[0]) for each in looked}


def _sources(row: Mapping[str, Any], witnesses: Mapping[str, str]) -> str:
    """Where each value comes from, and which source supports the claims of the texts."""
    lines = [(named(name), _origin(row[f"{name}_from"])) for name in _FIELDS]
    grounds = [(each["words"], _ground(each, witnesses)) for each in row["grounds"] or []]
    return _table(translate("evidence", "Where the values come from"), lines) + _table(
        translate("evidence", "Support for the claims"), grounds
    )


def _ground(ground: Mapping[str, Any], witnesses: Mapping[str, str]) -> str:
    who = witnesses.get(ground["source"]) or term("source", ground["source"])
    return f"{who}: {ground['said']} ({named(ground['field'])})"


def _worded(value: object) -> str | None:
    """A value of a declared column in words: lists are joined by commas, numbers and messages localised."""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_worded, value))) or None
    if isinstance(value, Mapping) and value.keys() == _MESSAGE:
        return worded(Message(**value))
    return number(value, 3) if isinstance(value, float) else None if value is None else str(value)


def _origin(source: str | None) -> str | None:
    """Where a value comes from; for a file name, where each of its parts does."""
    return " + ".join(term("source", each) for each in source.split("+")) if source else None


def _camera(row: Mapping[str, Any]) -> str:
    taken = moment(row["captured_at"], seconds=True) if row["captured_at"] else None
    exposure = " · ".join(
        filter(
            None,
            (
                _exposure(row["exposure_s"]),
                f"f/{brief(row['f_number'])}" if row["f_number"] else None,
                f"ISO {row['iso']}" if row["iso"] else None,
                f"{brief(row['focal_mm'])} mm" if row["focal_mm"] else None,
            ),
        )
    )
    where = f"{row['latitude']:.5f}, {row['longitude']:.5f}" if row["latitude"] is not None else None
    lines = [
        (translate("evidence", "taken"), taken),
        (translate("evidence", "camera"), row["camera"]),
        (translate("evidence", "lens"), row["lens"]),
        (translate("evidence", "exposure"), exposure or None),
        (translate("evidence", "place"), where),
    ]
    return _table(translate("evidence", "Camera"), lines)


def _quality(quality: Mapping[str, Any] | None, derived: Mapping[str, Any] | None) -> str:
    if not quality or quality["score"] is None:
        return ""
    lines = [(translate("evidence", "score"), f"{number(quality['score'], 1)} · {term('band', quality['band'])}")]
    lines += [
        (term("figure", part["figure"]), f"{number(part['score'], 1)}  {_bar(part['score'])}")
        for part in quality["parts"]
        if part["score"] is not None
    ]
    if derived and derived["colours"]:
        lines.append(
            (
                translate("evidence", "colours"),
                ", ".join(f"{c['name']} {percent(c['share'])}" for c in derived["colours"][:4]),
            )
        )
    return _table(translate("evidence", "Quality"), lines)


def _seen(classified: Mapping[str, Any] | None, facts: Mapping[str, Any] | None) -> str:
    lines: list[tuple[str, Any]] = []
    if classified:
        lines += [(label["name"], percent(label["probability"])) for label in classified["labels"][:5]]
    if facts and facts["labels"]:
        lines.append((translate("evidence", "used"), " › ".join(reversed(facts["labels"]))))
    return _table(translate("evidence", "What the classifier sees"), lines)


def _series(snapshot: Snapshot, place: int, similar: Mapping[str, object] | None) -> str:
    if not similar:
        return ""
    places = snapshot.series(place)
    best = next((snapshot.photos.table["source_path"][each] for each in places if snapshot.is_best(each)), None)
    position = f"{similar['position']} / {similar['count']}" if similar["position"] else None
    lines = [
        (translate("evidence", "position in its series"), position),
        (translate("evidence", "best of its series"), best.rpartition("/")[2] if best else None),
        (translate("evidence", "almost the same as"), similar["near_duplicate_of"]),
    ]
    return _table(translate("evidence", "Series"), lines)


def _table(title: str, lines: Iterable[tuple[str, object]]) -> str:
    filled = [(name, str(value)) for name, value in lines if value not in (None, "", [])]
    if not filled:
        return ""
    rows = "".join(
        f"<tr><td class='name'>{escape(name)}</td><td>{escape(value).replace(chr(10), '<br>')}</td></tr>"
        for name, value in filled
    )
    return f"<h4>{escape(title)}</h4><table>{rows}</table>"


def _bar(score: float) -> str:
    full = round(score)
    return "■" * full + "□" * (10 - full)


def _exposure(seconds: float | None) -> str | None:
    if not seconds:
        return None
    return f"1/{1 / seconds:.0f} s" if seconds < 0.4 else f"{brief(seconds)} s"


def _pixels(row: Mapping[str, Any]) -> str | None:
    if not row["width"] or not row["height"]:
        return None
    return f"{row['width']} × {row['height']} ({number(row['width'] * row['height'] / 1e6, 1)} MP)"
