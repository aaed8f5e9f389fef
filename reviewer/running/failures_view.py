"""Why photos failed, grouped by reason, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from pathlib import Path

from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QTextBrowser

from reviewer.widgets.document import document
from runner.review.language import term, translate, worded
from runner.store.progress_file import Failures

_MOST = 130
"""Maximum height in pixels."""


class FailuresView(QTextBrowser):
    """One paragraph per reason, the most frequent first, with a link to the photos that failed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("runs", "Failures"))
        self.setOpenLinks(False)
        self._shown: Sequence[Failures] = ()

    def show_failures(self, failures: Sequence[Failures]) -> None:
        """Show these failures. If they are the same as before, the scroll position stays."""
        self.setVisible(bool(failures))
        if failures != self._shown:
            self._shown = failures
            self.setHtml(document([_paragraph(group) for group in failures]))
            self._fit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Adapt the height, because another width breaks lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take no more room than the text needs."""
        text = self.document()
        self.setFixedHeight(min(_MOST, math.ceil(text.size().height()) + 28) if text else _MOST)


def _paragraph(group: Failures) -> str:
    many = escape(translate("runs", "%Ln photo(s) failed", "", group.count))
    where = escape(translate("runs", "at: {}").format(term("step", group.stage)))
    first = translate("runs", "{} and others") if group.count > 1 else "{}"
    name = escape(first.format(Path(group.file).name))
    said = escape(worded(group.why))
    return f"<p><b><a href='failed'>{many}</a></b> <span class='muted'>({where})</span>: {said} <i>{name}</i></p>"
