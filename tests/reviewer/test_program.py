"""The real program: killed in the middle of a word, asked for a picture, asked for something missing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtGui import QImage

from reviewer import app, arguments
from reviewer.review.window import Window
from reviewer.widgets.destinations import Review, Start
from runner.errors import ConfigError
from runner.review import drafts, review_set
from runner.review.session import Session

_TYPING = """
    import sys, time
    from pathlib import Path
    from PyQt6.QtTest import QTest
    from PyQt6.QtWidgets import QApplication
    from runner.review import settings, review_set
    from runner.review.session import Session
    from reviewer.review.window import Window
    from reviewer.widgets.work import WorkBoard

    app = QApplication([])
    session = Session(review_set.read(Path(sys.argv[1]), Path(sys.argv[2])), "Ada")
    window = Window(session, settings.Settings(), WorkBoard(app))
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
    assert found[session.snapshot.items[rocket], "caption"].value.startswith(typed)
    assert len(files) == 1
    assert session.snapshot.state(session.find("name:tripod")[0]) == "rejected"


def test_what_was_being_typed_is_an_edit_after_the_next_start(session: Session, open_window, qtbot, runs: Path) -> None:  # type: ignore[no-untyped-def]
    (rocket,) = session.find("name:DSC07712")
    lost = drafts.Journal(runs, "demo", "Ada")
    lost.type(session.snapshot.items[rocket], "caption", "A rocket on its pad, typed before the")
    dead = runs / "demo.Ada.999999999.drafts"
    lost._file._path.rename(dead)
    window = open_window(session)
    assert window.session.snapshot.row(rocket)["caption"] == "A rocket on its pad, typed before the"
    assert "Restored" in window.progress.said()
    assert not dead.exists()


def test_what_was_being_typed_of_a_photo_that_is_not_here_is_kept(session: Session, open_window, runs: Path) -> None:  # type: ignore[no-untyped-def]
    lost = drafts.Journal(runs, "demo", "Ada")
    lost.type("0123456789abcdef", "caption", "A rocket on its pad, typed before the")
    dead = runs / "demo.Ada.999999999.drafts"
    lost._file._path.rename(dead)
    window = open_window(session)
    assert "Kept what was typed for 1 photo that is not in this run." in window.progress.said()
    assert not dead.exists()
    window.journal.leave()
    found, _ = drafts.rescue(runs, "demo", "Ada")
    assert found["0123456789abcdef", "caption"].value == "A rocket on its pad, typed before the"


def test_one_text_that_is_brought_back_and_one_that_waits_are_both_told(
    session: Session, open_window: Callable[[Session], Window], runs: Path
) -> None:
    (rocket,) = session.find("name:DSC07712")
    lost = drafts.Journal(runs, "demo", "Ada")
    lost.type(session.snapshot.items[rocket], "caption", "A rocket on its pad, typed before the")
    lost.type("0123456789abcdef", "caption", "Another photo's words, typed before the")
    lost._file._path.rename(runs / "demo.Ada.999999999.drafts")
    window = open_window(session)
    assert window.progress.said() == (
        "Restored what was being typed when the program ended. Kept what was typed for 1 photo that is not in this run."
    )


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


_LOOK = """
    import sys
    from PyQt6.QtTest import QTest
    from PyQt6.QtWidgets import QApplication
    from reviewer import app
    from reviewer.program.shell import Shell

    def look():
        (shell,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Shell))
        while not shell.is_quiet():
            QTest.qWait(20)
        window = shell.page()
        name = window.session.snapshot.row(window.centre.current())["source_path"].rpartition("/")[2]
        print(window.filters.filter(), window.centre.view(), name, window.progress.said(), sep="|")
        shell.close()
        return 0

    QApplication.exec = staticmethod(look)
    sys.exit(app.run(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        (("--filter", "keyword:espresso", "--photo", "2"), "keyword:espresso|photo|IMG_2302.JPG|"),
        (("--photo", "99"), "|photo|notes.jpg|There is no photo number 99: 17 photos are shown."),
        (("--view", "grid"), "|grid|DSC07712.JPG|"),
        ((), "|overview|DSC07712.JPG|"),
    ],
)
def test_filter_photo_and_view_count_without_a_screenshot_too(
    runs: Path, tmp_path: Path, words: tuple[str, ...], seen: str
) -> None:
    program = [sys.executable, "-c", textwrap.dedent(_LOOK), "set=demo", f"paths.runs={runs}", *words]
    own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        program, cwd=tmp_path, capture_output=True, text=True, timeout=120, env={**os.environ, **own}
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, seen), ended.stderr


def test_a_set_that_only_a_sweep_has_run_opens(runs: Path, tmp_path: Path) -> None:
    made = tmp_path / "runs-of-a-sweep"
    variant = made / "sweeps" / "demo" / "20261128-120000-aaaa"
    variant.mkdir(parents=True)
    run = (runs / "demo" / "latest").resolve()
    shutil.copytree(run, variant / run.name)
    shutil.copy(runs / "catalog.db", made / "catalog.db")
    found = arguments.read(["set=demo", f"paths.runs={made}"])
    assert found.destination == Review((variant / run.name).resolve())
    assert len(review_set.open_named("demo", made).photos) == 17


def test_options_that_a_sweep_cannot_have_are_refused(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arguments, "_sweep", lambda folder, _name: folder)
    for option in (["--filter", "x"], ["--photo", "2"], ["--view", "grid"]):
        with pytest.raises(ConfigError, match="belong to a run"):
            arguments.read(["some-sweep", f"paths.runs={runs}", *option])


def test_a_page_that_belongs_to_no_run_is_not_looked_for_in_one(runs: Path) -> None:
    with pytest.raises(ConfigError, match="--view people belongs to no run"):
        arguments.read(["set=demo", f"paths.runs={runs}", "--view", "people"])


def test_without_a_run_it_opens_the_start_page(runs: Path) -> None:
    assert arguments.read([f"paths.runs={runs}"]).destination == Start()


def test_without_a_screen_it_says_so(runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert app.run(["set=demo", f"paths.runs={runs}"]) == 3


def test_what_is_not_there_is_a_sentence(runs: Path, tmp_path: Path) -> None:
    for words, code, said in (
        (["set=moths", f"paths.runs={runs}"], 3, "The set 'moths' has no run"),
        (["20990101", f"paths.runs={runs}"], 2, "is not a run"),
        (["20990101", "set=demo"], 2, "Name one of them"),
        (["st=demo"], 2, "unknown option"),
    ):
        ended = _reviewer(*words, cwd=tmp_path)
        assert (ended.returncode, "Traceback" in ended.stderr) == (code, False), ended.stderr
        assert said in ended.stderr
