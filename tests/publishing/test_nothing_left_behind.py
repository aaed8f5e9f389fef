"""Leftovers of a broken upload are removed from a target; what a link or a permission prevents is named correctly."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from faulty_ftp import Fault, FaultyFtp, faulty_ftp
from publish_services import PASSWORD, USER
from publish_site import Site, local_site, photo
from pyftpdlib.filesystems import AbstractedFS

from runner.errors import PublishError
from runner.messages import word
from runner.publishing.failures import ADVICE
from runner.publishing.options import FtpOptions


def _site(tmp_path: Path, server: FaultyFtp, **options: Any) -> Site:
    local = local_site(tmp_path, uploads=1, **{"tries": 1, **options})
    ftp = FtpOptions("127.0.0.1", server.port, USER, PASSWORD, insecure=True, timeout_s=2)
    made = replace(local.options, ftp=ftp, root="site", sqlite=str(tmp_path / "photos.db"))
    return Site(made, local.catalog, server.home / "site")


def _temporary(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.part"))


def test_an_upload_whose_answer_was_lost_leaves_nothing(tmp_path: Path) -> None:
    with faulty_ftp(tmp_path / "home") as server:
        site = _site(tmp_path, server)
        server.fault = Fault("STOR", "reply lost")
        outcomes = site.publish([photo(1), photo(2)])
        assert server.fault.hit
        assert [each for each in outcomes if each.error is not None]
        assert _temporary(server.home) == []
        site.publish([photo(1), photo(2)])
        site.assert_holds([photo(1), photo(2)])


@pytest.mark.parametrize("where", ["2024", "2024/thumbs"])
def test_what_arrives_late_goes_with_the_next_publish(tmp_path: Path, where: str) -> None:
    with faulty_ftp(tmp_path / "home") as server:
        site = _site(tmp_path, server)
        site.publish([photo(1), photo(2)])
        late, foreign = f".{photo(2).item_id}-web.part", ".0123456789abcdef-web.part"
        for name in (late, foreign, "notes.part"):
            (server.home / "site" / where / name).write_bytes(b"half of a photo")
        assert [each.action for each in site.publish([photo(1), photo(2)])] == ["same", "same"]
        assert _temporary(server.home) == [foreign, "notes.part"]  # of nobody that this catalogue knows


def test_what_arrives_late_in_a_folder_goes_too(tmp_path: Path) -> None:
    site = local_site(tmp_path)
    site.publish([photo(1)])
    (site.files / f"2024/.{photo(1).item_id}-thumbnail.part").write_bytes(b"x")
    site.publish([photo(1)])
    assert _temporary(site.files) == []


def _denied(*_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")


@pytest.mark.parametrize("verbs", [("mkdir",), ("open", "mkstemp"), ("chdir",), ("rename",)])
@pytest.mark.parametrize("unknown", [(), ("MLSD", "MLST")])
def test_a_folder_without_rights_is_not_the_networks_fault(
    tmp_path: Path, verbs: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    closed = type("Closed", (AbstractedFS,), dict.fromkeys(verbs, _denied))
    with faulty_ftp(tmp_path / "home", closed) as server:
        server.fault = Fault(unknown=unknown)
        error = _error(lambda: _site(tmp_path, server).publish([photo(1)])[0].error)
    assert error.kind == "transfer"
    assert "permissions of the folder" in word(ADVICE[error.kind])
    assert "Debugging" not in str(error)


def _error(publish: Callable[[], PublishError | None]) -> PublishError:
    try:
        error = publish()
    except PublishError as raised:
        return raised
    assert error is not None
    return error


def test_a_link_that_leads_out_of_the_target_is_refused(tmp_path: Path) -> None:
    site, elsewhere = local_site(tmp_path), tmp_path / "elsewhere"
    elsewhere.mkdir()
    site.files.mkdir(parents=True, exist_ok=True)
    (site.files / "2024").symlink_to(elsewhere)
    with pytest.raises(PublishError, match=r"is a symbolic link.*publish\.links=true"):
        site.publish([photo(1)])
    assert list(elsewhere.iterdir()) == []
    site.set(links=True).publish([photo(1)])
    assert len(list(elsewhere.rglob("*.jpg"))) == 2


@pytest.mark.parametrize("name", [photo(1).files[0].path, f"2024/.{photo(1).item_id}-web.part"])
def test_a_link_in_a_files_place_is_not_written_through(tmp_path: Path, name: str) -> None:
    site, victim = local_site(tmp_path), tmp_path / "victim"
    victim.write_bytes(b"precious")
    (site.files / "2024").mkdir(parents=True)
    (site.files / name).symlink_to(victim)
    site.set(force=True).publish([photo(1)])
    assert victim.read_bytes() == b"precious"


def test_a_broken_link_is_no_obstacle_where_links_are_followed(tmp_path: Path) -> None:
    site = local_site(tmp_path, links=True)
    (site.files / "2024").mkdir(parents=True)
    (site.files / "2024/broken").symlink_to(tmp_path / "nowhere")
    site.publish([photo(1)])
    site.assert_holds([photo(1)])
