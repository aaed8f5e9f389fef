"""HTML in the colours of the theme, and differences between texts as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reviewer.widgets import theme


def marked(pieces: Sequence[tuple[str, str]]) -> str:
    """A difference as HTML: removed text is struck out, new text is underlined."""
    tags = {"same": "{}", "gone": "<span class='gone'>{}</span>", "new": "<span class='new'>{}</span>"}
    return "".join(tags[kind].format(escape(text)) for kind, text in pieces) or "—"


def _style() -> str:
    look = theme.current()
    return (
        f"h4 {{ color: {look.text}; margin: 12px 0 3px 0; }} td {{ padding: 1px 10px 1px 0; vertical-align: top; }}"
        f" .name {{ color: {look.muted}; }} .gone {{ color: {look.error}; text-decoration: line-through; }}"
        f" .new {{ color: {look.good}; text-decoration: underline; }} .muted {{ color: {look.muted}; }}"
        f" .bad {{ color: {look.error}; }} p {{ margin: 2px 0; }}"
    )


def document(parts: Sequence[str]) -> str:
    """Join pieces of HTML, with a style sheet in the colours of the theme."""
    return f"<style>{_style()}</style>" + "".join(parts)
