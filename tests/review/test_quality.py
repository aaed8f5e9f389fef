"""The quality page of a run, compared with the run's own figures and with the photos that its links show."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.review.quality import Quality, quality
from runner.review.session import Session
from runner.store import runfile
from runner.store.runfile import RunFile


@pytest.fixture
def file(run: Path) -> RunFile:
    found = runfile.read(run)
    assert found is not None
    return found


@pytest.fixture
def found(session: Session, file: RunFile) -> Quality:
    return quality(session.review_set, file)


def numbers(found: Quality) -> dict[str, int]:
    return {line.filter: line.photos for section in found.sections for line in section.lines}


def test_every_number_is_that_of_the_photos_that_its_link_shows(found: Quality, session: Session) -> None:
    counted = numbers(found)
    assert len(counted) > 6
    assert {sought: len(session.find(sought)) for sought in counted} == counted


def test_a_decision_changes_no_number(found: Quality, session: Session) -> None:
    session.reject(session.find("outcome:blocked")[:1], "blurred")
    assert {sought: len(session.find(sought)) for sought in numbers(found)} == numbers(found)


def test_the_numbers_are_those_of_the_report(found: Quality, file: RunFile) -> None:
    summary = file.summary
    assert summary is not None
    counted, outcomes = numbers(found), summary["outcomes"]
    assert counted["outcome:passed"] == outcomes["passed"]
    assert counted["outcome:failed"] == outcomes["failed"]
    assert counted["NOT outcome:failed"] == sum(outcomes[each] for each in ("passed", "repaired", "blocked"))
    errors = {each["rule"]: each["photos"] for each in summary["rules"] if each["severity"] == "error"}
    named = {
        sought.rpartition(":")[2]: many for sought, many in counted.items() if sought.startswith("outcome:blocked")
    }
    assert errors == {rule: named[rule] for rule in errors}
    assert found.next_step == "8 of 14 photos need you, 6 can be approved as they are."


def test_every_section_has_words(found: Quality) -> None:
    assert [section.title for section in found.sections][:1] == ["Checked"]
    assert all(line.text and line.photos for section in found.sections for line in section.lines)


def test_what_witnesses_deny_is_told(witnessed_session: Session) -> None:
    file = runfile.read(witnessed_session.review_set.run)
    assert file is not None
    found = quality(witnessed_session.review_set, file)
    said = [section.about for section in found.sections if section.title == "Claims and witnesses"]
    denied = len(witnessed_session.find("rule:contradicted"))
    assert bool(said) == bool(denied)
    if denied:
        assert numbers(found)["rule:contradicted"] == denied
