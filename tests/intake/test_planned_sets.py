"""From a person's input to set files, commands and jobs, with all problems reported before anything is written."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import program
import pytest
import yaml

from runner.composition.proposed import Proposal, Recognised
from runner.errors import ConfigError, EnvError
from runner.imaging import samples
from runner.intake import drafts, splitting, starting
from runner.intake import planned as planning
from runner.intake.captioner_choice import CaptionerChoice
from runner.intake.earlier import earlier
from runner.intake.planned import PlannedSet
from runner.intake.problems import problems
from runner.intake.survey import list_photos
from runner.intake.told import Subfolder
from runner.messages import say, word
from runner.service.queue import Queue


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "my photos: 2024"
    samples.lay_out(made)
    return made


class IdleQueue(Queue):
    """A queue that nobody works off: what is added can be looked at."""

    def start_worker(self) -> None:
        """Nothing."""


def composed(planned: PlannedSet, tmp_path: Path) -> dict[str, object]:
    """The set as the runner's own composition has it."""
    words = [*planning.words(planned), "caption=composer", "--cfg", "job", "--resolve"]
    ended = program.run(words, tmp_path)
    assert ended.returncode == 0, ended.stderr
    made: dict[str, object] = yaml.safe_load(ended.stdout)
    return made


def test_a_planned_set_is_what_the_runner_composes(folder: Path, tmp_path: Path) -> None:
    planned = PlannedSet(
        str(folder), "sample", "grey: 'heron' ${x}", "Leiden, Netherlands", "Wildlife", ("wetland", "no person"), "de",
        "wildlife", ("raw/*",),
    )  # fmt: skip
    planning.write(planned)
    made = composed(planned, tmp_path)
    chosen = made["set"]
    assert isinstance(chosen, dict)
    assert (chosen["name"], chosen["source"], chosen["subject"]) == ("sample", str(folder), planned.subject)
    assert (chosen["hints"], chosen["exclude"], chosen["language"]) == (["wetland", "no person"], ["raw/*"], "de")
    rules = made["rules"]
    assert isinstance(rules, dict)
    assert rules["name"] == "wildlife"


def test_a_set_that_there_is_is_never_overwritten_but_can_be_changed(folder: Path) -> None:
    first = PlannedSet(str(folder), "herons", "grey heron")
    path = planning.write(first)
    path.write_text(path.read_text() + "# mine\n")
    kept = path.read_text()
    other = replace(first, subject="egret")
    assert problems(other, [], [])["name"].id == "intake.name_taken"
    with pytest.raises(EnvError):
        planning.write(other)
    assert path.read_text() == kept
    loaded = planning.loaded(other)
    assert (loaded.subject, loaded.others, loaded.changes) == ("egret", (("subject", "grey heron"),), True)
    chosen = replace(loaded, others=())
    assert not problems(chosen, [], [])
    planning.write(chosen)
    assert path.read_text() == kept.replace('"grey heron"', '"egret"')


def test_what_is_wrong_is_said_by_field(folder: Path, tmp_path: Path) -> None:
    good = PlannedSet(str(folder), "herons")
    file = tmp_path / "file"
    file.touch()
    blind = CaptionerChoice("ollama", ("caption=ollama",), True, "unusable", say("auto.absent", url="http://x"))
    for change, field, said in (
        ({"folder": str(tmp_path / "gone")}, "folder", "no longer exists"),
        ({"folder": str(file)}, "folder", "This is a file"),
        ({"name": " "}, "name", "needs a name"),
        ({"name": "a/b"}, "name", "slashes"),
        ({"name": "travel"}, "name", "comes with the program"),
        ({"name": "Egrets"}, "name", "Another set on this page"),
        ({"subject": "x" * 501}, "subject", "longer than 500"),
        ({"location": "a\nb"}, "location", "one line"),
        ({"language": "German"}, "language", "short code"),
        ({"rules": "zoo"}, "rules", "no rule pack called"),
        ({"captioner": ("caption=ollama",)}, "captioner", "cannot be used now"),
        ({"captioner": ("caption=gone",)}, "captioner", "no longer available"),
    ):
        found = problems(replace(good, **change), [PlannedSet("/x", "egrets")], [blind])
        assert said in word(found[field]), (change, found)
        assert set(found) <= {field, "captioner"}
    assert not problems(replace(good, captioner=()), [], [])


def test_starting_writes_files_and_queues_in_order(folder: Path, tmp_path: Path) -> None:
    queue = IdleQueue(tmp_path / "runs")
    rows = [
        PlannedSet(str(folder), "herons", captioner=("caption=qwen3vl_2b",), fetch="qwen3vl_2b"),
        PlannedSet(str(folder), "egrets", captioner=("caption=qwen3vl_2b",), fetch="qwen3vl_2b"),
    ]
    at = datetime.now() + timedelta(hours=1)
    outcome = starting.start(rows, queue, at)
    assert [each.name for each in outcome.started] == ["herons", "egrets"]
    jobs = queue.jobs()
    assert [job.words[:3] for job in jobs] == [
        ("models", "fetch", "qwen3vl_2b"), ("set=herons", "caption=qwen3vl_2b", jobs[1].words[2]),
        ("set=egrets", "caption=qwen3vl_2b", jobs[2].words[2]),
    ]  # fmt: skip
    assert all(job.not_before == at.astimezone() for job in jobs)
    assert jobs[1].title == "herons"


