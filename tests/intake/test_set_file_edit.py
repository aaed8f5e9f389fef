"""A set file is changed only where a person changed something: everything else stays as it was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runner.composition import set_file, set_file_edit
from runner.composition.set_file import NewSet
from runner.errors import ConfigError

HERONS = NewSet("herons", Path("/photos/herons"), "grey heron", "Leiden", None, "wildlife", "en", ("wetland",))

BY_HAND = """\
# my herons
source: /photos/herons   # the disk on the left
exclude:
  - "raw/*"   # camera's own
  - drafts
# what they show
subject: >-
  grey
  heron

names: "{date}_{subject}"
vocabulary: [grey heron, great egret]
"""


def _read(tmp_path: Path, text: str) -> NewSet:
    path = tmp_path / "herons.yaml"
    path.write_text(text)
    return set_file_edit.read(path)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    assert _read(tmp_path, set_file.text(HERONS)) == HERONS


def test_nothing_changed_means_not_a_byte_changed() -> None:
    text = set_file.text(HERONS)
    assert set_file_edit.amended(text, HERONS, "herons") == text


def test_only_the_lines_of_changed_values_are_different() -> None:
    text = set_file.text(HERONS)
    made = set_file_edit.amended(text, replace(HERONS, location="Texel # north", rules="travel"), "herons")
    different = [(a, b) for a, b in zip(text.splitlines(), made.splitlines(), strict=True) if a != b]
    assert len(different) == 2
    assert [b.partition(":")[0].strip() for _, b in different] == ["- override /rules@_global_.rules", "location"]
    assert all("#" in b for _, b in different), "the comments stay"


def test_what_a_person_wrote_by_hand_stays(tmp_path: Path) -> None:
    before = _read(tmp_path, BY_HAND)
    assert (before.name, before.subject, before.exclude) == ("herons", "grey heron", ("raw/*", "drafts"))
    after = replace(before, subject="great egret", exclude=("raw/*",), location="Texel", rules="wildlife")
    made = set_file_edit.amended(BY_HAND, after, "herons")
    assert _read(tmp_path, made) == after
    for kept in ("# my herons", "# the disk on the left", "# what they show", 'names: "{date}_{subject}"',
                 "vocabulary: [grey heron, great egret]"):  # fmt: skip
        assert kept in made


@pytest.mark.parametrize(
    "text",
    ["{source: /x}", "defaults: [other, _self_]\nsource: /x\n", "source: &here /x\nsamples: *here\n"],
)
def test_a_file_that_cannot_be_changed_line_by_line_is_said_to_be_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "herons.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError):
        set_file_edit.write(path, replace(set_file_edit.read(path), source=Path("/y"), rules="travel", location="L"))
    assert path.read_text() == text


def test_a_file_that_is_no_set_is_refused(tmp_path: Path) -> None:
    for text in ("- a\n- b\n", "just words", ""):
        with pytest.raises(ConfigError, match="is not a set"):
            _read(tmp_path, text)


_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30)


@settings(max_examples=40)
@given(subject=st.none() | _WORDS, hints=st.lists(_WORDS, max_size=3))
def test_any_text_replaces_any_other(subject: str | None, hints: list[str]) -> None:
    after = replace(HERONS, subject=subject, hints=tuple(hints))
    made = set_file_edit.amended(set_file.text(HERONS), after, "herons")
    assert set_file_edit.amended(made, after, "herons") == made
    back = set_file_edit.amended(made, HERONS, "herons")
    assert [line.split("#")[0].split() for line in back.splitlines()] == [
        line.split("#")[0].split() for line in set_file.text(HERONS).splitlines()
    ]
