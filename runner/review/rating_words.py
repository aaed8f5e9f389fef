"""Stars, colour labels and flags in words."""

from __future__ import annotations

from runner.review.language import translate


def colour(name: str | None) -> str:
    """A colour label in a word; None: no label."""
    words = {
        "red": translate("rating", "red"),
        "yellow": translate("rating", "yellow"),
        "green": translate("rating", "green"),
        "blue": translate("rating", "blue"),
        "purple": translate("rating", "purple"),
    }
    return words[name] if name else translate("rating", "no label")


def flag(name: str | None) -> str:
    """A flag in a word; None: no flag."""
    words = {"pick": translate("rating", "pick"), "reject": translate("rating", "reject flag")}
    return words[name] if name else translate("rating", "no flag")


def stars(count: int) -> str:
    """A number of stars in words."""
    return translate("rating", "%Ln star(s)", "", count) if count else translate("rating", "no stars")


def name(kind: str, value: object) -> str:
    """A rating of a kind (stars, colour or flag) in words; None: removed."""
    if kind == "stars":
        return stars(value if isinstance(value, int) else 0)
    return (colour if kind == "colour" else flag)(value if isinstance(value, str) else None)


def said(kind: str | None, value: object) -> str:
    """What somebody did to one photo, as in its history: `set the rating: 3 stars`."""
    return translate("history", "set the rating: {}").format(name(kind or "stars", value))


def done(kind: str, value: object, count: int) -> str:
    """A sentence on what was done to this many photos."""
    words = name(kind, value)
    return translate("rating", "%Ln photo(s): {}.", "", count).format(words)
