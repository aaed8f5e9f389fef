"""A command about people does nothing for a part of what was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_desk import desk

from runner.errors import ConfigError
from runner.review.people.asked import Asked
from runner.review.people.command import command


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["forget", "Ann", "Lee", "yes=true"], "runner people forget 'Ann Lee'"),
        (["merge", "Ann", "Lee", "Ben"], "runner people merge 'Ann Lee' Ben"),
        (["consent", "Ann", "Lee", "no"], "runner people consent 'Ann Lee' no"),
        (["show", "Ann", "Lee"], "runner people show 'Ann Lee'"),
        (["undo", "2"], "undo takes no words"),
    ],
)
def test_a_name_that_was_written_without_quotes_is_refused(tmp_path: Path, words: list[str], meant: str) -> None:
    with pytest.raises(ConfigError) as refused:
        command([*words, f"paths.runs={tmp_path}"])
    assert meant in str(refused.value)


def test_a_number_is_one_that_can_be_counted(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="write a number from 1 on"):
        command(["list", "most=²", f"paths.runs={tmp_path}"])


def test_a_short_word_is_a_name_and_not_the_beginning_of_an_id(tmp_path: Path) -> None:
    session = desk(tmp_path, 1).session
    key = session.groups()[0].key
    found = Asked(session, (key[:-1], key[:3]), {})
    assert found.group(0).key == key
    with pytest.raises(ConfigError, match="`runner people list` shows what there is"):
        found.group(1)
