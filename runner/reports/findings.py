"""Findings as the pages show them: with an English sentence in place of the message."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from runner.messages import restored, word

_KEPT = ("rule", "field", "severity", "words")


def in_words(findings: pl.Expr) -> pl.Expr:
    """A list of findings, each with `message` in English instead of its id and arguments."""
    each = pl.element().struct
    said = pl.struct(each.field("message_id"), each.field("arguments"), each.field("message"))
    sentence = said.map_elements(_word, return_dtype=pl.String)
    return findings.list.eval(pl.struct(*(each.field(name) for name in _KEPT), message=sentence))


def _word(said: Mapping[str, str]) -> str:
    return word(restored(said["message_id"], said["arguments"], said["message"]))
