from __future__ import annotations

from pathlib import Path

import pytest

from runner.errors import ConfigError
from runner.reports.export.request import asked


def test_a_set_and_a_folder_are_enough() -> None:
    request = asked(["birds", "out=data"])
    assert (request.name, request.out, request.runs) == ("birds", Path("data").absolute(), Path("runs"))
    assert (request.format, request.images, request.picture, request.private) == ("parquet", "paths", "model", False)
    assert request.shares == (80, 10, 10)
    assert asked(["set=birds", "out=data"]) == request
    folder = Path("else where")
    for said in (["--runs", "else where"], ["--runs=else where"], ["paths.runs=else where"]):
        assert asked(["birds", *said, "out=data"]).runs == folder


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Which set or run?"),
        (["birds", "bees", "out=x"], "One set or run at a time."),
        (["birds"], "out: which folder"),
        (["birds", "out="], "out=: empty."),
        (["birds", "out=x", "fromat=csv"], "Did you mean 'format'?"),
        (["birds", "out=x", "format=xml"], "choose one of parquet, csv, jsonl."),
        (["birds", "out=x", "format=csv", "images=bytes"], "csv holds text only"),
        (["birds", "out=x", "splits=80/10"], "in per cent: splits=80/10/10"),
        (["birds", "out=x", "splits=80/30/10"], "in per cent: splits=80/10/10"),
        (["birds", "out=x", "private=yes"], "choose one of false, true."),
        (["--format", "birds", "out=x"], "--format: Write: runner export"),
    ],
)
def test_what_is_wrong_is_a_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        asked(arguments)
    assert any(sentence in problem for problem in caught.value.problems), caught.value.problems


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        asked(["format=xml", "images=none"])
    assert len(caught.value.problems) == 4
