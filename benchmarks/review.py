"""Measures the reviewer with many photos: opening, filtering, facets, stepping, deciding, and how long it freezes.

`python benchmarks/review.py [PHOTOS [ROUNDS]]`. Bounds for 50,000: the first picture is painted within 1.0 s of program
start, filter and facets take 0.15 s, the next photo 50 ms if its thumbnail is cached, memory 500 MB, and the window
never stops responding for more than 50 ms; for 300,000: 3 s and 0.4 s. Opening is measured in separate processes, and
the quickest round counts, because other programs can only slow it down.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FILTERS = (
    "outcome:blocked", 'text:"launch complex" quality:>6', "keyword:espresso OR caption:rocket",
    "NOT (is:series OR iso:>400)",
    "decision:undecided rule:presence", "date:2019 -is:best", "",
)  # fmt: skip
TYPED = "keyword:espresso"
MANY = 200_000
"""From this number of photos on, the bounds for 300,000 apply."""


def main() -> None:
    if len(sys.argv) == 4:
        return {"open": opened, "use": measure}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    from synthetic_run import grow

    with tempfile.TemporaryDirectory() as name:
        run = grow(Path(name), count)
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": name}
        print(f"{count} photos", flush=True)
        for what, times in (("open", rounds), ("use", 1)):
            command = [sys.executable, __file__, what, str(run), str(run.parents[1])]
            found = [_timed(command, environment) for _ in range(times)]
            if what == "open":
                wall, work = min(each[0] for each in found), min(each[1] for each in found)
                say("program start to the first picture, quickest", wall, work, 3.0 if count >= MANY else 1.0)
    return None


def _timed(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Run a program and read what `opened` prints: seconds from start to the picture, and processor time until then."""
    since = time.time()
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
    print("".join(f"{line}\n" for line in done.stdout.splitlines() if not line.startswith("painted ")), end="")
    painted = [line.split() for line in done.stdout.splitlines() if line.startswith("painted ")]
    return (float(painted[0][1]) - since, float(painted[0][2])) if painted else (0.0, 0.0)


def opened(run: Path, runs: Path) -> None:
    """Open the program as `reviewer RUN` does, and wait until the first thumbnail is painted."""
    import gc

    gc.disable()  # as `reviewer.app.main` does
    from reviewer import arguments

    sys.argv[1:] = [str(run), f"paths.runs={runs}"]
    request = arguments.read(sys.argv[1:])
    from PyQt6.QtCore import QCoreApplication
    from PyQt6.QtWidgets import QApplication

    from reviewer.program.pages import Place
    from reviewer.program.shell import Shell
    from reviewer.widgets import theme
    from runner.review import settings

    app = QApplication([])
    theme.apply(app, "dark")
    shell = Shell(Place(request.runs, request.reviewer), settings.load())
    shell.resize(1280, 800)
    shell.open(request.destination)
    shell.show()
    while shell.page() is None or not shell.page().centre.thumbnails.kept():  # type: ignore[union-attr,attr-defined]
        QCoreApplication.processEvents()
        time.sleep(0.001)
    QCoreApplication.processEvents()
    print(f"painted {time.time()} {time.process_time()}", flush=True)
    os._exit(0)


def measure(run: Path, runs: Path) -> None:
    from PyQt6.QtTest import QTest
    from PyQt6.QtWidgets import QApplication

    from reviewer.program.gc_tuning import GcTuning
    from reviewer.review.window import Window
    from reviewer.widgets import theme
    from reviewer.widgets.work import WorkBoard
    from runner.review import review_set, settings
    from runner.review.session import Session

    app = QApplication([])
    theme.apply(app, "dark")
    window = Window(Session(review_set.read(run, runs), "Ada"), settings.Settings(), WorkBoard(app))
    window.resize(1280, 800)
    window.show()
    QTest.qWaitForWindowExposed(window)
    app.processEvents()
    GcTuning(app)
    from watchdog import Watchdog

    watchdog = Watchdog(app)
    with watchdog.watching("rules and spelling made ready"):
        quiet(window, QTest)
    use(window, QTest, watchdog)
    print(f"{'peak memory':<66} {peak_mb():5.0f} MB   bound 500")
    watchdog.report()
    window.close()


def use(window, QTest, watchdog) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    window.centre.look("grid")
    with watchdog.watching("the first facets"):
        quiet(window, QTest)
    for measured in (filtering, typing_a_filter, grouping, selecting, looking, stepping, writing, deciding, scrolling):
        measured(window, QTest, watchdog)


