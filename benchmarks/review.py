"""The reviewer with many photos: opening, filtering, stepping, deciding, and how long the window ever stood still.

`python benchmarks/review.py [PHOTOS]`. Bounds for 50,000: open in 1.5 s, filter in 0.15 s, next photo in 50 ms when its
thumbnail is cached, 500 MB, and no moment of more than 50 ms in which the window does nothing.
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


def main() -> None:
    if len(sys.argv) == 3:
        return measure(Path(sys.argv[1]), Path(sys.argv[2]))
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    from synthetic_run import grow

    with tempfile.TemporaryDirectory() as name:
        run = grow(Path(name), count)
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": name}
        print(f"{count} photos")
        subprocess.run([sys.executable, __file__, str(run), str(run.parents[1])], check=True, env=environment)
    return None


def measure(run: Path, runs: Path) -> None:
    since, worked = time.perf_counter(), time.process_time()
    from PyQt6.QtTest import QTest
    from PyQt6.QtWidgets import QApplication

    from reviewer.program.gc_tuning import GcTuning
    from reviewer.review.window import Window
    from reviewer.widgets import theme
    from runner.review import review_set, settings
    from runner.review.session import Session

    app = QApplication([])
    theme.apply(app, "dark")
    window = Window(Session(review_set.read(run, runs), "Ada"), settings.Settings())
    window.show()
    QTest.qWaitForWindowExposed(window)
    app.processEvents()
    say("open, program start included", time.perf_counter() - since, time.process_time() - worked, 1.5)
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
    times = []
    for text in FILTERS:
        with watchdog.watching(f"filter {text!r}"):
            times.append(timed(lambda text=text: window.filters.apply(text)))
            quiet(window, QTest)
    say("filter, worst", *max(times), 0.15)
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
    with watchdog.watching("typing 60 letters"):
        caption = window.editor.fields["caption"]
        caption.focus()
        QTest.keyClicks(caption.editor, " A person types these sixty letters into the caption field.", delay=8)
        window.editor.keep()
        quiet(window, QTest)
    for count in (1, 1000):
        places = window.session.find("outcome:passed decision:undecided")[:count]
        with watchdog.watching(f"approving {count}"):
            window.change(lambda places=places: window.session.approve(places))
            quiet(window, QTest)
    with watchdog.watching("scrolling the grid"):
        window.centre.look("grid")
        bar = window.centre.grid.verticalScrollBar()
        for part in range(120):
            bar.setValue(bar.maximum() * part // 120)
            QTest.qWait(8)
        quiet(window, QTest)


def step(window) -> None:  # type: ignore[no-untyped-def]
    from PyQt6.QtWidgets import QApplication

    window.centre.step(-1)
    QApplication.processEvents()


def quiet(window, QTest) -> None:  # type: ignore[no-untyped-def]  # noqa: N803
    since = time.perf_counter()
    while not window.is_quiet() and time.perf_counter() - since < 60:
        QTest.qWait(10)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and seconds of work in this thread."""
    since, worked = time.perf_counter(), time.thread_time()
    work()
    return time.perf_counter() - since, time.thread_time() - worked


def say(what: str, seconds: float, work: float, bound: float) -> None:
    missed = "" if seconds <= bound else "   MISSED"
    print(f"{what:<66} {seconds * 1000:5.0f} ms, {work * 1000:4.0f} ms work   bound {bound * 1000:.0f}{missed}")


def peak_mb() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    main()
