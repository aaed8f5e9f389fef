"""A catalogue restored from a backup does not bring back anybody who was forgotten since."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_desk import desk, existing

from runner.errors import EnvError
from runner.messages import word
from runner.people import telling
from runner.people.forgetting import tell_workers
from runner.review.people.group_view import GroupView
from runner.review.people.session import PeopleSession
from runner.store import forgotten_file, people
from runner.store.catalog import open_catalog, read_catalog
from runner.store.forgotten_people import Forgotten, Kept, PeopleForgotten, forgotten, kept
from runner.store.people import Word
from runner.verification.salvage import salvage
from runner.verification.whole import forgotten as verify_lists

QUARTERMAINE = "Annabella Quartermaine"


@pytest.fixture
def session(tmp_path: Path) -> PeopleSession:
    return desk(tmp_path, 1).session


def bytes_of(runs: Path) -> bytes:
    return b"".join(path.read_bytes() for path in runs.glob("catalog.db*") if "damaged" not in path.name)


def names(runs: Path) -> Iterator[str | None]:
    with open_catalog(runs / "catalog.db") as catalog:
        return (word.value for word in people.every_assertion(catalog) if word.kind == "person")


def called(session: PeopleSession, name: str) -> GroupView:
    session.regroup()
    found = session.find(name)
    assert found is not None
    return found


def test_her_name_stays_forgotten_whom_the_backup_shows_in_another_face(tmp_path: Path, session: PeopleSession) -> None:
    one, other = session.groups()[:2]
    session.say(telling.name(session.grouping.said, [*one.faces, *other.faces], QUARTERMAINE))
    backup = (tmp_path / "catalog.db").read_bytes()
    session.say(telling.name(session.grouping.said, other.faces, "Ben"))
    session.forget([called(session, QUARTERMAINE)])
    assert list(names(tmp_path)) == ["Ben"]
    (tmp_path / "catalog.db").write_bytes(backup)
    assert list(names(tmp_path)) == []
    assert b"Quartermaine" not in bytes_of(tmp_path)


def test_her_name_stays_forgotten_who_has_no_face(tmp_path: Path, session: PeopleSession) -> None:
    face = session.groups()[0].faces[:1]
    session.say(telling.name(session.grouping.said, face, QUARTERMAINE))
    ann = telling.named(session.grouping.said, QUARTERMAINE)
    assert ann
    session.say([*telling.not_this_person(face, ann), *telling.consent(ann, given=True)])
    backup = (tmp_path / "catalog.db").read_bytes()
    session.forget([called(session, QUARTERMAINE)])
    (tmp_path / "catalog.db").write_bytes(backup)
    assert list(names(tmp_path)) == []
    assert b"Quartermaine" not in bytes_of(tmp_path)


@pytest.mark.parametrize("merged", ["before the backup", "after it"])
def test_both_names_stay_forgotten_of_two_who_were_one(tmp_path: Path, session: PeopleSession, merged: str) -> None:
    one, other = session.groups()[:2]
    session.say(telling.name(session.grouping.said, one.faces, QUARTERMAINE))
    session.say(telling.name(session.grouping.said, other.faces, "Anna Quarterhorse"))
    stays, gone = (telling.named(session.grouping.said, name) for name in (QUARTERMAINE, "Anna Quarterhorse"))
    assert gone
    backup = (tmp_path / "catalog.db").read_bytes()
    session.say([Word("merged", person=gone, other=stays)])
    if merged == "before the backup":
        backup = (tmp_path / "catalog.db").read_bytes()
    session.forget([called(session, QUARTERMAINE)])
    (tmp_path / "catalog.db").write_bytes(backup)
    assert list(names(tmp_path)) == []
    assert b"Quarter" not in bytes_of(tmp_path)


def test_somebody_from_whom_she_was_parted_again_stays(tmp_path: Path, session: PeopleSession) -> None:
    one, other = session.groups()[:2]
    session.say(telling.name(session.grouping.said, one.faces, QUARTERMAINE))
    session.say(telling.name(session.grouping.said, other.faces, "Ben"))
    ann, ben = (telling.named(session.grouping.said, name) for name in (QUARTERMAINE, "Ben"))
    session.say([Word("merged", person=ann, other=ben)])
    backup = (tmp_path / "catalog.db").read_bytes()
    session.undo()
    session.forget([called(session, QUARTERMAINE)])
    (tmp_path / "catalog.db").write_bytes(backup)
    assert list(names(tmp_path)) == ["Ben"]
    assert existing(tmp_path, 1).session.find("Ben") is not None


def test_what_is_kept_of_her_names_nobody(tmp_path: Path, session: PeopleSession) -> None:
    session.say(telling.name(session.grouping.said, session.groups()[0].faces, QUARTERMAINE))
    ann = telling.named(session.grouping.said, QUARTERMAINE)
    assert ann
    session.forget([called(session, QUARTERMAINE)])
    known = forgotten_file.read(tmp_path)
    assert known is not None
    assert ann in known.persons
    assert known.faces
    with open_catalog(tmp_path / "catalog.db") as catalog:
        assert kept(catalog) == known
    every = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Quartermaine" not in every


def test_the_file_of_an_earlier_version_is_read_and_written_anew(tmp_path: Path, session: PeopleSession) -> None:
    one, other = session.groups()[:2]
    session.say(telling.name(session.grouping.said, one.faces, QUARTERMAINE))
    session.say(telling.name(session.grouping.said, other.faces, "Ben"))
    ann = telling.named(session.grouping.said, QUARTERMAINE)
    assert ann
    path = forgotten_file.path_of(tmp_path)
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(sorted(one.faces)))
    catalogue = tmp_path / "catalog.db"
    catalogue.write_bytes(catalogue.read_bytes())  # put back
    assert list(names(tmp_path)) == ["Ben"]
    with open_catalog(catalogue) as catalog:
        tell_workers(catalog, tmp_path)
    assert forgotten_file.read(tmp_path) == Kept(tuple(sorted(one.faces)), (ann,))


def test_a_damaged_backup_brings_nobody_back_when_it_is_mended(tmp_path: Path, session: PeopleSession) -> None:
    one, other = session.groups()[:2]
    session.say(telling.name(session.grouping.said, [*one.faces, *other.faces], QUARTERMAINE))
    backup = (tmp_path / "catalog.db").read_bytes()
    session.say(telling.name(session.grouping.said, other.faces, "Ben"))
    session.forget([called(session, QUARTERMAINE)])
    (tmp_path / "catalog.db").write_bytes(backup)
    salvage(tmp_path / "catalog.db")
    assert list(names(tmp_path)) == []


def test_a_box_over_a_forgotten_place_is_refused_where_words_are_recorded(
    tmp_path: Path, session: PeopleSession
) -> None:
    view = session.groups()[0]
    session.forget([view])
    item, place = view.faces[0].split("-")
    moved = f"{item}-{int(place[:3], 16) + 9:03x}{place[3:]}"
    with open_catalog(tmp_path / "catalog.db") as catalog:
        assert moved in Forgotten(forgotten(catalog))
        with pytest.raises(PeopleForgotten):
            people.record(catalog, "ben", [Word("drawn", moved)])


def test_nothing_is_said_of_her_by_her_id(tmp_path: Path, session: PeopleSession) -> None:
    """Whatever else is said at once: a window that does not know that she is forgotten gives her another face."""
    one, other = session.groups()[:2]
    session.say(telling.name(session.grouping.said, one.faces, QUARTERMAINE))
    ann = telling.named(session.grouping.said, QUARTERMAINE)
    session.forget([called(session, QUARTERMAINE)])
    again = [Word("person", person=ann, value=QUARTERMAINE), Word("is", other.faces[0], person=ann)]
    with open_catalog(tmp_path / "catalog.db") as catalog, pytest.raises(PeopleForgotten):
        people.record(catalog, "ben", again)
    assert b"Quartermaine" not in bytes_of(tmp_path)


def copies(runs: Path) -> list[Path]:
    return sorted((runs / "people").glob("forgotten*.json"))


def flip(path: Path) -> None:
    """One digit of one id is another one: nothing but a checksum can see that."""
    content = path.read_text("utf-8")
    place = content.index('"', content.index("faces")) + 20
    digit = next(at for at in range(place, len(content)) if content[at] in "0123456789")
    path.write_text(content[:digit] + ("1" if content[digit] != "1" else "2") + content[digit + 1 :], "utf-8")


@pytest.fixture
def put_back(tmp_path: Path, session: PeopleSession) -> Path:
    """The runs folder in which somebody was forgotten, with a catalogue of before."""
    session.say(telling.name(session.grouping.said, session.groups()[0].faces, QUARTERMAINE))
    backup = (tmp_path / "catalog.db").read_bytes()
    session.forget([called(session, QUARTERMAINE)])
    (tmp_path / "catalog.db").write_bytes(backup)
    return tmp_path


@pytest.mark.parametrize("which", [0, 1])
def test_one_damaged_list_is_made_good_from_its_copy(put_back: Path, which: int) -> None:
    assert len(copies(put_back)) == 2
    whole = copies(put_back)[which].read_bytes()
    flip(copies(put_back)[which])
    assert forgotten_file.damaged(put_back) == [copies(put_back)[which]]
    (problem,) = verify_lists(put_back / "catalog.db", put_back)
    assert str(copies(put_back)[which]) in word(problem.damage, "en")
    assert list(names(put_back)) == []
    with open_catalog(put_back / "catalog.db") as catalog:
        tell_workers(catalog, put_back)
    assert copies(put_back)[which].read_bytes() == whole


def test_two_damaged_lists_and_a_backup_are_refused_and_bring_nobody_back(put_back: Path) -> None:
    for path in copies(put_back):
        flip(path)
    with pytest.raises(EnvError, match="its copy are damaged") as refused, open_catalog(put_back / "catalog.db"):
        pass
    assert "delete" in (refused.value.mend or "")
    with pytest.raises(EnvError):
        forgotten_file.forgotten(put_back)
    for path in copies(put_back):
        path.unlink()
    assert list(names(put_back)) == [QUARTERMAINE], "a person said that this catalogue is to be believed"


def test_a_backup_that_cannot_be_put_right_is_not_shown(put_back: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    for _ in range(2):
        with pytest.raises(EnvError, match="backup from before"), read_catalog(put_back / "catalog.db"):
            pass
    monkeypatch.undo()
    with read_catalog(put_back / "catalog.db") as catalog:
        assert not [word for word in people.every_assertion(catalog) if word.value == QUARTERMAINE]
    monkeypatch.setattr("os.access", lambda *_: False)
    with read_catalog(put_back / "catalog.db") as catalog:
        assert not [word for word in people.every_assertion(catalog) if word.value == QUARTERMAINE]