def filtering(window, QTest, watchdog) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    bound = 0.4 if len(window.session.snapshot) >= MANY else 0.15
    times, facets = [], []
    for text in FILTERS:
        with watchdog.watching(f"filter {text!r}"):
            times.append(timed(lambda text=text: filtered(window, QTest, text)))
            facets.append(timed(lambda: counted(window)))
            quiet(window, QTest)
    say("filter, from Enter to the photos, worst", *max(times), bound)
    say("facets of a filter counted, worst", *max(facets), bound)


def typing_a_filter(window, QTest, watchdog) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    with watchdog.watching("typing a filter"):
        window.filters.line.setFocus()
        window.filters.line.clear()
        QTest.keyClicks(window.filters.line, TYPED, delay=40)
        quiet(window, QTest)
    window.filters.apply("")
    quiet(window, QTest)


def grouping(window, QTest, watchdog) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    for what in ("day", "series", ""):
        with watchdog.watching(f"grouped by {what or 'nothing'}"):
            window.filters.grouping.setCurrentIndex(window.filters.grouping.findData(what))
            window.filters.arranged.emit()
            quiet(window, QTest)


def selecting(window, QTest, watchdog) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    with watchdog.watching("selecting all"):
        window.centre.grid.selectAll()
        quiet(window, QTest)


def looking(window, QTest, watchdog) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    for view in ("map", "calendar", "overview"):
        with watchdog.watching(view):
            window.centre.look(view)
            quiet(window, QTest)


def stepping(window, QTest, watchdog) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    for view in ("grid", "photo"):
        window.centre.look(view)
        quiet(window, QTest)
        window.centre.go_to(window.centre.model.places()[0])
        with watchdog.watching(f"stepping through 200, {view}"):
            for _ in range(200):
                window.centre.step(1)
                QTest.qWait(5)
            quiet(window, QTest)
        back = [timed(lambda: step(window)) for _ in range(150)]
        say(f"next photo, cached, {view}: median", *map(statistics.median, zip(*back, strict=True)), 0.05)
        say(f"next photo, cached, {view}: worst", *map(max, zip(*back, strict=True)), 0.05)


def writing(window, QTest, watchdog) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    with watchdog.watching("typing 60 letters"):
        caption = window.editor.fields["caption"]
        caption.focus()
        QTest.keyClicks(caption.editor, " A person types these sixty letters into the caption field.", delay=8)
        window.editor.keep()
        quiet(window, QTest)


def deciding(window, QTest, watchdog) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    for count in (1, 1000):
        places = window.session.find("outcome:passed decision:undecided")[:count]
        with watchdog.watching(f"approving {count}"):
            window.change(lambda places=places: window.session.approve(places))
            quiet(window, QTest)
        with watchdog.watching(f"giving stars to {count}"):
            window.change(lambda places=places: window.session.rate(places, "stars", 3))
            quiet(window, QTest)


def scrolling(window, QTest, watchdog) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    with watchdog.watching("scrolling the grid"):
        window.centre.look("grid")
        bar = window.centre.grid.verticalScrollBar()
        for part in range(120):
            bar.setValue(bar.maximum() * part // 120)
            QTest.qWait(8)
        quiet(window, QTest)


def filtered(window, QTest, text: str) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    window.filters.apply(text)
    while not window.finding.is_idle():
        QTest.qWait(1)


def counted(window) -> None:  # type: ignore[no-untyped-def]
    """Count facets without any cached answer."""
    from runner.review.query import parse

    window.counts._kept = None
    window.counts.facets(window.session.snapshot, parse(window.filters.applied_filter()))


def step(window) -> None:  # type: ignore[no-untyped-def]
    from PyQt6.QtWidgets import QApplication

    window.centre.step(-1)
    QApplication.processEvents()


def quiet(window, QTest) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    since = time.perf_counter()
    while not window.is_quiet() and time.perf_counter() - since < 60:
        QTest.qWait(10)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall time and processor time of this thread, in seconds."""
    since, worked = time.perf_counter(), time.thread_time()
    work()
    return time.perf_counter() - since, time.thread_time() - worked


def say(what: str, seconds: float, work: float, bound: float) -> None:
    missed = "" if seconds <= bound else "   MISSED"
    print(
        f"{what:<66} {seconds * 1000:5.0f} ms, {work * 1000:4.0f} ms work   bound {bound * 1000:.0f}{missed}",
        flush=True,
    )


def peak_mb() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    main()
