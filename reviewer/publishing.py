"""What publishing would do with the decisions as they stand, and whether this program can do it yet."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass

from reviewer.session import PATIENCE_S, Session
from runner.catalog import open_catalog
from runner.overrides import configuration_folder


@dataclass(frozen=True, slots=True)
class Plan:
    """Photos by what would happen to them."""

    approved: tuple[tuple[str, str], ...]  # file name and caption of each photo that may be published
    held_back: Counter[str]  # why the others are not, and how many
    standing: Counter[str]  # photos that are published already, by target


def plan(session: Session) -> Plan:
    """The plan of this moment. EnvironmentProblem when the catalogue is held."""
    board = session.board
    free = [place for place in range(len(board)) if board.standing(place) == "approved"]
    rows = [board.row(place) for place in free]
    held_back: Counter[str] = Counter()
    for place in range(len(board)):
        if board.standing(place) != "approved":
            held_back[board.state(place)] += 1
    with open_catalog(session.sheet.catalog, PATIENCE_S) as catalog:
        standing = _standing(catalog, session.desk.set_name)
    return Plan(tuple((row["file_name"], row["caption"]) for row in rows), held_back, standing)


def missing() -> str | None:
    """Why nothing can be published from here, a sentence; None when it can."""
    if (configuration_folder() / "graph" / "publish.yaml").is_file():
        return None
    return "This version cannot publish yet. Approvals are kept: the version that publishes goes by them."


def _standing(catalog: sqlite3.Connection, set_name: str) -> Counter[str]:
    query = "SELECT target, count(*) FROM publications WHERE set_name = ? GROUP BY target"
    return Counter(dict(catalog.execute(query, (set_name,)).fetchall()))
