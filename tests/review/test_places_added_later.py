"""A location added by a person after the run, under rules that require captions to name it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from omegaconf import OmegaConf
from reviewed_demo import as_it_stands

from runner import cli
from runner.review import review_set
from runner.review.session import Session


@pytest.fixture
def strict(run: Path, runs: Path) -> Session:
    """A session of a run whose rules are those of a travel set: a caption names the place."""
    path = run / ".hydra" / "config.yaml"
    config = OmegaConf.load(path)
    for rule in ("location_missing", "keywords_without_location"):
        OmegaConf.update(config, f"rules.rules.{rule}.severity", "error")
    OmegaConf.save(config, path)
    as_it_stands(run)
    return Session(review_set.read(run, runs), "Ada")


def test_a_photo_that_passed_does_not_become_blocked_by_it(strict: Session) -> None:
    passed = strict.find("outcome:passed -location:*")
    assert passed
    plan = strict.plan_edits({place: {"location": "Haarlem"} for place in passed})
    assert {f.severity for found in plan.findings.values() for f in found if f.rule == "location_missing"} == {"warn"}
    assert strict.newly_blocked(plan) == {}
    strict.edit({place: {"location": "Haarlem"} for place in passed}, "location")
    assert all(strict.obstacle(place) is None for place in passed)


def test_a_caption_written_without_the_runs_own_location_is_still_wrong(strict: Session) -> None:
    (place,) = strict.find('name:"_MG_5120"')
    row = strict.snapshot.row(place)
    assert row["location"]
    plan = strict.plan_edits({place: {"caption": "A palace on a lake in the afternoon."}}, source="model")
    rules = {f.rule: f.severity for found in plan.findings.values() for f in found}
    assert rules.get("location_missing") == "error"
    assert list(strict.newly_blocked(plan)) == [place]


def test_the_command_line_says_who_becomes_blocked(
    runs: Path, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    call: Callable[[list[str]], int] = cli.run
    words = ["edit", "demo", 'name:"_MG_5120"', "subject=Grey heron", f"paths.runs={runs}", "reviewer=Ada"]
    assert call([*words, "dry_run=true"]) == 0
    said = capsys.readouterr().out
    assert "Would become blocked, and could be approved before: 1 photo" in said
    assert "_MG_5120.jpg: Caption: " in said
    call(words)
    assert "Now blocked, and could be approved before: 1 photo" in capsys.readouterr().out
