from __future__ import annotations

import pytest

from runner.composition import variants
from runner.errors import ConfigError

BASE = ("-m", "set=demo", "paths.runs='/r'")


def test_every_combination_is_listed_in_the_order_in_which_they_start() -> None:
    plan = variants.plan([*BASE, "caption=composer,smollm2", "repair=off,default"])
    assert (plan.set, str(plan.folder), plan.varying) == ("demo", "/r/sweeps/demo", ("caption", "repair"))
    assert [variants.name(each, plan.varying) for each in plan.listed] == [
        "caption=composer repair=off",
        "caption=composer repair=default",
        "caption=smollm2 repair=off",
        "caption=smollm2 repair=default",
    ]
    assert all(each[:2] == ("set=demo", "paths.runs='/r'") for each in plan.listed)


def test_ranges_and_places_are_named_as_a_person_writes_them() -> None:
    plan = variants.plan([*BASE, "prompt@caption.prompt=default,plain", "++graph.stages.derive.timeout_s=range(1,3)"])
    assert [variants.name(each, plan.varying) for each in plan.listed] == [
        f"prompt={prompt} graph.stages.derive.timeout_s={seconds}"
        for prompt in ("default", "plain")
        for seconds in "12"
    ]


def test_without_anything_to_vary_there_is_one_variant() -> None:
    plan = variants.plan([*BASE, "caption=composer"])
    assert [variants.name(each, plan.varying) for each in plan.listed] == ["as configured"]


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("set.name=a,b", "set.name: a sweep varies the options of one set"),
        ("paths.runs='a','b'", "paths.runs: a sweep varies"),
        ("caption=composer,compser", "Did you mean 'composer'?"),
        ("naming.nonsens=1,2", "naming.nonsens: unknown option."),
        ("naming.length=interval(3,5)", "an interval has no last value"),
    ],
)
def test_what_cannot_vary_is_said_before_anything_is_written(option: str, sentence: str) -> None:
    with pytest.raises(ConfigError, match=sentence.replace("?", r"\?")):
        variants.plan(["-m", "set=demo", option])
