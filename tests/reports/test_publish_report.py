"""The report and the last lines of a publish: every category of failures with its remedy, and links."""

from __future__ import annotations

import html
import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from rich.console import Console

from runner.messages import word
from runner.publishing.changes import Plan
from runner.publishing.failures import ADVICE, advice
from runner.publishing.options import FileOptions, FtpOptions, PlaceOptions, PublishOptions
from runner.reports import publishing as report
from runner.schema import PublicationRow
from runner.store import evidence

OPTIONS = PublishOptions("site", "/srv/site", {"web": FileOptions("{name}", "web")}, {"file_name": "name"}, sqlite="db")


def rows(*changes: dict[str, Any]) -> pl.DataFrame:
    usual = {"item_id": "a", "status": "ok", "error_kind": None, "error": None, "target": "site", "action": "new",
             "step": "done", "reason": None, "file_name": "heron.jpg", "path": "2024/a heron.jpg", "url": None,
             "bytes": 1234567, "rev": 1, "remote_id": "7", "drift": [], "sidecars": [],
             "at": datetime(2024, 5, 1)}  # fmt: skip
    schema = evidence.table_schema(PublicationRow)
    return pl.DataFrame([{**usual, **change} for change in changes], schema=schema, orient="row")


@pytest.mark.parametrize("kind", [*ADVICE, "drift"])
def test_each_category_says_what_to_do(tmp_path: Path, kind: str) -> None:
    table = rows({}, {"status": "failed", "error_kind": kind, "error": "It broke <b>.", "step": "planned"})
    page = report.write(tmp_path, "birds", OPTIONS, table, False).read_text()
    said = io.StringIO()
    report.show_end(Console(file=said, width=200), table, tmp_path, False)
    for text in (page, said.getvalue()):
        assert word(advice(kind)) in html.unescape(text)
        assert "1 photo" in text
    assert "It broke &lt;b&gt;." in page
    # What somebody else did there stays until a person decides.
    again = "" if kind in ("drift", "name") else "; the same command continues"
    assert f"1 photo not done{again}." in said.getvalue()


def test_links_lead_to_the_site_or_to_the_file(tmp_path: Path) -> None:
    linked = report.write(tmp_path, "birds", OPTIONS, rows({"url": "https://a.example/heron.jpg"}), False).read_text()
    assert '<a href="https://a.example/heron.jpg">heron.jpg</a>' in linked
    local = report.write(tmp_path, "birds", OPTIONS, rows({}), False).read_text()
    assert '<a href="file:///srv/site/2024/a%20heron.jpg">heron.jpg</a>' in local


def test_files_elsewhere_have_no_link(tmp_path: Path) -> None:
    ftp = replace(OPTIONS, ftp=FtpOptions("ftp.example.org", 21, "me", "canary"))
    for options in (ftp, replace(OPTIONS, place=PlaceOptions("shelf"))):
        assert "file://" not in report.write(tmp_path, "birds", options, rows({}), False).read_text()


def test_a_server_without_tls_is_warned_of() -> None:
    plain = FtpOptions("ftp.example.org", 21, "me", "canary", insecure=True)
    said = io.StringIO()
    report.show_plan(Console(file=said, width=200), Plan((), (), (), False, {}), replace(OPTIONS, ftp=plain))
    assert "ftp.example.org is used without TLS; the password can be read on the way" in said.getvalue()
    assert "canary" not in said.getvalue()


def test_a_plan_is_called_one(tmp_path: Path) -> None:
    page = report.write(tmp_path, "birds", OPTIONS, rows({"step": "planned"}), True).read_text()
    assert "Plan: birds to site" in page
    assert "Nothing was done" in page
