"""Answers about a forgotten person are all deleted, and new ones are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_desk import desk, existing

from runner.people import telling
from runner.people.named import may_be_named
from runner.people.said import what_counts
from runner.people.unfinished import finish
from runner.review.people.group_view import GroupView
from runner.review.people.session import PeopleSession
from runner.store import people
from runner.store.catalog import open_catalog
from runner.store.face_id import item_of
from runner.store.forgotten_people import Forgotten, PeopleForgotten, forgotten
from runner.store.people import Word


def bytes_of(runs: Path) -> bytes:
    return b"".join(path.read_bytes() for path in runs.glob("catalog.db*"))


def test_a_name_that_was_taken_back_is_in_no_byte_afterwards(tmp_path: Path) -> None:
    session = desk(tmp_path, 1).session
    view = session.groups()[0]
    session.say(telling.name(session.grouping.said, view.faces, "Annabella Quartermaine"))
    session.undo()
    assert b"Quartermaine" in bytes_of(tmp_path)
    session.forget([view])
    assert b"Quartermaine" not in bytes_of(tmp_path)


def test_every_name_goes_of_those_who_were_merged_and_renamed(tmp_path: Path) -> None:
    session = desk(tmp_path, 1).session
    one, other = session.groups()[:2]
    session.say(telling.name(session.grouping.said, one.faces, "Quarter Maine"))
    session.say(telling.name(session.grouping.said, other.faces, "Quarter Horse"))
    first, second = (telling.named(session.grouping.said, name) for name in ("Quarter Maine", "Quarter Horse"))
    assert first
    assert second
    session.say([Word("merged", person=second, other=first)])
    session.say(telling.rename(first, "Quarter Master"))
    session.regroup()
    view = session.find("Quarter Master")
    assert view is not None
    assert set(session.names_of([view])) == {"Quarter Maine", "Quarter Horse", "Quarter Master"}
    session.forget([view])
    assert b"Quarter" not in bytes_of(tmp_path)


def test_somebody_stays_who_is_known_otherwise(tmp_path: Path) -> None:
    session = desk(tmp_path, 1).session
    one, other, third = session.groups()[:3]
    session.say(telling.name(session.grouping.said, [*one.faces, *other.faces], "Ann"))
    session.say(telling.name(session.grouping.said, third.faces, "Ben"))
    session.say(telling.name(session.grouping.said, one.faces, "Cem"))
    session.say(telling.name(session.grouping.said, third.faces, "Cem"))  # of Ben no face is known now
    session.regroup()
    view = session.find("Cem")
    assert view is not None
    session.forget([view])
    assert sorted(each.name for each in session.grouping.said.persons.values() if each.name) == ["Ann", "Ben"]


def test_a_window_that_does_not_know_cannot_say_anything_of_her(tmp_path: Path) -> None:
    stale = desk(tmp_path, 1, who="ann").session
    view = stale.groups()[0]
    stale.say(telling.name(stale.grouping.said, view.faces, "Ann"))
    ann = telling.named(stale.grouping.said, "Ann")
    assert ann
    rest = [face for face in stale.grouping.faces if face not in view.faces][:1]
    other = existing(tmp_path, 1, who="ben").session
    other.forget([view_of(other, "Ann")])
    for words in (
        telling.name(stale.grouping.said, view.faces, "Anna"), telling.rename(ann, "Anna"),
        telling.consent(ann, given=True), [Word("drawn", view.faces[0])], [Word("merged", person="p0", other=ann)],
        telling.give(stale.groups()[1].faces, ann),
    ):  # fmt: skip
        with pytest.raises(PeopleForgotten, match="deleted"):
            stale.say(words)
    assert stale.history() == []
    assert "Ann" not in [each.name for each in stale.groups()], "it shows what is left"
    stale.say(telling.name(stale.grouping.said, rest, "Ben"))
    assert [each.name for each in stale.groups() if each.name] == ["Ben"]


def test_the_board_shows_what_is_left_when_words_are_refused(tmp_path: Path) -> None:
    now = desk(tmp_path, 1, who="ann")
    view = now.session.groups()[0]
    now.say(telling.name(now.grouping.said, view.faces, "Ann"))
    other = existing(tmp_path, 1, who="ben").session
    other.forget([view_of(other, "Ann")])
    with pytest.raises(PeopleForgotten):
        now.say(telling.name(now.grouping.said, view.faces, "Anna"))
    assert [card.name for card in now.board.cards.values() if card.name] == []


def test_a_box_of_another_detector_over_the_place_is_the_same_face(tmp_path: Path) -> None:
    session = desk(tmp_path, 1).session
    view = session.groups()[0]
    face = view.faces[0]
    session.forget([view])
    item, place = face.split("-")
    moved = f"{item}-{int(place[:3], 16) + 9:03x}{place[3:]}"
    with pytest.raises(PeopleForgotten):
        session.say([Word("drawn", moved)])


def test_what_other_programs_say_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    session = desk(tmp_path, 1).session
    gone, one, other = (view.faces[0] for view in session.groups()[:3])
    session.forget([view_of(session, gone)])
    ann = [Word("person", person="p1", value="Ann"), Word("is", other, person="p1")]
    with pytest.raises(PeopleForgotten):
        session.say_of_others({"digiKam": ann, "Picasa": [Word("drawn", gone)]})
    assert session.history() == []
    session.say_of_others({"Picasa": [Word("is", one, person="p1")], "digiKam": ann})
    assert len(view_of(session, "Ann").faces) >= 2
    assert {word.source for word in session.history()} == {"digiKam", "Picasa"}


@pytest.mark.parametrize("catalogue", ["new", "older"])
def test_a_catalogue_that_does_not_know_it_learns_it(tmp_path: Path, catalogue: str) -> None:
    path = tmp_path / "catalog.db"
    session = desk(tmp_path, 1).session
    view, other = session.groups()[:2]
    session.say(telling.name(session.grouping.said, view.faces, "Annabella Quartermaine"))
    session.say(telling.name(session.grouping.said, other.faces, "Ben"))
    backup = path.read_bytes()
    session.regroup()
    session.forget([view_of(session, "Annabella Quartermaine")])
    path.write_bytes(backup)
    if catalogue == "new":
        path.unlink()
    with open_catalog(path) as catalog:
        assert finish(catalog, tmp_path) == 0
        assert set(view.faces) <= set(forgotten(catalog))
        names = [word.value for word in people.every_assertion(catalog) if word.kind == "person"]
    assert names == ([] if catalogue == "new" else ["Ben"])
    assert b"Quartermaine" not in bytes_of(tmp_path)


def test_words_that_were_kept_since_count_for_nothing(tmp_path: Path) -> None:
    """As an earlier version let a window keep them."""
    session = desk(tmp_path, 1).session
    view = session.groups()[0]
    session.say(telling.name(session.grouping.said, view.faces, "Ann"))
    ann = telling.named(session.grouping.said, "Ann")
    assert ann
    session.say(telling.consent(ann, given=True))
    with open_catalog(tmp_path / "catalog.db") as catalog:
        said = what_counts(people.assertions(catalog))
        assert {each.name for row in may_be_named(said, Forgotten([])).values() for each in row} == {"Ann"}
        with catalog:
            catalog.executemany(
                "INSERT INTO forgotten_faces (face, reviewer, at) VALUES (?, 'ben', '2026')",
                [(face,) for face in view.faces],
            )
        said = what_counts(people.assertions(catalog))
        assert may_be_named(said, Forgotten([])) == {}
        assert said.shows == {}


def view_of(session: PeopleSession, name: str) -> GroupView:
    found = session.find(name)
    assert found is not None
    return found


def test_an_open_window_learns_who_was_forgotten_elsewhere(tmp_path: Path) -> None:
    here = desk(tmp_path, 1)
    one, other = list({item_of(face): face for face in here.grouping.faces}.values())[:2]
    here.say(telling.name(here.grouping.said, [one], "Ann"))
    here.say(telling.name(here.grouping.said, [other], "Ben"))
    there = existing(tmp_path, 1)
    assert not here.hear()
    there.session.forget([there.session.find("Ann") or there.session.groups()[0]])
    assert here.hear()
    assert [person.name for person in here.persons()] == ["Ben"]
    assert not here.hear()
