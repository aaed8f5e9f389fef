"""A target that a person describes is the target that the runner composes, and its file contains no password."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import program
import pytest
import yaml

from runner.composition import target_file
from runner.composition.target_file import Login, NewTarget
from runner.errors import EnvError
from runner.messages import word

FTP = Login("ftp.example.org", "me", "s3cret ${x}: '\"")
MYSQL = Login("db.example.org", "me_too", "other s3cret")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "photo-runner"


def composed(name: str, tmp_path: Path) -> dict[str, Any]:
    """The target as the runner's own composition has it, its files looked for."""
    (tmp_path / "photos").mkdir(exist_ok=True)
    words = [
        "set=travel",
        f"set.source={tmp_path / 'photos'}",
        "graph=publish",
        f"publish={name}",
        "publish.dry_run=true",
    ]
    ended = program.run([*words, "--cfg", "job", "--resolve"], tmp_path)
    assert ended.returncode == 0, ended.stderr
    made: dict[str, Any] = yaml.safe_load(ended.stdout)["publish"]
    return made


def test_a_server_with_a_database(own: Path, tmp_path: Path) -> None:
    new = NewTarget("site", "photos: 2024", "https://example.org", FTP, MYSQL, "pictures")
    path = target_file.write(own, new)
    assert "s3cret" not in path.read_text()
    made = composed("site", tmp_path)
    assert (made["name"], made["root"], made["url"]) == ("site", "photos: 2024", "https://example.org")
    assert (made["ftp"]["host"], made["ftp"]["user"], made["ftp"]["insecure"]) == ("ftp.example.org", "me", False)
    assert (made["mysql"]["host"], made["mysql"]["database"], made["sqlite"]) == ("db.example.org", "pictures", None)
    for part, login in (("ftp", FTP), ("mysql", MYSQL)):
        secret = Path(made[part]["password_file"])
        assert secret.read_text() == login.password
        assert secret.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [("ftp.example.org:2121", "ftp.example.org", 2121), ("ftp://ftp.example.org/", "ftp.example.org", 21),
     ("[::1]:2121", "::1", 2121), ("192.0.2.7", "192.0.2.7", 21)],
)  # fmt: skip
def test_a_server_is_understood_as_people_write_it(typed: str, host: str, port: int, own: Path, tmp_path: Path) -> None:
    new = NewTarget("site", "", ftp=replace(FTP, host=typed))
    assert target_file.problem(new) is None
    target_file.write(own, new)
    made = composed("site", tmp_path)["ftp"]
    assert (made["host"], made["port"]) == (host, port)


@pytest.mark.parametrize("typed", ["two words", "ftp.example.org/photos", "me@ftp.example.org", "ftp.example.org:"])
def test_what_is_no_server_is_refused(typed: str, own: Path) -> None:
    wrong = target_file.problem(NewTarget("site", "", ftp=replace(FTP, host=typed)))
    assert wrong is not None
    assert f"instead of “{typed}”" in word(wrong)


def test_a_server_without_a_database_and_a_folder(own: Path, tmp_path: Path) -> None:
    target_file.write(own, NewTarget("site", "", ftp=FTP))
    target_file.write(own, NewTarget("disk", str(tmp_path / "out")))
    site, disk = composed("site", tmp_path), composed("disk", tmp_path)
    assert (site["mysql"], site["sqlite"]) == (None, str(own / "published" / "site.db"))
    assert Path(site["sqlite"]).parent.is_dir()
    assert (disk["ftp"], disk["root"], disk["sqlite"]) == (None, str(tmp_path / "out"), f"{tmp_path / 'out'}/photos.db")


def test_what_a_person_wrote_is_never_overwritten(own: Path) -> None:
    path = target_file.write(own, NewTarget("site", "", ftp=FTP))
    kept = path.read_text()
    with pytest.raises(EnvError, match="There is a target of this name"):
        target_file.write(own, NewTarget("site", "", ftp=replace(FTP, password="another")))
    assert path.read_text() == kept
    assert (own / "passwords" / "site.ftp").read_text() == FTP.password
    assert target_file.problem(NewTarget("site", "x")) is not None


@pytest.mark.usefixtures("own")
def test_what_is_missing_is_said() -> None:
    whole = NewTarget("site", "", ftp=FTP, mysql=MYSQL, database="x")
    assert target_file.problem(whole) is None
    for changed, said in (
        ({"name": ""}, "new_target.name"),
        ({"name": "My site"}, "new_target.name"),
        ({"name": "website"}, "new_target.name_taken"),
        ({"ftp": None, "mysql": None}, "new_target.no_folder"),
        ({"ftp": replace(FTP, user="")}, "new_target.no_server"),
        ({"mysql": replace(MYSQL, password="")}, "new_target.no_database"),
        ({"database": ""}, "new_target.no_database"),
    ):
        found = target_file.problem(replace(whole, **changed))  # type: ignore[arg-type]
        assert found is not None
        assert found.id == said


def test_a_password_stands_in_no_representation() -> None:
    assert "s3cret" not in repr(NewTarget("site", "", ftp=FTP))
