from __future__ import annotations

import pytest

from runner.composition.arguments import arranged, starts_sweep
from runner.errors import ConfigError


def problems(*arguments: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        arranged(arguments)
    return list(caught.value.problems)


def test_flags_may_stand_anywhere() -> None:
    assert arranged(["set=demo", "-m", "caption=composer,smollm2"]) == ["-m", "set=demo", "caption=composer,smollm2"]
    assert arranged(["set=demo", "--cfg", "job", "strict=true"]) == ["--cfg", "job", "set=demo", "strict=true"]
    assert arranged(["set=demo", "--cfg=job", "--resolve"]) == ["--cfg", "job", "--resolve", "set=demo"]
    assert arranged(["set=demo", "--info", "strict=true"]) == ["--info", "set=demo", "strict=true"]


def test_options_of_stages_need_no_plus() -> None:
    for key in ("timeout_s", "kind", "needs", "anything.below"):
        assert arranged([f"graph.stages.derive.{key}=1"]) == [f"++graph.stages.derive.{key}=1"]
    assert arranged(["+graph.stages.new.kind=exif", "graph.name=x"]) == ["+graph.stages.new.kind=exif", "graph.name=x"]


@pytest.mark.parametrize("flag", ["--strict", "--bogus", "-x", "--config-name=other", "--caption=composer"])
def test_an_unknown_flag_says_how_options_are_written(flag: str) -> None:
    (problem,) = problems("set=demo", flag)
    assert problem.startswith(f"{flag}: there is no such flag. Options are written without dashes")


def test_a_flag_without_its_value_says_which_there_are() -> None:
    assert problems("set=demo", "--cfg") == ["--cfg: of what? Write --cfg job or hydra or all."]
    assert problems("--cfg", "set=demo")[0].startswith("--cfg: of what?")


def test_everything_that_is_no_option_is_named_at_once() -> None:
    assert [each.split(":")[0] for each in problems("set=demo", "my", "photos", "=3", "--x")] == [
        "my",
        "photos",
        "=3",
        "--x",
    ]


def test_a_sweep_over_sets_is_refused() -> None:
    assert problems("-m", "set=a,b") == ["set=a,b: a sweep varies the options of one set. Start one for each set."]
    assert problems("set=glob(*)", "--multirun")


def test_several_choices_without_m_are_refused() -> None:
    (problem,) = problems("set=demo", "caption=composer,smollm2")
    assert problem.endswith("Put -m in front, or choose one.")


@pytest.mark.parametrize("option", ["set.source=/a,b (c)", "~graph.stages.caption", "+a/b@c.d=e", "x.y=", "a.b=c=d\n"])
def test_options_pass_as_they_are(option: str) -> None:
    assert arranged([option]) == [option]


def test_a_prompt_is_chosen_without_its_place() -> None:
    assert arranged(["-m", "set=demo", "prompt=default,plain"])[2] == "prompt@caption.prompt=default,plain"


@pytest.mark.parametrize("shown", ["--cfg=job", "--info", "--help", "--version", "--hydra-help"])
def test_variants_that_are_only_shown_are_no_sweep(shown: str) -> None:
    assert starts_sweep(["set=demo", "-m"])
    assert not starts_sweep(["set=demo"])
    assert not starts_sweep(["set=demo", "-m", shown])


def test_a_text_with_a_comma_is_no_two_variants() -> None:
    (problem,) = problems("-m", "set=demo", "set.location=Piran, Slovenia")
    assert """"set.location='Piran, Slovenia'\"""" in problem
    for fine in ("set.location='Piran, Slovenia'", "set.hints=[a, b]", "caption.seed=choice(1, 2)", "caption=a,b"):
        assert fine in arranged(["-m", fine])
    assert "set.location=Piran, Slovenia" in arranged(["set.location=Piran, Slovenia"])


def test_how_many_runs_is_said_by_the_flag_alone() -> None:
    (problem,) = problems("set=demo", "hydra.mode=MULTIRUN")
    assert "put -m in front" in problem
