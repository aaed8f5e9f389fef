from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from runner.schema import ClassifyRow, Colour, DeriveRow, EmbedRow, ExifRow, FactsRow, Hint, Label, Row
from runner.stage import Folders, Item
from runner.stages.facts import FactsOptions, facts
from runner.text.claims.gathering import SetContext

FOLDERS = Folders(Path("runs"), Path("runs/run"))
OPTIONS = FactsOptions(SetContext(), label_threshold=0.5)

_PORTS: dict[type[Row], str] = {
    DeriveRow: "pictures",
    ExifRow: "metadata",
    ClassifyRow: "classes",
    EmbedRow: "embedding",
}


def row(kind: type[Row], **known: Any) -> Any:
    """A row of which only `known` is filled in."""
    nothing = {field.name: () if "tuple" in str(field.type) else None for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{**nothing, **known})


DERIVED = row(DeriveRow, colours=(Colour("brown", "#553311", 0.4), Colour("grey", "#777777", 0.2)))
CLASSIFIED = row(
    ClassifyRow,
    labels=(Label("tabby", 0.4, ("animal", "cat", "tabby")), Label("lynx", 0.3, ("animal", "wild cat", "lynx"))),
    groups=(Label("animal", 0.9, ("animal",)), Label("cat", 0.6, ("animal", "cat"))),
)


def known(*rows: Row, options: FactsOptions = OPTIONS) -> FactsRow:
    item = Item("0" * 16, Path("a.jpg"), rows={_PORTS[type(row)]: row for row in rows})
    (made,) = facts([item], options, FOLDERS)
    return made


def test_a_photo_is_what_the_classifier_is_sure_of() -> None:
    made = known(DERIVED, CLASSIFIED)
    assert (made.subject, made.subject_from, made.labels) == ("cat", "model", ("cat", "animal"))
    assert made.colours == ("brown", "grey")


def test_the_threshold_decides_how_sure_is_sure() -> None:
    assert known(DERIVED, CLASSIFIED, options=FactsOptions(SetContext(), label_threshold=0.35)).subject == "tabby"
    assert known(DERIVED, CLASSIFIED, options=FactsOptions(SetContext(), label_threshold=0.7)).subject == "animal"
    unsure = known(DERIVED, CLASSIFIED, options=FactsOptions(SetContext(), label_threshold=0.95))
    assert (unsure.subject, unsure.subject_from, unsure.labels) == (None, None, ())


def test_exif_and_classifier_are_optional() -> None:
    made = known(DERIVED)
    assert made == row(FactsRow, colours=("brown", "grey"), language="en")


def test_of_the_hints_those_count_that_no_everyday_word_beats_and_that_the_set_says() -> None:
    hints = (Hint("heron", 0.31, 0.0), Hint("pond", 0.3, 0.004), Hint("wharf", 0.3, 0.0), Hint("gull", 0.3, 0.0))
    embedded = row(EmbedRow, hints=hints)
    context = SetContext(vocabulary=("heron", "pond", "gull"), hints=("no gulls",))
    assert known(DERIVED, embedded, options=FactsOptions(context)).near == ("heron",)
    assert known(DERIVED, embedded, options=FactsOptions(context, hint_rarity=0.01)).near == ("heron", "pond")


def test_the_file_and_the_set_add_theirs() -> None:
    exif = row(ExifRow, title="Poes", captured_at=datetime(2019, 5, 4, 9), camera="Nikon D70", raw="{}")
    made = known(DERIVED, CLASSIFIED, exif, options=FactsOptions(SetContext(category="Pets", hints=("indoors",))))
    assert (made.subject, made.subject_from, made.category) == ("Poes", "human", "Pets")
    assert (made.keywords, made.time_of_day, made.camera) == (("indoors",), "morning", "Nikon D70")


def test_one_row_an_item_in_order() -> None:
    items = [Item(f"{n:016x}", Path("a.jpg"), rows={"pictures": DERIVED}) for n in range(3)]
    items[1] = Item("f" * 16, Path("b.jpg"), rows={"pictures": DERIVED, "classes": CLASSIFIED})
    assert [made.subject for made in facts(items, OPTIONS, FOLDERS)] == [None, "cat", None]


def test_wrong_options_are_refused_with_their_name() -> None:
    check = TypeAdapter(FactsOptions).validate_python
    for wrong in ({"label_threshold": 0}, {"colours": 9}, {"colour_share": 1.1}, {"set": {"subjet": "Cat"}}):
        with pytest.raises(ValidationError, match=next(iter(wrong))):
            check({"set": {}, **wrong})
    (problem,) = check({"set": {"hints": ["x" * 501]}}).problems()
    assert problem.startswith("set.hints: 501 characters")


@pytest.mark.parametrize(
    ("hour", "brightness", "said"),
    [(23, 0.1, "night"), (23, 0.6, None), (23, None, "night"), (9, 0.6, "morning"), (9, 0.1, "morning")],
)
def test_a_night_by_the_clock_is_believed_where_the_picture_is_dark(
    hour: int, brightness: float | None, said: str | None
) -> None:
    exif = row(ExifRow, captured_at=datetime(2019, 5, 4, hour, 30), raw="{}")
    made = known(replace(DERIVED, brightness=brightness), exif)
    assert made.time_of_day == said
    assert made.captured_at is not None
