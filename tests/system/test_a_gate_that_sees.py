"""A captioner claims what is not in the picture: witnesses deny it, the captioner is told, the claim is removed.

The detector is the packaged one, and looks at real photographs. A local server stands in for two vision models.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pictures import photograph
from scripted import Reply, Script, serve

from runner.messages import restored, word
from runner.store import evidence
from runner.text.claims.calibration import load
from runner.text.claims.provenance import made_with

Runner = Callable[..., subprocess.CompletedProcess[str]]

WRONG = {
    "caption": "A ginger cat looks at the camera. A black car stands behind it.",
    "alt_text": "Close view of a cat with a car behind it.",
    "keywords": ["cat", "car", "animals", "pets", "portrait"],
}
RIGHT = {
    "caption": "A ginger cat with green eyes looks at the camera.",
    "alt_text": "Close view of the face and whiskers of a cat.",
    "keywords": ["cat", "whiskers", "green eyes", "pet", "portrait"],
}
NOT_TOLD = {
    **RIGHT,
    "caption": "A ginger cat looks at the camera. A sedan stands behind it.",
}  # the claim in other words


def reply(texts: dict[str, Any]) -> Reply:
    choice = {"message": {"content": json.dumps(texts)}, "finish_reason": "stop"}
    return Reply({"choices": [choice], "usage": {"prompt_tokens": 700, "completion_tokens": 60}})


def models(revised: dict[str, Any]) -> Callable[[Any], Reply]:
    """Model `first` invents a car until it is told; model `second` sees a cat and is told nothing."""

    def answer(asked: Any) -> Reply:
        if asked["model"] == "second":
            return reply(RIGHT)
        return reply(revised if "Not in the picture" in json.dumps(asked) else WRONG)

    return answer


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "cats"
    folder.mkdir()
    photograph("cat").jpegsave(str(folder / "IMG_0001.jpg"), Q=92)
    return folder


@pytest.fixture
def server() -> Iterator[Script]:
    with serve(models(RIGHT)) as script:
        yield script


def options(server: Script, photos: Path) -> list[str]:
    return [
        "set=demo", f"set.source={photos}", "set.name=cats", "graph=second_captioner", "caption=openai_http",
        f"caption.server.url={server.address}", "caption.server.model=first", "caption@second=openai_http",
        f"second.server.url={server.address}", "second.server.model=second",
        "rules.rules.contradiction=null",  # what the classifier has against a car is not what is tested
    ]  # fmt: skip


def row(tmp_path: Path) -> dict[str, Any]:
    return pl.read_parquet(tmp_path / "runs/cats/latest/rows.parquet").row(0, named=True)


def test_a_claim_that_both_witnesses_deny_is_told_and_gone(
    runner: Runner, server: Script, photos: Path, tmp_path: Path
) -> None:
    ended = runner(*options(server, photos), "rules.rules.contradicted.error=0.6")
    assert ended.returncode == 0, ended.stderr
    found = row(tmp_path)
    assert (found["outcome"], found["caption"]) == ("repaired", RIGHT["caption"])
    first, *_, last = evidence.read(tmp_path / "runs/cats/latest", "attempts").sort("attempt").to_dicts()
    denied = [each for each in first["after"] if each["rule"] == "contradicted"]
    assert {(each["field"], *each["words"]) for each in denied} == {
        ("caption", "car"), ("alt_text", "car"), ("keywords", "car"),
    }  # fmt: skip
    assert "'car'" in word(restored(denied[0]["message_id"], denied[0]["arguments"], None))
    assert last["verdict"] == "won"
    cats = [claim for claim in found["claims"] if claim["value"] == "cat"]
    assert all(claim["verdict"] == "supported" and "objects" in claim["supporting"] for claim in cats)


def test_the_claim_in_other_words_is_the_same_claim(runner: Runner, photos: Path, tmp_path: Path) -> None:
    with serve(models(NOT_TOLD)) as server:
        ended = runner(*options(server, photos), "rules.rules.contradicted.error=0.6")
    assert ended.returncode == 0, ended.stderr
    found = row(tmp_path)
    assert found["outcome"] == "blocked"
    assert "contradicted" in found["findings"]
    last = evidence.read(tmp_path / "runs/cats/latest", "attempts").sort("attempt").to_dicts()[-1]
    assert ["sedan"] in [each["words"] for each in last["after"]]


def test_as_shipped_what_detectors_and_a_second_captioner_deny_is_repaired(
    runner: Runner, server: Script, photos: Path, tmp_path: Path
) -> None:
    assert runner(*options(server, photos)).returncode == 0
    assert (row(tmp_path)["outcome"], row(tmp_path)["caption"]) == ("repaired", RIGHT["caption"])


def test_a_contradiction_below_the_limit_is_a_warning(
    runner: Runner, server: Script, photos: Path, tmp_path: Path
) -> None:
    assert runner(*options(server, photos), "rules.rules.contradicted.error=0.99").returncode == 0
    found = row(tmp_path)
    assert found["caption"] == WRONG["caption"]
    cars = [claim for claim in found["claims"] if claim["value"] == "car"]
    assert {(claim["verdict"], claim["severity"], *claim["opposing"]) for claim in cars} == {
        ("contradicted", "warn", "objects", "second_detector", "second")
    }
    assert "contradicted" in found["warnings"]
    assert found["outcome"] == "passed"


def test_without_a_second_captioner_the_graph_says_what_to_choose(runner: Runner, server: Script, photos: Path) -> None:
    ended = runner(*[each for each in options(server, photos) if "second." not in each and "@second" not in each])
    assert ended.returncode == 2
    assert "caption@second=" in ended.stderr


def test_labels_say_how_often_each_of_them_errs(runner: Runner, server: Script, photos: Path, tmp_path: Path) -> None:
    assert runner(*options(server, photos)).returncode == 0
    labels = tmp_path / "labels.csv"
    labels.write_text("photo,objects\nIMG_0001.jpg,cat\nelsewhere.jpg,car\n")
    ended = runner("calibrate", "cats", f"labels={labels}", f"out={tmp_path / 'own'}")
    assert ended.returncode == 0, ended.stderr
    detector, writer = load(tmp_path / "own/nanodet_g.yaml"), load(tmp_path / "own/openai_http.yaml").writer
    assert (detector.overall.present, detector.overall.missed) == (1, 0)
    assert (detector.overall.absent, detector.overall.invented) == (1, 0)
    assert writer is not None
    assert (writer.overall.claims, writer.overall.wrong) == (2, 1)
    assert not (tmp_path / "own/read.yaml").exists(), "a reader of text names no things"
    assert detector.made_with == made_with(model="nanodet_g")
    again = runner("calibrate", "cats", f"labels={labels}", f"out={tmp_path / 'own'}")
    assert again.returncode == 2
    assert "replace=true" in again.stderr


def test_a_calibration_of_ones_own_changes_what_is_found(
    runner: Runner, server: Script, photos: Path, tmp_path: Path
) -> None:
    """A detector of which it is known that it misses nothing makes an error where the shipped one warns."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "nanodet_g.yaml").write_text(
        "witness: nanodet_g\nkind: boxes\nmeasured_on: 'made for a test'\n"
        "made_with: {words: those of last year, model: nanodet_g}\n"
        "overall: {present: 9000, missed: 1, absent: 9000, invented: 1}\n"
        "classes:\n  car: {present: 3000, missed: 0, absent: 3000, invented: 0}\n"
    )
    strict = "rules.rules.contradicted.error=0.99"
    first = runner(*options(server, photos), strict)
    assert first.returncode == 0
    assert "was made with different" not in first.stdout
    before = row(tmp_path)
    second = runner(*options(server, photos), strict, f"paths.calibrations={own}")
    assert second.returncode == 0
    assert "The calibration 'nanodet_g' was made with different words" in " ".join(second.stdout.split())
    assert (before["outcome"], row(tmp_path)["outcome"]) == ("passed", "repaired")
