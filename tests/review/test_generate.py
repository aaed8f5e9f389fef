"""`runner generate`: the real command on real runs, with the composer and with a model with random weights."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import program
import pytest
import tiny_gguf
from reviewed_demo import as_it_stands

from runner.messages import Message, word
from runner.review.generate.kept import generations
from runner.review.session import Session
from runner.store.catalog import open_catalog
from runner.store.decisions import Edit, record


def generate(run: Path, photo: str, *more: str) -> subprocess.CompletedProcess[str]:
    command = ["generate", str(run), photo, *more]
    return program.run(command, run.parent)


def result(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])["generated"]
    return found


def contents(run: Path) -> dict[str, bytes]:
    """Everything that the run left, but for what was generated."""
    files = (path for path in run.rglob("*") if path.is_file() and "generate" not in path.parts)
    return {str(path.relative_to(run)): path.read_bytes() for path in files}


@pytest.fixture(scope="session")
def seen(demo: Path, tiny_vlm: tiny_gguf.TinyVlm, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over two photos, written by a model that looks at them."""
    folder = tmp_path_factory.mktemp("seen")
    (folder / "photos").mkdir()
    for name in ("IMG_2301.JPG", "_MG_5120.jpg"):
        shutil.copy(next((demo.parent / "photos").rglob(name)), folder / "photos" / name)
    command = ["set=demo", f"set.source={folder / 'photos'}", f"paths.runs={folder / 'runs'}",
               "caption=vision_gguf", f"caption.model={tiny_vlm.model}", f"caption.mmproj={tiny_vlm.mmproj}",
               "caption.max_tokens=160", "repair.per_item=1", "repair.tokens=160", "executor.processes=1",
               "caption.limits={caption:[9,12],alt_text:[9,12],keywords:[1,2],keyword:[2,4]}"]  # fmt: skip
    program.run(command, folder, check=True)
    return (folder / "runs" / "demo" / "latest").resolve()


def test_a_model_writes_other_texts_and_leaves_the_run_as_it_was(seen: Path, tmp_path: Path) -> None:
    before = contents(seen)
    first, second = (result(generate(seen, "IMG_2301.JPG", "--json")) for _ in range(2))
    assert contents(seen) == before
    assert (first["number"], second["number"]) == (1, 2)
    assert (first["temperature"], first["seed"]) != (second["temperature"], second["seed"])
    assert first["temperature"] > 0
    kept = generations(seen, first["item_id"])
    assert [list(row.keywords) for row in kept] == [first["keywords"], second["keywords"]]
    assert all(attempt.raw for row in kept for attempt in row.attempts if attempt.by == "captioner")
    assert kept[0].caption != kept[1].caption
    assert {finding["severity"] for finding in first["findings"]} <= {"error", "warn"}
    assert any(finding["severity"] == "error" for finding in first["findings"]), "nonsense does not pass"


def test_what_a_person_says_it_shows_is_what_the_captioner_is_told(run: Path, session: Session) -> None:
    (place,) = session.find("name:tripod")
    session.edit({place: {"subject": "carbon tripod", "location": "Porto, Portugal"}}, "x")
    done = generate(run, "tripod.png")
    assert done.returncode == 0, done.stderr
    assert "caption: Carbon tripod" in done.stdout
    assert "Porto" in done.stdout
    assert "instead of: " in done.stdout
    (row,) = generations(run, session.snapshot.items[place])
    assert (row.subject, row.location, row.asked) == ("carbon tripod", "Porto, Portugal", "draft")


def test_several_photos_are_written_by_one_command_and_one_that_cannot_be_is_told_of(
    run: Path, session: Session
) -> None:
    names = {"tripod.png": "carbon tripod", "clock.jpg": "station clock"}
    for name, subject in names.items():
        (place,) = session.find(f"name:{name}")
        session.edit({place: {"subject": subject}}, "x")
    command = ["generate", str(run), *names, "notes.jpg", "--json"]
    done = program.run(command, run.parent)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    written = {line["generated"]["item_id"]: line["generated"]["caption"] for line in lines if "generated" in line}
    for name, subject in names.items():
        item = session.snapshot.items[session.find(f"name:{name}")[0]]
        assert written[item].casefold().startswith(subject)
        assert len(generations(run, item)) == 1
    (unwritten,) = (line for line in lines if "unwritten" in line)
    assert unwritten["unwritten"] == session.snapshot.items[session.find("name:notes")[0]]
    assert unwritten["problem"].startswith("notes.jpg: ")
    assert "failed before any texts were written" in unwritten["problem"]


def test_photos_of_one_command_do_not_get_the_same_text(run: Path, session: Session) -> None:
    names = ("_MG_5120", "DSC_0142")
    places = [session.find(f"name:{name}")[0] for name in names]
    session.edit({place: {"subject": "summer palace", "location": "Beijing"} for place in places}, "x")
    items = [session.snapshot.items[place] for place in places]
    command = ["generate", str(run), *items, "--json"]
    done = program.run(command, run.parent, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    made = [line["generated"] for line in lines if "generated" in line]
    assert [each["item_id"] for each in made] == items
    if made[0]["alt_text"] == made[1]["alt_text"]:
        assert "duplicate_alt_text" in {finding["rule"] for finding in made[1]["findings"]}
    assert "duplicate_alt_text" not in {finding["rule"] for finding in made[0]["findings"]}


def test_a_text_that_waits_in_another_set_is_found(run: Path, runs: Path, session: Session) -> None:
    (place,) = session.find("name:_MG_5120")
    shutil.copytree(run, runs / "other" / run.name)
    (runs / "other" / "latest").symlink_to(run.name)
    found = result(generate(run, session.snapshot.items[place], "--json"))["findings"]
    # The photo is the same in both sets, and a photo repeats nothing that it says itself …
    assert not [finding for finding in found if finding["rule"] == "duplicate_caption"]
    twin, text = session.find("name:DSC_0142")[0], session.snapshot.row(place)["caption"]
    with open_catalog(runs / "catalog.db") as catalog:
        edit = Edit(session.snapshot.items[twin], "caption", text)
        record(catalog, session.context.__class__("other", run.name, "Bert"), [edit], [])
    found = result(generate(run, session.snapshot.items[place], "--json"))["findings"]
    (finding,) = (finding for finding in found if finding["rule"] == "duplicate_caption")
    assert "waiting in the set 'other'" in word(Message(finding["message_id"], finding["arguments"]))


def test_what_cannot_be_done_is_a_sentence(run: Path, seen: Path, tmp_path: Path) -> None:
    for photo, sentence in (("no.jpg", "is no photo of run"), ("notes.jpg", "failed before any texts were written")):
        done = generate(run, photo)
        assert done.returncode in (2, 3)
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr
    copy = tmp_path / "runs" / "demo" / seen.name
    shutil.copytree(seen, copy)
    shutil.copy(seen.parents[1] / "catalog.db", tmp_path / "runs")
    config = copy / ".hydra" / "config.yaml"
    config.write_text(config.read_text().replace("tiny_vlm0/", "gone/"))
    as_it_stands(copy)
    done = generate(copy, "IMG_2301.JPG")
    assert done.returncode == 3
    assert "gone/" in done.stderr
    assert "Traceback" not in done.stderr