def test_one_that_cannot_be_started_keeps_no_other_from_it(folder: Path, tmp_path: Path) -> None:
    planning.write(PlannedSet(str(folder), "herons"))
    queue = IdleQueue(tmp_path / "runs")
    outcome = starting.start([PlannedSet(str(folder), "herons", "x"), PlannedSet(str(folder), "egrets")], queue)
    assert [each.name for each in outcome.started] == ["egrets"]
    ((refused, why),) = outcome.refused
    assert (refused.name, refused.changes) == ("herons", False)
    assert "already exists" in why
    assert [job.title for job in queue.jobs()] == ["egrets"]


def test_a_queue_that_refuses_leaves_a_set_that_can_be_tried_again(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "runs"
    blocked.write_text("a file where the folder of runs should be")
    outcome = starting.start([PlannedSet(str(folder), "herons")], IdleQueue(blocked))
    ((refused, _),) = outcome.refused
    assert not problems(refused, [], [])
    blocked.unlink()
    assert starting.start([refused], IdleQueue(blocked)).started


def test_drafts_survive_and_nonsense_is_none() -> None:
    rows = [PlannedSet("/photos/a", "a", "x", hints=("1", "2"), captioner=("caption=ollama", "caption.server.model=q")),
            PlannedSet(os.fsdecode(b"/photos/\xff"), "b", changes=True)]  # fmt: skip
    drafts.save(rows)
    assert drafts.load() == rows
    for nonsense in (
        "",
        "{",
        "[]",
        '{"rows": 1}',
        '{"rows": [{"folder": 1}]}',
        '{"rows": [{"flder": "x", "name": "y"}]}',
    ):
        drafts.place().write_text(nonsense)
        assert drafts.load() == []
    drafts.save([])
    assert not drafts.place().exists()


def test_subfolders_become_sets_that_share_no_photo(folder: Path, tmp_path: Path) -> None:
    planned = PlannedSet(str(folder), "trip", "x", "Leiden")
    parts = [Subfolder("Café", 3), Subfolder("Falcon 9", 2), Subfolder("Old backup", 1), Subfolder("Été en Chine", 2)]
    made = splitting.by_subfolder(planned, parts, 18, ["trip_Café"])
    assert [each.name for each in made] == [
        "trip",
        "trip_Café_2",
        "trip_Falcon_9",
        "trip_Old_backup",
        "trip_Été_en_Chine",
    ]
    assert _photos(made, tmp_path) == [10, 3, 2, 1, 2]
    assert all(each.location == "Leiden" for each in made)


def test_photos_of_different_things_become_sets_that_share_none(tmp_path: Path, folder: Path) -> None:
    odd = folder / "a [1]*.jpg"
    odd.write_bytes((folder / "clock.jpg").read_bytes())
    every = sorted(str(path) for path in folder.rglob("*") if path.is_file() and path.name != "README.txt")
    found = Proposal(
        groups=(Recognised("cat", tuple(every[:5])), Recognised("dog", tuple(every[5:12]))), rest=tuple(every[12:])
    )
    made = splitting.by_recognition(PlannedSet(str(folder), "pets"), found, [])
    assert [(each.name, each.subject) for each in made] == [("pets_cat", ""), ("pets_dog", ""), ("pets", "")]
    assert _photos(made, tmp_path) == [5, 7, len(every) - 12]


def test_too_many_photos_are_not_split_by_what_they_show() -> None:
    many = tuple(f"/x/{number}.jpg" for number in range(splitting.MOST))
    for groups in ((Recognised("cat", many), Recognised("dog", ("/x/y.jpg",))), (Recognised("cat", many[:3]),)):
        with pytest.raises(ConfigError):
            splitting.by_recognition(PlannedSet("/x", "x"), Proposal(groups=groups), [])


def _photos(made: list[PlannedSet], tmp_path: Path) -> list[int]:
    """The photos of each set; no two of them share one."""
    runs = tmp_path / "runs"
    runs.mkdir(exist_ok=True)
    found = [
        {file.path for file in list_photos(Path(each.folder), runs, each.exclude, lambda _number: None)[0]}
        for each in made
    ]
    assert len(set.union(*found)) == sum(map(len, found))
    return [len(each) for each in found]


def test_what_was_said_of_earlier_sets_is_offered(folder: Path) -> None:
    planning.write(PlannedSet(str(folder), "herons", "grey heron", "Leiden", "Birds", ("wetland",)))
    (planning.file_of("broken")).write_text("a: [")
    known = earlier()
    assert (known.subjects, known.locations, known.hints) == (("grey heron",), ("Leiden",), ("wetland",))
    assert {"Birds", "Travel Photography"} <= set(known.categories)
