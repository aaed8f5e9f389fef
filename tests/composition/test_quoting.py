"""Text on a command line, as a shell passes it on."""

from __future__ import annotations

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import QuotedString
from hypothesis import example, given
from hypothesis import strategies as st

from runner.composition.quoting import quote
from runner.config.override import quoted
from runner.errors import ConfigError


def value(option: str) -> object:
    """What Hydra makes of an option."""
    found = OverridesParser.create().parse_override(option).value()
    return found.text if isinstance(found, QuotedString) else found


def understood(option: str) -> object:
    (made,) = quote([option])
    return value(made)


texts = st.text("ab é'\"\\,:{}[]()$=~+!@#&*|<>?\n\t", min_size=1, max_size=12)


@given(texts)
@example("C:\\photos\\")
@example("\\'")
def test_any_text_in_quotes_is_that_text(text: str) -> None:
    assert value(f"a.b={quoted(text)}") == text


@given(texts.filter(lambda text: text[0] not in "'\"$"))
@example("Bob's plane")
@example("Leiden, Netherlands")
@example("Heron: grey")
@example("747")
@example("true")
@example("[x")
@pytest.mark.parametrize("option", ["set.subject", "set.location", "+set.category", "set.source"])
def test_texts_and_paths_simply_work(option: str, text: str) -> None:
    assert understood(f"{option}={text}") == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("set.subject='Heron, grey'", "Heron, grey"),
        ('set.subject="Heron, grey"', "Heron, grey"),
        ("set.subject='Tis a plane", "'Tis a plane"),
        ("set.subject=null", None),
        ("caption.style=Bob's", "Bob's"),
        ("naming.template={subject}-{n}", "{subject}-{n}"),
    ],
)
def test_quotes_of_a_person_and_no_value_stay(written: str, meant: object) -> None:
    assert understood(written) == meant


@pytest.mark.parametrize(
    "option", ["set.hints=[a,b]", "a.b={c: 1}", "a.b=1.5", "caption.seed=choice(1,2)", "~a.b", "-m"]
)
def test_what_hydra_understands_stays_as_it_is(option: str) -> None:
    assert quote([option]) == [option]


def test_texts_in_a_list() -> None:
    assert understood("set.hints=[bird's nest, canal: old]") == ["bird's nest", "canal: old"]
    with pytest.raises(ConfigError, match="Put each text in quotes"):
        quote(["set.hints=[bird's nest, [x]]"])


def test_variants_stay_apart() -> None:
    assert quote(["set.subject=Bob's plane,heron"], variants=True) == ["set.subject='Bob\\'s plane','heron'"]
    assert quote(["set.location=Leiden,Delft"], variants=True) == ["set.location=Leiden,Delft"]


def test_a_secret_is_not_shown() -> None:
    with pytest.raises(ConfigError) as raised:
        quote(["publish.places=[hunter2's, [x]]"])
    assert "hunter2" not in str(raised.value)
