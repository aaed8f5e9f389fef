"""The fast YAML reader and writer agree with OmegaConf's, on every file of the project and on random ones."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from omegaconf import OmegaConf

from runner.config import fast_yaml

CONF = Path(__file__).parents[2] / "conf"
ODD = [
    "a: 2024-07-14\nb: 2024-07-14 10:00:00\nc: 1e3\nd: 1_000.5\ne: .5\nf: 1:30\ng: yes\nh: ~\ni: 0o17\nj: 017\nk: 0x1F",
    "a: .inf\nb: -.INF\nc: 1.\nd: 1e-3\ne: +1e+3\nf: 'x'\ng: \"y\"\nh: |\n  z\n  w\n",
    "base: &b {x: 1, y: [1, 2]}\nother:\n  <<: *b\n  x: 2\n", "", "# nothing\n", "- 1\n- {a: b}\n", "text",
    "1: one\ntrue: yes\nnull: no\n2.5: x\n",
]  # fmt: skip


def both(text: str) -> tuple[object, object]:
    """What each makes of it; the kind of error where it is none."""

    def of(load: object) -> object:
        try:
            return OmegaConf.to_container(load(), resolve=False)  # type: ignore[operator]
        except (yaml.YAMLError, OSError, ValueError) as error:
            return "yaml" if isinstance(error, yaml.YAMLError) else "value"

    return of(lambda: fast_yaml.load(text)), of(lambda: OmegaConf.load(io.StringIO(text)))


@pytest.mark.parametrize("path", sorted(CONF.rglob("*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_configuration_reads_the_same(path: Path) -> None:
    ours, theirs = both(path.read_text("utf-8"))
    assert ours == theirs
    assert repr(ours) == repr(theirs), "types too"


@pytest.mark.parametrize("text", ODD)
def test_odd_values_read_the_same(text: str) -> None:
    ours, theirs = both(text)
    assert repr(ours) == repr(theirs)


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "x: {a: 1, a: 2}\n", "a: [1\n", "5"])
def test_what_one_refuses_the_other_refuses(text: str) -> None:
    ours, theirs = both(text)
    assert isinstance(ours, str)
    assert ours == theirs


@given(st.text(alphabet="0123456789.eE+-_:xobinfNAnulltrueyesno~ ", max_size=12))
def test_scalars_read_the_same(text: str) -> None:
    ours, theirs = both(f"a: {text}\n")
    assert repr(ours) == repr(theirs)


@pytest.mark.parametrize("path", sorted(CONF.rglob("*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_configuration_is_written_so_that_it_reads_the_same(path: Path) -> None:
    config = OmegaConf.load(path)
    assert OmegaConf.load(io.StringIO(fast_yaml.dump(config))) == config


@given(st.text(max_size=90))
def test_texts_are_written_so_that_they_read_the_same(text: str) -> None:
    config = OmegaConf.create({"a": text.replace("$", ""), "b": [text.replace("$", "")]})
    assert OmegaConf.load(io.StringIO(fast_yaml.dump(config))) == config
