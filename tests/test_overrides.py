from __future__ import annotations

import pytest

from runner.errors import ConfigError
from runner.overrides import explain, refuse_secrets


def say(*arguments: str) -> list[str]:
    return explain(arguments, Exception("what Hydra said"))


def test_a_misspelled_choice_gets_the_nearest_one() -> None:
    assert say("set=aviaton") == ["set=aviaton: there is no conf/set/aviaton.yaml. Did you mean 'aviation'?"]


def test_a_missing_set_lists_what_there_is() -> None:
    (problem,) = say("caption=composer")
    assert problem.startswith("set: which photos? Write set=NAME. Available: aviation, demo,")


def test_every_wrong_option_is_named_at_once() -> None:
    found = say("set=demo", "set.sorce=/x", "executor.proceses=3", "set.subject=fine")
    assert found == [
        "set.sorce: unknown option. Did you mean 'set.source'?",
        "executor.proceses: unknown option. Did you mean 'executor.processes'?",
    ]


def test_a_sweep_names_the_variant_that_does_not_exist() -> None:
    assert say("-m", "set=demo", "caption=composer,compser") == [
        "caption=compser: there is no conf/caption/compser.yaml. Did you mean 'composer'?"
    ]


def test_braces_without_quotes_say_how_to_quote_them() -> None:
    (problem,) = say("set=demo", "naming.template={subject}_{n}")
    assert problem.endswith("""Braces and commas need quotes: "naming.template='…'".""")


def test_what_nobody_is_to_blame_for_keeps_its_own_words() -> None:
    assert say("set=demo") == ["what Hydra said"]


@pytest.mark.parametrize(
    "argument", ["publish.password=hunter2", "+db.api_key='abc'", "caption.token=x", "ftp.passwd=${oc.env:A}x"]
)
def test_secrets_on_the_command_line_are_refused(argument: str) -> None:
    with pytest.raises(ConfigError, match=r"oc\.env"):
        refuse_secrets(["set=demo", argument])


@pytest.mark.parametrize(
    "argument",
    ["publish.password=${oc.env:PW}", "publish.password='${oc.env:PW}'", "caption.max_tokens=5", "a.secret="],
)
def test_references_to_secrets_are_fine(argument: str) -> None:
    refuse_secrets(["set=demo", argument])
