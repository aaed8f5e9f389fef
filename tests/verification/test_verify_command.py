from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest
from finished_runs import SET, finished, run_once

from runner import cli
from runner.errors import EnvError
from runner.schema import GENERATED, DeriveRow
from runner.store import evidence, manifest, rows, runfile
from runner.store.catalog import open_catalog
from runner.verification.mending import mend

FIRST, SECOND = "20261128-100000-aaaa", "20261128-110000-bbbb"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("verify")
    finished(root)
    shutil.copytree(root / "runs", root / "kept", symlinks=True)
    return root


@pytest.fixture
def runs(made: Path) -> Path:
    """Two finished runs as they were left, at the place where they were."""
    shutil.rmtree(made / "runs")
    shutil.copytree(made / "kept", made / "runs", symlinks=True)
    return made / "runs"


def verify(runs: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    code = cli.run(["verify", *arguments, f"paths.runs={runs}"])
    return code, capsys.readouterr().out


def flip(path: Path, place: int = -40) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def again(runs: Path) -> Path:
    return run_once(runs.parent / "photos", runs, "20261128-120000-cccc")


def test_what_is_as_it_was_written_is_said_to_be(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(runs, capsys) == (0, "2 runs checked: everything is as it was written.\n")
    assert verify(runs, capsys, SET)[0] == 0
    assert verify(runs, capsys, SECOND)[1].startswith("One run checked")


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("rows.parquet", "can be rebuilt from the parts"), ("sources.parquet", "list of this run's files"),
        ("manifest.json", "list of the run's parts"), ("run.json", "the run's figures"),
        (".hydra/config.yaml", "configuration"), ("report.html", "report"),
    ],
)  # fmt: skip
def test_a_damaged_file_of_a_run_is_named_with_its_loss_and_its_mend(
    name: str, lost: str, runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flip(runs / SET / SECOND / name)
    code, said = verify(runs, capsys)
    assert code == 3
    assert f"{SECOND}/{name} is not as it was written" in said
    assert lost in said
    assert f"→ Run it again: `runner set={SET}`" in said
    run = again(runs)
    assert rows.read(run).table.height == 6
    assert verify(runs, capsys, run.name)[0] == 0
    assert f"→ Nothing to do: {run.name} has all of it." in verify(runs, capsys)[1]


def test_a_lost_part_is_missed(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for part in evidence.parts(runs / SET / SECOND, "caption"):
        part.unlink()
    code, said = verify(runs, capsys, SECOND)
    assert code == 3
    assert "is gone." in said
    assert "rows of the stage caption" in said
    with pytest.raises(EnvError, match="is gone"):
        evidence.read(runs / SET / SECOND, "caption")


def test_a_damaged_text_that_was_regenerated_is_named_as_one(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = evidence.stage_folder(runs / SET / SECOND, GENERATED)
    folder.mkdir(parents=True)
    part = evidence.parts(runs / SET / SECOND, "caption")[0]
    (folder / part.name).write_bytes(part.read_bytes()[:-100])
    code, said = verify(runs, capsys, SECOND)
    assert code == 3
    assert "Lost: a text that was regenerated for one photo." in said


def test_a_manifest_names_the_manifests_that_it_rests_on(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = manifest.read(runs / SET / SECOND)
    assert known is not None
    assert known.reuses == {f"{SET}/{FIRST}": manifest.digest_of(runs / SET / FIRST)}
    other = manifest.read(runs / SET / FIRST)
    assert other is not None
    manifest.write(runs / SET / FIRST, manifest.Manifest(other.run_id, {}, {}))
    code, said = verify(runs, capsys, SECOND)
    assert code == 3
    assert f"{SECOND} used parts of {SET}/{FIRST}, whose manifest has changed since" in said
    shutil.rmtree(runs / SET / FIRST)
    assert verify(runs, capsys, SECOND)[0] == 0, "its parts are held here too"


def test_garbage_in_the_catalogue_is_noticed_by_a_run_and_mended(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = runs / "catalog.db"
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"garbage " * (8 * 4096 // 8))
    with pytest.raises(EnvError, match=r"catalog\.db") as raised:
        again(runs)
    assert "runner verify --mend" in str(raised.value)
    shutil.rmtree(runs / SET / "20261128-120000-cccc")
    assert verify(runs, capsys)[0] == 3
    _, said = verify(runs, capsys, "--mend")
    assert "The damaged catalogue is kept as" in said
    again(runs)
    assert verify(runs, capsys)[0] == 0


def test_an_altered_decision_is_never_used_and_is_shown(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = runs / "catalog.db"
    content = path.read_bytes()
    assert content.count(b"blurred") == 1
    path.write_bytes(content.replace(b"blurred", b"blessed"))
    with pytest.raises(EnvError, match="row of the table decisions"), open_catalog(path):
        pass
    code, said = verify(runs, capsys)
    assert (code, "what people decided and wrote" in said) == (3, True)
    _, said = verify(runs, capsys, "--mend")
    assert "decisions: 3 rows saved" in said
    assert "edits: one row saved" in said
    assert "blessed" in said.partition("decisions: lost; what could be read of it:")[2]
    with open_catalog(path) as catalog:
        assert catalog.execute("SELECT decision, count(*) FROM decisions GROUP BY decision").fetchall() == [
            ("approved", 3)
        ]


def test_what_can_be_computed_again_is_left_out_where_its_seal_is_broken(runs: Path) -> None:
    path = runs / "catalog.db"
    catalog = sqlite3.connect(path)
    with catalog:
        triggers = catalog.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'parts'"
        ).fetchall()
        for name, _ in triggers:
            catalog.execute(f"DROP TRIGGER {name}")
        catalog.execute("UPDATE parts SET good = x'0000000000000000' WHERE stage = 'caption'")
        for _, statement in triggers:
            catalog.execute(statement)
    catalog.close()
    run = again(runs)
    assert evidence.read(run, "caption")["reused_from"].null_count() == 6
    assert rows.read(run).table["caption"].to_list() == rows.read(runs / SET / SECOND).table["caption"].to_list()


def test_a_damaged_rendition_is_named_and_made_again(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = next(runs.glob("renditions/*/*.jpg"))
    flip(picture)
    code, said = verify(runs, capsys)
    assert code == 3
    assert f"{picture} is not as it was written" in said
    again(runs)
    assert verify(runs, capsys)[0] == 0


def poisoned(runs: Path) -> str:
    """Put another photo's pixels under an identity, in every run, as a replaced file did before; returns its path."""
    (part,) = evidence.parts(runs / SET / FIRST, "derive")
    table = pl.read_parquet(part)
    victim, other = table["item_id"][0], table["phash"][1]
    altered = table.with_columns(phash=pl.when(pl.col("item_id") == victim).then(pl.lit(other)).otherwise("phash"))
    about = {name: value for name, value in pl.read_parquet_metadata(part).items() if name != "ARROW:schema"}
    key = part.name.split(".")[0].removeprefix("part-")
    for name in (FIRST, SECOND):
        run = runs / SET / name
        (run / "evidence" / "derive" / part.name).unlink()
        path, sha256 = evidence.write_part(run, "derive", key, altered, about)
        known = manifest.read(run)
        assert known is not None
        parts = {**known.parts, f"derive/{path.name}": sha256}
        del parts[f"derive/{part.name}"]
        manifest.write(run, manifest.Manifest(known.run_id, parts, {}))
        file = runfile.read(run)
        assert file is not None
        runfile.write(run, runfile.with_files(run, file))
        with open_catalog(runs / "catalog.db") as catalog:
            catalog.execute(
                "UPDATE part_files SET path = ?, sha256 = ? WHERE path = ?",
                (path.relative_to(runs).as_posix(), sha256, f"{SET}/{name}/evidence/derive/{part.name}"),
            )
    sources = evidence.read_sources(runs / SET / FIRST)
    return str(sources.filter(pl.col("item_id") == victim)["source_path"][0])


def test_rows_of_another_photo_are_found_and_forgotten(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = verify(runs, capsys, "--pixels")
    assert code == 0
    assert "6 photos decoded" in said
    path = poisoned(runs)
    code, said = verify(runs, capsys, "--pixels")
    assert code == 3
    assert f"{path}: the rows of {SECOND} are of another photo" in said
    assert "runner verify --pixels --mend" in said
    assert verify(runs, capsys, "--pixels", "--mend")[0] == 3
    run = again(runs)
    derived = evidence.scan(run, "derive", DeriveRow).collect()
    assert derived["phash"].n_unique() == 6
    assert verify(runs, capsys, run.name, "--pixels")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fix"], "verify has no such option"), (["one", "two"], "One run or set at a time"),
        (["nothing"], "is not a run in"), ([SET, "--mend"], "leave the run or set out"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_a_sentence(
    arguments: list[str], said: str, runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["verify", *arguments, f"paths.runs={runs}"]) == 2
    assert said in capsys.readouterr().err


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["verify", "--help"]) == 0
    assert "runner verify aviation" in capsys.readouterr().out


def test_a_damaged_schema_of_the_catalogue_is_named_and_mended(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = runs / "catalog.db"
    path.write_bytes(path.read_bytes().replace(b"AFTER INSERT ON decisions", b"\xc9FTER INSERT ON decisions"))
    with pytest.raises(EnvError, match=r"catalog\.db"), open_catalog(path):
        pass
    assert verify(runs, capsys)[0] == 3
    _, said = verify(runs, capsys, "--mend")
    assert "decisions: 4 rows saved" in said
    again(runs)
    assert verify(runs, capsys)[0] == 0


def test_a_trigger_that_was_altered_is_named_and_mended(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = runs / "catalog.db"
    path.write_bytes(
        path.read_bytes().replace(b"key = NEW.key AND path = NEW.path", b"key = NEW.key AND path = NDW.path")
    )
    with pytest.raises(EnvError, match="not declared as they were"), open_catalog(path):
        pass
    assert verify(runs, capsys, "--mend")[0] == 3
    again(runs)
    assert verify(runs, capsys)[0] == 0


def test_a_catalogue_of_a_newer_version_is_called_that_and_left_alone(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = runs / "catalog.db"
    with closing(sqlite3.connect(path)) as catalog:
        catalog.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    code, said = verify(runs, capsys)
    assert code == 3
    assert "was written by a newer version of this program: it has schema 99" in said
    assert "Install that version" in said
    with pytest.raises(EnvError, match="newer version"):
        next(mend(runs))
    assert path.read_bytes() == before
