"""The claims of a photo's texts as HTML: contradicted ones first, with what the witnesses say; unchecked ones last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from reviewer.widgets import theme
from reviewer.widgets.document import document
from runner.messages import Message
from runner.review.language import translate, worded
from runner.review.wording import named
from runner.text.claims.shown import Account, Statement

_SIGNS = {"error": "✗", "warn": "!"}


def summary(account: Account) -> str:
    """How many claims are contradicted, confirmed and unchecked, in one line."""
    contradicted, confirmed = len(account.standing("contradicted")), len(account.standing("supported"))
    open_ = len(account.standing("doubted", "unchecked"))
    said = (
        (contradicted, translate("claims", "%Ln contradicted", "", contradicted)),
        (confirmed, translate("claims", "%Ln confirmed", "", confirmed)),
        (open_, translate("claims", "%Ln unchecked", "", open_)),
    )
    return " · ".join(words for number, words in said if number)


def page(account: Account) -> str:
    """The claims as HTML. Each is a link whose address is its number in the account."""
    links = {claim: str(number) for number, claim in enumerate(account.claims)}
    parts = [_group(said, claims, links) for said, claims in _by_answer(account)]
    for title, claims in (
        (translate("claims", "Not found, but not certain enough to count"), account.standing("doubted")),
        (translate("claims", "Could not be checked"), account.standing("unchecked")),
    ):
        if claims:
            parts.append(f"<p><span class='muted'>{escape(title)}: {', '.join(_words(claims))}</span></p>")
    return document(parts)


def _by_answer(account: Account) -> Iterable[tuple[Message, list[Statement]]]:
    """Group claims by what the witnesses say about them."""
    groups: dict[Message, list[Statement]] = {}
    for claim in account.standing("contradicted", "supported"):
        groups.setdefault(claim.said, []).append(claim)
    return groups.items()


def _group(said: Message, claims: Sequence[Statement], links: Mapping[Statement, str]) -> str:
    lines = "<br>".join(_line(claim, links[claim]) for claim in claims)
    return f"<p>{lines}<br><span class='muted'>{escape(worded(said))}</span></p>"


def _line(claim: Statement, link: str) -> str:
    look = theme.current()
    contradicted = claim.standing == "contradicted"
    colour = (look.error if claim.severity == "error" else look.warning) if contradicted else look.good
    sign = _SIGNS.get(claim.severity or "", "!") if contradicted else "✓"
    about = [", ".join(named(field) for field in claim.fields), worded(claim.certainty) if claim.certainty else ""]
    words = f"<b>{sign} {escape(worded(claim.words))}</b>"
    return (
        f"<a href='{link}' style='color: {colour}; text-decoration: none'>{words}</a>"
        f" <span class='muted'>{escape(' · '.join(filter(None, about)))}</span>"
    )


def _words(claims: Iterable[Statement]) -> Iterator[str]:
    return (escape(worded(each)) for each in dict.fromkeys(claim.words for claim in claims))
