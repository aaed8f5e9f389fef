"""A regeneration as a job: the state of each photo, what is accepted together, what is found again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from runner.review import generating, regeneration
from runner.review.generating import Proposal, Unwritten
from runner.review.regeneration import Regeneration
from runner.review.session import Session
from runner.schema import Finding

SAID = {
    "caption": "A quiet thing stands beside the long road to the north, seen from below.",
    "alt_text": "Quiet thing beside a long road under a wide sky.",
    "keywords": ["thing", "road", "north", "sky"],
}


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def job(tmp_path: Path, clock: Clock) -> Regeneration:
    return Regeneration(tmp_path, "demo", "Ada", clock)


def made(session: Session, name: str, *, wrong: bool = False, **texts: object) -> Proposal:
    (place, *_) = session.find(f'name:"{name}"')
    found = (Finding("length", "caption", "error", (), "verbatim", ""),) if wrong else ()
    return Proposal(session.snapshot.items[place], "llava", {**SAID, **texts}, found, 1)


def test_how_a_photo_stands(session: Session, job: Regeneration) -> None:
    clean, wrong, failed = made(session, "_MG_5120"), made(session, "tripod", wrong=True), made(session, "clock")
    job.ask([clean.item, wrong.item, failed.item])
    assert job.counts(session) == {"waiting": 3}
    for told in (clean, wrong, Unwritten(failed.item, "No.")):
        job.hear(session, told)
    assert [job.standing(session, item) for item in job.asked] == ["clean", "wrong", "failed"]
    assert job.open() == [clean.item, wrong.item]
    session.edit({session.snapshot.places[clean.item]: SAID}, "x")
    assert job.standing(session, clean.item) == "unchanged", "it is what stands"


def test_a_persons_texts_are_never_offered(session: Session, job: Regeneration) -> None:
    proposal = made(session, "_MG_5120")
    place = session.snapshot.places[proposal.item]
    session.edit({place: {"caption": "My own words about an old palace above its lake."}}, "x")
    job.ask([proposal.item])
    job.hear(session, proposal)
    assert generating.advised(session, proposal) == {"alt_text", "keywords"}
    regeneration.accept_clean(session, session.snapshot, [proposal])
    assert session.snapshot.row(place)["caption"].startswith("My own words")
    every = {name: f"{value} Mine." if isinstance(value, str) else ["mine", "own"] for name, value in SAID.items()}
    session.edit({place: every}, "x")
    assert job.standing(session, proposal.item) == "own"


def test_texts_that_repeat_each_other_are_left_and_their_findings_noted(session: Session, job: Regeneration) -> None:
    person = {"location": "Haarlem", "subject": "quiet thing"}
    twins = [made(session, name) for name in ("_MG_5120", "DSC_0142")]
    session.edit({session.snapshot.places[each.item]: person for each in twins}, "x")
    job.ask([each.item for each in twins])
    for each in twins:
        job.hear(session, each)
    done = regeneration.accept_clean(session, session.snapshot, twins)
    assert set(done.left) == {each.item for each in twins}
    assert not done.items
    job.judge_again(done.left)
    assert job.counts(session)["wrong"] == 2


def test_the_pace_tells_how_long_the_rest_takes(session: Session, job: Regeneration, clock: Clock) -> None:
    items = session.snapshot.items[:5]
    job.ask(items)
    job.begin()
    assert job.seconds_left() is None
    clock.now = 8.0
    for item in items[:2]:
        job.hear(session, Unwritten(item, "No."))
    assert job.seconds_left() == pytest.approx(12.0)


def test_what_is_asked_and_not_answered_is_found_in_the_journal(
    session: Session, job: Regeneration, tmp_path: Path
) -> None:
    first, second, third = session.snapshot.items[:3]
    job.ask([first, second, third])
    job.answer([second], "kept")
    (path,) = tmp_path.glob("*.regenerating")
    gone = path.with_name(path.name.replace(path.name.split(".")[-2], "999999999"))
    gone.write_text(path.read_text() + '["asked", {"cut')
    asked, files = regeneration.unfinished(tmp_path, "demo", "Ada")
    assert list(asked) == [first, third]
    assert files == [gone]
    assert abs((asked[first] - datetime.now(UTC).replace(tzinfo=None)).total_seconds()) < 600
    job.answer([first, third], "kept")
    assert not path.exists(), "nothing is held any more"


def test_photos_are_found_whose_texts_do_not_know_the_new_place(session: Session) -> None:
    places = [session.find(f"name:{name}")[0] for name in ("_MG_5120", "DSC_0142", "notes")]
    session.edit({place: {"location": "Haarlem, Netherlands"} for place in places}, "x")
    assert regeneration.unaware(session, places, ["location"]) == places[:2], "one that failed has no texts"
    session.edit({places[0]: {"caption": "A palace in Haarlem stands above its lake in the sun."}}, "x")
    assert regeneration.unaware(session, places, ["location"]) == [places[1]]
