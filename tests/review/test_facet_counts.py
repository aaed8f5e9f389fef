"""Facets: a count is the number of photos that a click shows, whatever the filter; a click changes that part of it."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runner.review.conditions import chosen, toggled, with_values, without, written
from runner.review.details import PhotoDetails
from runner.review.facets import Facet, FacetCounts, FacetValue
from runner.review.photos import RunPhotos
from runner.review.query import All, Either, Node, Not, Term, parse
from runner.review.session import Session
from runner.review.snapshot import Snapshot
from runner.schema import ReviewRow
from runner.store.decisions import Changes, Cursor, RecordedEdit
from runner.store.evidence import columns
from runner.store.ratings import RecordedRating

FILTERS = (
    "", "camera:=Leica", "(camera:=Leica OR camera:=Canon)", "state:blocked", "rule:=length", "date:2019-05",
    "folder:=trip", 'keyword:"grey heron"', "-keyword:=reed", "stars:>2", "location:=Bonn date:2019", "nothing",
    "camera:=leica rule:=length", "label:red", "folder:=trip/b (rule:=length OR rule:=presence)",
)  # fmt: skip


def naive(snapshot: Snapshot, node: Node, key: str, value: str, compare: str) -> int:
    """How many photos there are when nothing else of this key is asked for: found by the filter itself."""
    return len(snapshot.find(All((without(node, key), Term(key, compare, value)))))


def every(values: tuple[FacetValue, ...]) -> list[FacetValue]:
    return [each for value in values for each in (value, *every(value.inside))]


def assert_counts(snapshot: Snapshot, text: str) -> list[Facet]:
    node = parse(text)
    facets = FacetCounts(snapshot).facets(snapshot, node)
    for facet in facets:
        for each in every(facet.values):
            assert each.count == naive(snapshot, node, facet.key, each.value, facet.compare), (text, facet.key, each)
            assert each.chosen == (each.value.lower() in {value.lower() for value in facet.chosen})
    return facets


rows = st.lists(
    st.fixed_dictionaries(
        {
            "outcome": st.sampled_from(["passed", "repaired", "blocked", "failed"]),
            "camera": st.sampled_from([None, "Leica", "leica", "Canon", "Canon EOS"]),
            "location": st.sampled_from([None, "Bonn", "Bonn-Beuel"]),
            "subject": st.sampled_from([None, "Heron", "heron", 'a "bird"']),
            "keywords": st.lists(st.sampled_from(["reed", "Reed", "grey heron", "heron", "grey"]), max_size=4),
            "findings": st.lists(st.sampled_from(["length", "presence"]), max_size=2, unique=True),
            "warnings": st.lists(st.sampled_from(["length", "length_advice"]), max_size=2, unique=True),
            "day": st.sampled_from([None, "2019-05-17", "2019-05-18", "2019-11-02", "2020-01-01"]),
            "folder": st.sampled_from(["", "trip", "trip/a", "trip/b", "trip b"]),
            "stars": st.sampled_from([None, 1, 3, 5]),
            "colour": st.sampled_from([None, "red", "blue"]),
            "edited": st.sampled_from([None, "Bonn", "Köln"]),  # a person's place
            "witnesses": st.lists(st.sampled_from(["exif", "human"]), max_size=3),
        }
    ),
    min_size=1,
    max_size=12,
)


def snapshot_of(photos: list[dict[str, object]]) -> Snapshot:
    made = []
    for number, each in enumerate(photos):
        row = dict.fromkeys(columns(ReviewRow))
        row |= {name: each[name] for name in row.keys() & each.keys()}
        folder = f"{each['folder']}/" if each["folder"] else ""
        row |= {"item_id": f"{number:016x}", "source_path": f"/photos/all/{folder}{number}.jpg", "reasons": [],
                "grounds": [{"field": "caption", "words": "x", "source": name, "said": ""}
                            for name in each["witnesses"]]}  # type: ignore[attr-defined]  # fmt: skip
        row["captured_at"] = None
        made.append(row)
    table = pl.DataFrame(made, schema=columns(ReviewRow), orient="row")
    days = pl.Series("captured_at", [each["day"] for each in photos], dtype=pl.String).str.to_datetime("%Y-%m-%d")
    table = table.with_columns(days.cast(table.schema["captured_at"]))
    base = Snapshot.of(RunPhotos(table, PhotoDetails.of(table, ("grounds",)), ("location",)))
    edits = {
        (f"{number:016x}", "location"): RecordedEdit(each["edited"], (), "Ada", "2026")
        for number, each in enumerate(photos) if each["edited"] and each["outcome"] != "failed"
    }  # fmt: skip
    given_: dict[tuple[str, str], RecordedRating] = {}
    for number, each in enumerate(photos):
        for kind in ("stars", "colour"):
            if each[kind]:
                given_[f"{number:016x}", kind] = RecordedRating(each[kind], "Ada", "2026")  # type: ignore[arg-type]
    return base.merge(Changes(Cursor(1), edits, ratings=given_))  # type: ignore[arg-type]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(rows, st.sampled_from(FILTERS))
def test_a_count_is_what_a_click_shows(photos: list[dict[str, object]], text: str) -> None:
    assert_counts(snapshot_of(photos), text)


@pytest.mark.parametrize("text", ["", "outcome:passed", "keyword:=espresso", 'camera:="Canon EOS 6D" date:2018'])
def test_counts_of_a_real_run_hold(session: Session, text: str) -> None:
    facets = {facet.key: facet for facet in assert_counts(session.snapshot, text)}
    assert {"state", "date", "folder", "camera", "keyword", "witness"} <= facets.keys()


def test_counts_follow_what_people_write_and_give(session: Session) -> None:
    counts = FacetCounts(session.snapshot)
    before = {facet.key for facet in counts.facets(session.snapshot, parse(""))}
    assert "stars" not in before, "a facet appears with its first value"
    session.edit({0: {"location": "Atlantis"}}, "x")
    session.rate([0], "stars", 4)
    after = {facet.key: facet for facet in counts.facets(session.snapshot, parse(""))}
    assert [(each.value, each.count) for each in after["stars"].values] == [("4", 1), ("0", 16)]
    assert ("Atlantis", 1) in [(each.value, each.count) for each in after["location"].values]


def test_a_declared_column_is_a_facet_with_its_own_title() -> None:
    from runner.review.meanings import DeclaredColumn

    photo: dict[str, object] = {
        "outcome": "passed", "camera": None, "location": None, "subject": None, "keywords": [], "findings": [],
        "warnings": [], "day": None, "folder": "", "stars": None, "colour": None, "edited": None, "witnesses": [],
    }  # fmt: skip
    plain = snapshot_of([photo, photo, photo]).photos
    table = plain.table.with_columns(person=pl.Series([["Ann", "Bob"], ["Ann"], []]), hidden=pl.lit("x"))
    declared = (
        DeclaredColumn("person", "Person", pl.List(pl.String())),
        DeclaredColumn("hidden", "Hidden", pl.String(), shown=False),
    )
    snapshot = Snapshot.of(RunPhotos(table, plain.details, (), declared))
    facets = {facet.key: facet for facet in FacetCounts(snapshot).facets(snapshot, parse(""))}
    assert "hidden" not in facets
    assert facets["person"].title == "Person"
    assert [(each.value, each.count) for each in facets["person"].values] == [("Ann", 2), ("Bob", 1)]
    assert len(snapshot.find(parse("person:=Ann"))) == 2


words = st.sampled_from(["heron", "grey heron", "AND", "-x", "a(b)", "x:y", "2019-05", ">6", ""])
terms = st.builds(Term, st.sampled_from([None, "rule", "camera"]), st.just(":"), words) | st.builds(
    Term, st.sampled_from(["rule", "quality"]), st.sampled_from([":", "=", ">", "<="]), words
)
nodes = st.recursive(
    terms,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(lambda parts: All(tuple(parts)), st.lists(inner, min_size=2, max_size=3))
        | st.builds(lambda parts: Either(tuple(parts)), st.lists(inner, min_size=2, max_size=3))
    ),
    max_leaves=6,
)


@given(nodes)
def test_a_filter_is_written_as_it_is_read(node: Node) -> None:
    assert flat(parse(written(node))) == flat(node)


def flat(node: Node) -> Node:
    """Conditions that stand together inside others that stand together are one list."""
    match node:
        case All(parts) | Either(parts):
            kind = type(node)
            inner = [flat(part) for part in parts]
            more = (each.parts if isinstance(each, kind) else (each,) for each in inner)
            return kind(tuple(part for each in more for part in each))
        case Not(part):
            return Not(flat(part))
        case _:
            return node


def test_a_click_puts_a_condition_in_and_takes_it_out() -> None:
    node = toggled(parse("heron OR stork"), "camera", "Canon EOS 6D", "=", beside=False)
    assert written(node) == '(heron OR stork) camera:="Canon EOS 6D"'
    node = toggled(node, "camera", "Leica", "=", beside=True)
    assert chosen(node, "camera") == ("Canon EOS 6D", "Leica")
    assert written(node) == '(heron OR stork) (camera:="Canon EOS 6D" OR camera:=Leica)'
    node = toggled(node, "camera", "Leica", "=", beside=False)
    assert written(node) == "(heron OR stork) camera:=Leica", "a plain click chooses one alone"
    node = toggled(node, "camera", "Leica", "=", beside=False)
    assert written(node) == "heron OR stork"


def test_what_a_person_wrote_beside_a_choice_stays() -> None:
    node = parse("quality:>6 -rule:length (rule:=length OR camera:=Leica)")
    assert chosen(node, "rule") == (), "neither a condition that must not hold nor one of another key beside it"
    assert written(with_values(node, "rule", ["presence"])) == f"{written(node)} rule:=presence"
