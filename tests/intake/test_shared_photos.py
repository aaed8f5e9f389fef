"""A folder inside another set's folder is reported; one that was split off is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from runner.intake import planned as planning
from runner.intake import splitting
from runner.intake.earlier import own_sets
from runner.intake.planned import PlannedSet
from runner.intake.shared_photos import shared
from runner.intake.told import Subfolder


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "2024" / "herons" / "nest").mkdir(parents=True)
    (tmp_path / "2024b").mkdir()
    return tmp_path / "2024"


def ids(planned: PlannedSet, *others: PlannedSet) -> list[str]:
    return [each.id for each in shared(planned, others, [each for _, each in own_sets()])]


def test_folders_within_folders_are_said_of_rows_and_of_sets_that_there_are(year: Path) -> None:
    all_of_it, herons = PlannedSet(str(year), "all"), PlannedSet(str(year / "herons"), "herons")
    beside = PlannedSet(str(year.with_name("2024b")), "beside")
    assert ids(herons, all_of_it, beside) == ["intake.folder_inside"]
    assert ids(all_of_it, herons, beside) == ["intake.folder_around"]
    assert ids(beside, all_of_it, herons) == []
    planning.write(all_of_it)
    assert ids(herons) == ["intake.folder_inside"]
    assert ids(herons, all_of_it) == ["intake.folder_inside"], "once for each set"
    assert ids(PlannedSet(str(year), "again")) == ["intake.same_folder"]


def test_the_file_that_a_row_changes_is_no_other_set(year: Path) -> None:
    planned = PlannedSet(str(year), "all")
    planning.write(planned)
    assert ids(replace(planned, changes=True)) == []


def test_a_folder_that_a_link_leads_to_is_the_same(year: Path) -> None:
    year.with_name("link").symlink_to(year)
    assert ids(PlannedSet(str(year.with_name("link") / "herons"), "one"), PlannedSet(str(year), "all")) == [
        "intake.folder_inside"
    ]


def test_what_a_set_leaves_out_is_not_shared(year: Path) -> None:
    whole = PlannedSet(str(year), "year")
    rest, herons = splitting.by_subfolder(whole, [Subfolder("herons", 3)], 5, [])
    assert ids(rest, herons) == ids(herons, rest) == []
    nest = PlannedSet(str(year / "herons" / "nest"), "nest")
    assert ids(nest, rest) == ids(rest, nest) == []
    assert ids(nest, herons) == ["intake.folder_inside"]
    one, other = replace(whole, name="one", exclude=("a.jpg",)), replace(whole, name="other", exclude=("b.jpg",))
    assert ids(one, other) == []
