"""What a person did is on disk when the call returns, counted in the calls of the C library."""

from __future__ import annotations

from pathlib import Path

from disk_trace import trace

_OPEN = """
from pathlib import Path
from runner.store.catalog import open_catalog
from runner.store.transactions import transaction
from runner.store.names import NameRequest, reserve_names
catalog_file = Path("catalog.db").absolute()
with open_catalog(catalog_file):
    pass  # made, and its log emptied
with open_catalog(catalog_file) as other, open_catalog(catalog_file) as catalog:
    other.execute("SELECT count(*) FROM files").fetchone()  # as while a run goes on: the log is not emptied at closing
    mark("open")
"""


def _traced(folder: Path, program: str) -> dict[str, int]:
    """Syncs of each step that must have left nothing in memory alone."""
    steps = trace(_OPEN + "".join(f"    {line}\n" for line in program.strip().splitlines()), folder)
    left = {name: step.unsynced for name, step in steps.items() if step.unsynced}
    assert left == {}
    return {name: step.syncs for name, step in steps.items() if name != "open"}


def test_every_edit_and_decision_waits_for_the_disk(tmp_path: Path) -> None:
    syncs = _traced(
        tmp_path / "runs",
        """
from runner.store.decisions import Edit, FieldDecision, PhotoDecision, ReviewContext, record
desk = ReviewContext("birds", "run", "Ada")
record(catalog, desk, [Edit("a", "caption", "A heron.")], [])
mark("edit")
record(catalog, desk, [], [PhotoDecision("a", "approved", "hash")])
mark("decision")
record(catalog, desk, [], [], None, [FieldDecision("a", "caption", "approved", "A heron.")])
mark("field decision")
for number in range(5):
    record(catalog, desk, [], [PhotoDecision(str(number), "rejected", None, "blurred")])
    mark(f"decision {number}")
""",
    )
    assert set(syncs) == {"edit", "decision", "field decision", *(f"decision {number}" for number in range(5))}
    assert [name for name, count in syncs.items() if count < 1] == []


def test_a_preference_waits_for_the_disk(tmp_path: Path) -> None:
    syncs = _traced(
        tmp_path / "runs",
        """
from runner.store.preferences import Pair, prefer, withdraw
prefer(catalog, "sweep", Pair("a", "one", "two"), "left", "Ada")
mark("prefer")
withdraw(catalog, "sweep", Pair("a", "one", "two"), "Ada")
mark("withdraw")
""",
    )
    assert min(syncs["prefer"], syncs["withdraw"]) >= 1


def test_names_and_every_step_of_a_publish_wait_for_the_disk(tmp_path: Path) -> None:
    syncs = _traced(
        tmp_path / "runs",
        """
from runner.publishing import publications as p
from runner.schema import Texts
reserve_names(catalog, [NameRequest("a", "Heron_", 3, ".jpg")])
mark("names")
entry = p.Entry("a", "publish", "birds", "Heron_001.jpg", "hash", ("Heron_001.jpg",), ())
p.note(catalog, "site", [entry])
mark("note")
file = p.PublishedFile("web", "Heron_001.jpg", "0" * 64, 10, "recipe")
done = p.Publication("a", "birds", "Heron_001.jpg", "hash", Texts("", "", ()), 1, "1", {}, (file,), p.now())
p.settle(catalog, "site", [done])
mark("settle")
p.stamp(catalog, "site", {"a": [p.PublishedFile("web", "Heron_001.jpg", "0" * 64, 10, "recipe", "2026-11-28")]})
mark("stamp")
p.note(catalog, "site", [entry])
p.forget(catalog, "site", ["a"])
mark("forget")
p.withdraw(catalog, "site", {"a": ["Heron_001.jpg"]}, True)
mark("withdraw")
""",
    )
    assert set(syncs) == {"names", "note", "settle", "stamp", "forget", "withdraw"}
    assert [name for name, count in syncs.items() if count < 1] == []


def test_every_keystroke_and_the_settings_wait_for_the_disk(tmp_path: Path) -> None:
    syncs = _traced(
        tmp_path / "runs",
        """
import os
from runner.review import settings
from runner.review.drafts import Journal
journal = Journal(Path.cwd(), "birds", "Ada")
for typed in ("A", "A h", "A he"):
    journal.type("a", "caption", typed)
    mark(typed)
journal.type("a", "alt_text", "A")
journal.settle("a", "caption")
mark("settled")
os.environ["XDG_CONFIG_HOME"] = str(Path.cwd() / "config")
settings.save(settings.Settings())
mark("settings")
""",
    )
    assert syncs.pop("A") >= 2, "the file and its name"
    assert [name for name, count in syncs.items() if count < 1] == []


def test_the_ledger_does_not_wait(tmp_path: Path) -> None:
    program = """
    for number in range(20):
        with transaction(catalog):
            insert = "INSERT INTO files (path, bytes, mtime_ns, sha256) VALUES (?, 1, 1, x'00')"
            catalog.execute(insert, (str(number).encode(),))
    mark("ledger")
    """
    step = trace(_OPEN + program, tmp_path / "runs")["ledger"]
    assert step.syncs <= 2, "the head of a new log and its name, whatever the number of commits"
    assert step.unsynced == {"catalog.db-wal"}
