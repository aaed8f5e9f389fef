from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from parsed_page import Page
from sample_run import Evidence
from test_html import HOSTILE

from runner.reports.run_page import html
from runner.reports.run_page.html import Run
from runner.reports.summary import summarise
from runner.stage import Folders

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="no Chromium here")]


def rendered(report: Path, profile: Path) -> str:
    """The page after its script has run."""
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --virtual-time-budget=4000 --dump-dom"
    )
    command = [str(BROWSER), *flags.split(), f"--user-data-dir={profile}", report.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def test_cards_are_drawn_and_markup_in_texts_is_shown_as_text(
    folders: Folders, about: Run, sample: Evidence, tmp_path: Path
) -> None:
    sample.review("eeee", "blocked", HOSTILE, caption=HOSTILE, alt_text=HOSTILE, keywords=[HOSTILE])
    report = html.write(folders, about, sample.rows, sample.tables, summarise(sample.rows, sample.tables))
    dom = rendered(report, tmp_path / "profile")
    assert dom.count('<li class="card') == 6
    assert "<mark>stunning</mark>" in dom
    assert '<img src="x"' not in dom
    assert dom.count("<script") == 2
    assert HOSTILE in Page(dom).text
