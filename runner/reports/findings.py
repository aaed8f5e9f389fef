"""Converts findings for the pages: an English sentence replaces the message."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from runner.messages import restored, word

_KEPT = ("rule", "field", "severity", "words")


def in_words(findings: pl.Expr) -> pl.Expr:
    """Return the list of findings, each with `message` in English instead of message id and arguments."""
    each = pl.element().struct
    said = pl.struct(each.field("message_id"), each.field("arguments"), each.field("message"))
    sentence = said.map_elements(_word, return_dtype=pl.String)
    return findings.list.eval(pl.struct(*(each.field(name) for name in _KEPT), message=sentence))


def _word(said: Mapping[str, str]) -> str:
    return word(restored(said["message_id"], said["arguments"], said["message"]))
