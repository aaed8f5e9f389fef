"""People's decisions that picks can learn from: flags, and approvals or rejections where there is no flag."""

from __future__ import annotations

from typing import NamedTuple

from runner.review.session import Session


class SaidOfPhotos(NamedTuple):
    """Photos that people kept, and those that they dropped, by item_id."""

    kept: frozenset[str]
    dropped: frozenset[str]


def said_of_photos(session: Session) -> SaidOfPhotos:
    """People's decisions: the flag (pick, reject); for a photo without one, whether it was approved or rejected."""
    snapshot = session.snapshot
    marks = snapshot.columns.select("flag", "decision").cast({"flag": str, "decision": str})
    kept, dropped = set(), set()
    for item, (flag, decision) in zip(snapshot.items, marks.iter_rows(), strict=True):
        if flag == "pick" or (flag is None and decision == "approved"):
            kept.add(item)
        elif flag == "reject" or (flag is None and decision == "rejected"):
            dropped.add(item)
    return SaidOfPhotos(frozenset(kept), frozenset(dropped))
