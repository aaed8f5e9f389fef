from __future__ import annotations

import pytest
from hydra import compose, initialize_config_dir

from runner.composition.overrides import explain, refuse_removals, refuse_secrets, unknown_sections
from runner.config.folder import configuration_folder
from runner.errors import ConfigError


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


def test_a_group_inside_another_says_where_it_goes() -> None:
    error = Exception("Could not override 'prompt'.\nDid you mean to override prompt@caption.prompt?")
    assert explain(["set=demo", "prompt=default"], error) == ["prompt=default: write prompt@caption.prompt=default"]


def test_a_list_without_brackets_says_how_to_write_it() -> None:
    (problem,) = say("set=demo", "set.hints=a,b")
    assert """"set.hints='a,b'"; for a list set.hints=[…], for a sweep -m""" in problem


def test_an_unknown_place_is_not_answered_with_all_options() -> None:
    (problem,) = say("set=demo", "hydra.foo=1")
    assert problem.startswith("hydra.foo: unknown option.")
    assert len(problem) < 250, "the groups at the top, not every option below them"


def test_what_cannot_be_removed_is_said() -> None:
    (problem,) = say("set=demo", "~set.subject")
    assert problem.endswith("To empty an option write set.subject=null.")


def test_a_group_cannot_be_left_out() -> None:
    with pytest.raises(ConfigError, match="Choose another: caption=… Available: auto, composer,"):
        refuse_removals(["set=demo", "~caption"])
    refuse_removals(["set=demo", "~graph.stages.caption"])


def test_a_name_at_the_top_that_nothing_reads_is_unknown() -> None:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        known, unknown = (
            compose("config", overrides=["set=demo", *more])
            for more in ([], ["+captoin=composer", "+prompt=default", "++foo.bar=1"])
        )
    assert unknown_sections(known) == []
    found = unknown_sections(unknown)
    assert "captoin: unknown option. Did you mean 'caption'?" in found
    assert sorted(problem.split(":")[0] for problem in found) == ["captoin", "foo", "prompt"]


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


def test_a_plugin_that_is_not_installed_says_how_to_install_it() -> None:
    error = Exception("In 'hydra/sweeper/tune': Could not load 'hydra/sweeper/ax'.")
    (problem,) = explain(["-m", "set=demo", "hydra/sweeper=tune"], error)
    assert problem.endswith("there is no such sweeper here. Install it: pip install hydra-ax-sweeper")
    error = Exception("In 'hydra/config': Could not find 'hydra/launcher/jublib'")
    (problem,) = explain(["-m", "set=demo", "hydra/launcher=jublib"], error)
    assert problem.endswith("There are joblib, submitit, ray, rq.")


def test_a_prompt_is_a_choice_like_any_other() -> None:
    assert say("set=demo", "prompt@caption.prompt=plan") == [
        "prompt=plan: there is no conf/prompt/plan.yaml. Did you mean 'plain'?"
    ]
