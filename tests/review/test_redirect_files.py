"""Redirects in configuration files of a web server whose other content belongs to somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.errors import EnvError
from runner.review.publish import redirects

PAIRS = [("2024/a.jpg", "2024/b.jpg"), ("2024/c.jpg", "2024/d.jpg")]
OURS = [f'Redirect permanent "/{old}" "/{new}"' for old, new in PAIRS]
THEIRS = b"AuthType Basic\r\n# caf\xe9\r\nRequire valid-user"
"""Nobody knows in which letters a file of somebody else's is written."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".htaccess"


def test_redirects_of_odd_names_are_read_back_by_their_own_rules(tmp_path: Path) -> None:
    pairs = [('2024/a "b" \\ c.jpg', "2024/Zoë & co.jpg")]
    for name in ("r.csv", "r.conf", "r.htaccess"):
        redirects.write(tmp_path / name, pairs)
    assert (tmp_path / "r.csv").read_text().splitlines()[1] == '"2024/a ""b"" \\ c.jpg",2024/Zoë & co.jpg'
    escaped = '"/2024/a \\"b\\" \\\\ c.jpg"'
    nginx, apache = ((tmp_path / name).read_text().splitlines()[1:-1] for name in ("r.conf", "r.htaccess"))
    assert nginx == [f'location = {escaped} {{ return 301 "/2024/Zo%C3%AB%20%26%20co.jpg"; }}']
    assert apache == [f'Redirect permanent {escaped} "/2024/Zo%C3%AB%20%26%20co.jpg"']


def test_what_others_wrote_stays_and_ours_is_replaced(file: Path) -> None:
    file.write_bytes(THEIRS)
    file.chmod(0o640)
    redirects.write(file, PAIRS)
    first = file.read_bytes()
    assert first.startswith(THEIRS + b"\r\n# BEGIN photo-runner")
    assert all(line.encode() in first for line in OURS)
    assert file.stat().st_mode & 0o777 == 0o640, "the web server reads it as before"
    file.write_bytes(b"Options -Indexes\n" + first + b"\r\nErrorDocument 404 /lost.html\r\n")
    redirects.write(file, PAIRS[:1])
    second = file.read_bytes()
    assert second.startswith(b"Options -Indexes\n" + THEIRS)
    assert second.endswith(b"\r\nErrorDocument 404 /lost.html\r\n")
    assert OURS[0].encode() in second
    assert OURS[1].encode() not in second, "it is not among the redirects any more"
    redirects.write(file, PAIRS[:1])
    assert file.read_bytes() == second


def test_lines_of_an_earlier_version_are_not_there_twice(file: Path) -> None:
    file.write_text("\n".join(["Options -Indexes", *OURS]) + "\n")
    redirects.write(file, PAIRS)
    lines = file.read_text().splitlines()
    assert [lines[0], *lines[2:-1]] == ["Options -Indexes", *OURS]


@pytest.mark.parametrize("damage", ["no end", "no beginning", "twice", "wrong order"])
def test_damaged_marks_are_said_and_nothing_is_touched(file: Path, damage: str) -> None:
    redirects.write(file, PAIRS)
    lines = file.read_text().splitlines()
    damaged = {
        "no end": lines[:-1],
        "no beginning": lines[1:],
        "twice": [*lines, *lines],
        "wrong order": [lines[-1], *lines[1:-1], lines[0]],
    }[damage]
    before = "\n".join([*damaged, "Options -Indexes"])
    file.write_text(before)
    with pytest.raises(EnvError, match="are damaged, so it was not changed"):
        redirects.write(file, PAIRS)
    assert file.read_text() == before
