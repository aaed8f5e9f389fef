"""The real program: killed in the middle of a word, asked for a picture, asked for what is not there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PyQt6.QtGui import QImage

from reviewer import app
from runner.review import drafts, review_set
from runner.review.session import Session

_TYPING = """
    import sys, time
    from pathlib import Path
    from PyQt6.QtTest import QTest
    from PyQt6.QtWidgets import QApplication
    from runner.review import settings, review_set
    from runner.review.session import Session
    from reviewer.views.window import Window

    app = QApplication([])
    window = Window(Session(review_set.read(Path(sys.argv[1]), Path(sys.argv[2])), "Ada"), settings.Settings())
    window.show()
    QTest.qWaitForWindowExposed(window)
    window.centre.look("grid")
    (place,) = window.session.find("name:DSC07712")
    window.centre.go_to(place)
    window.session.reject(window.session.find("name:tripod"), "blurred")
    caption = window.editor.fields["caption"]
    caption.focus()
    for number, letter in enumerate(" Typed just now, letter by letter"):
        QTest.keyClicks(caption.editor, letter)
        print(caption.value(), flush=True)
    time.sleep(60)
"""


def test_kill_9_in_the_middle_of_a_word_loses_no_keystroke(run: Path, runs: Path, tmp_path: Path) -> None:
    script = tmp_path / "strokes.py"
    script.write_text(textwrap.dedent(_TYPING))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, str(script), str(run), str(runs)], stdout=subprocess.PIPE, text=True, env=environment
    ) as program:
        assert program.stdout is not None
        typed = ""
        while not typed.endswith("letter by"):
            typed = program.stdout.readline().strip()
            assert typed, "the program ended before it was killed"
        program.send_signal(signal.SIGKILL)
    session = Session(review_set.read(run, runs), "Ada")
    (rocket,) = session.find("name:DSC07712")
    found, files = drafts.rescue(runs, "demo", "Ada")
    assert found[session.snapshot.items[rocket], "caption"].startswith(typed)
    assert len(files) == 1
    assert session.snapshot.state(session.find("name:tripod")[0]) == "rejected"


def test_what_was_being_typed_is_an_edit_after_the_next_start(session: Session, open_window, qtbot, runs: Path) -> None:  # type: ignore[no-untyped-def]
    (rocket,) = session.find("name:DSC07712")
    lost = drafts.Journal(runs, "demo", "Ada")
    lost.type(session.snapshot.items[rocket], "caption", "A rocket on its pad, typed before the")
    dead = runs / "demo.Ada.999999999.drafts"
    lost._path.rename(dead)
    window = open_window(session)
    assert window.session.snapshot.row(rocket)["caption"] == "A rocket on its pad, typed before the"
    assert "Brought back" in window.progress.said()
    assert not dead.exists()


def _reviewer(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from reviewer.app import main; main()", *arguments]
    own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": "C.UTF-8"}
    environment = {**os.environ, **own}
    return subprocess.run(program, cwd=cwd, capture_output=True, text=True, timeout=120, env=environment, check=False)


def test_a_picture_of_the_program(runs: Path, tmp_path: Path) -> None:
    picture = tmp_path / "reviewer.png"
    ended = _reviewer(
        "set=demo",
        f"paths.runs={runs}",
        "--view",
        "photo",
        "--theme",
        "light",
        "--screenshot",
        str(picture),
        cwd=tmp_path,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 800)
    colours = {image.pixel(x, y) for x in range(0, 1280, 7) for y in range(0, 800, 7)}
    assert len(colours) > 500, "a photo is on it"


def test_in_german_it_says_so_in_german(runs: Path, tmp_path: Path) -> None:
    ended = _reviewer(
        "set=demo", f"paths.runs={runs}", "--language", "de", "--screenshot", "nowhere/x.png", cwd=tmp_path
    )
    assert ended.returncode == 3
    assert "nowhere/x.png kann nicht geschrieben werden." in ended.stderr


def test_without_a_screen_it_says_so(runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert app.run(["set=demo", f"paths.runs={runs}"]) == 3


def test_what_is_not_there_is_a_sentence(runs: Path, tmp_path: Path) -> None:
    for arguments, code, said in (
        (["set=moths", f"paths.runs={runs}"], 3, "The set 'moths' has no run"),
        (["20990101", f"paths.runs={runs}"], 2, "is no run"),
        ([], 2, "Which run?"),
        (["st=demo"], 2, "unknown option"),
    ):
        ended = _reviewer(*arguments, cwd=tmp_path)
        assert (ended.returncode, "Traceback" in ended.stderr) == (code, False), ended.stderr
        assert said in ended.stderr
