"""YAML from strangers: plain data of a sensible size, or a message with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from runner import bounded_yaml
from runner.config.folder import configuration_folder
from runner.errors import ConfigError

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.text("abc: -#'\"{}[]&*!|>\n", max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
    max_leaves=12,
)


@given(plain)
def test_plain_data_is_let_through(data: object) -> None:
    bounded_yaml.check(yaml.safe_dump(data), "x.yaml")


@pytest.mark.parametrize("path", sorted(configuration_folder().rglob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_shipped_is_let_through(path: Path) -> None:
    assert bounded_yaml.read(path) == path.read_text("utf-8")


@pytest.mark.parametrize("count", [bounded_yaml.MOST_NODES - 3, bounded_yaml.MOST_NODES])
def test_as_many_values_as_may_be(count: int) -> None:
    text = f"a: [{'1,' * count}]"
    if count < bounded_yaml.MOST_NODES - 2:
        bounded_yaml.check(text, "x.yaml")
    else:
        with pytest.raises(ConfigError, match=r"x\.yaml, line 1: more than 100,000 values"):
            bounded_yaml.check(text, "x.yaml")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_sentence(data: bytes) -> None:
    text = data.decode("latin-1")
    refused = _refused(text)
    if refused is None:
        _ = list(yaml.parse(text, yaml.CSafeLoader))
    else:
        assert refused.startswith("x.yaml")


def _refused(text: str) -> str | None:
    try:
        bounded_yaml.check(text, "x.yaml")
    except ConfigError as error:
        return str(error)
    return None


def test_an_alias_of_a_finished_anchor_counts_each_time() -> None:
    bounded_yaml.check("a: &a [1, 2]\nb: [*a, *a]\n", "x.yaml")
    with pytest.raises(ConfigError, match="or for itself"):
        bounded_yaml.check("b: *a\n", "x.yaml")
