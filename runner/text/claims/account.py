"""Works out what a person is shown about a photo's claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from runner.facts import GLIMPSE, THINGS, TRACE, Fact, Look, Region
from runner.messages import Message, say, verbatim
from runner.schema import TEXTS, ClaimVerdict
from runner.text.claims.scenery import KINDS
from runner.text.claims.shown import LINES, STANDINGS, Account, Seen, Standing, Statement
from runner.text.claims.witness_names import called

SAME = 0.5
"""From this intersection over union on, two boxes with one name are about the same thing, as in COCO's AP50."""


def account(claims: Iterable[ClaimVerdict], facts: Sequence[Fact], looked: Sequence[Look]) -> Account:
    """Build the account of a photo from its weighed claims, its facts, and the witnesses that looked at it."""
    drawn = _drawn(facts)
    places = _places(drawn)
    first = {places[at]: (at[1], fact) for at, fact in reversed(drawn.items())}
    seen = [Seen(fact.kind, fact.value, fact.confidence, region) for region, fact in (first[n] for n in sorted(first))]
    listed = [_statement(group, facts, looked, places) for group in _together(_once(list(claims)))]
    return Account(tuple(sorted(listed, key=lambda each: STANDINGS.index(each.standing))), tuple(seen))


def _drawn(facts: Sequence[Fact]) -> dict[tuple[str, Region], Fact]:
    """The facts to draw, by witness and region; of several facts about one line only the most specific."""
    found: dict[tuple[str, Region], Fact] = {}
    for fact in sorted(facts, key=lambda each: LINES.index(each.kind) if each.kind in LINES else 0):
        if fact.region is not None and fact.kind not in (GLIMPSE, TRACE):
            found.setdefault((fact.witness, fact.region), fact)
    return found


def _places(drawn: Mapping[tuple[str, Region], Fact]) -> dict[tuple[str, Region], int]:
    """The index in `Account.seen` of each fact to draw; boxes of two witnesses around one thing share one."""
    places: dict[tuple[str, Region], int] = {}
    for at, fact in drawn.items():
        same = (each for each in places if each[0] != at[0] and drawn[each].value == fact.value)
        place = next((places[each] for each in same if each[1].overlap(at[1]) >= SAME), None)
        places[at] = len(set(places.values())) if place is None else place
    return places


def _once(claims: Sequence[ClaimVerdict]) -> Iterator[ClaimVerdict]:
    """The claims without unchecked objects whose words are claimed as a scene too, which can be checked."""
    views = {(claim.field, claim.words.casefold()) for claim in claims if claim.kind in KINDS}
    for claim in claims:
        unchecked = claim.kind == "object" and _standing(claim) == "unchecked"
        if not (unchecked and (claim.field, claim.words.casefold()) in views):
            yield claim


def _together(claims: Iterable[ClaimVerdict]) -> Iterator[tuple[ClaimVerdict, ...]]:
    """Group the claims of several texts that say the same and have the same standing."""
    groups: dict[ClaimVerdict, list[ClaimVerdict]] = {}
    for claim in claims:
        words = claim.words.casefold() if claim.kind != "object" else ""
        groups.setdefault(replace(claim, field="", words=words, probability=None), []).append(claim)
    yield from map(tuple, groups.values())


def _statement(
    group: Sequence[ClaimVerdict],
    facts: Sequence[Fact],
    looked: Sequence[Look],
    places: Mapping[tuple[str, Region], int],
) -> Statement:
    first, fields = group[0], tuple(field for field in TEXTS if any(claim.field == field for claim in group))
    names = {*first.supporting, *first.opposing}
    shown = [fact for fact in facts if fact.witness in names and fact.region and _is_about(fact, first)]
    return Statement(
        _standing(first), first.severity, fields, _words(first), _said(first, looked), _certainty(group),
        tuple(dict.fromkeys(places[fact.witness, fact.region] for fact in shown if fact.region)),
    )  # fmt: skip


def _standing(claim: ClaimVerdict) -> Standing:
    if claim.verdict == "unwitnessed":
        return "doubted" if claim.opposing else "unchecked"
    return "contradicted" if claim.verdict == "contradicted" else "supported"


def _words(claim: ClaimVerdict) -> Message:
    return say("claim.number", words=claim.words, value=claim.value) if claim.kind == "count" else verbatim(claim.words)


def _said(claim: ClaimVerdict, looked: Sequence[Look]) -> Message:
    supporting, opposing = called(claim.supporting, looked), called(claim.opposing, looked)
    match _standing(claim):
        case "supported" if opposing:
            return say("claim.disputed", who=supporting, others=opposing)
        case "supported":
            return say("claim.confirmed", who=supporting)
        case "doubted":
            return say("claim.doubted", who=opposing)
        case "unchecked":
            return say("claim.unchecked")
    if claim.seen is None:
        return say("claim.not_found", who=opposing)
    if claim.kind in KINDS:
        return say("claim.rather", value=claim.seen, who=opposing)
    if claim.kind == "count":
        return say("claim.more", value=claim.seen, who=opposing)
    return say("claim.reads", value=claim.seen, who=opposing)


def _certainty(group: Sequence[ClaimVerdict]) -> Message | None:
    known = [each.probability for each in group if each.verdict == "contradicted" and each.probability is not None]
    return say("claim.wrong", percent=min(round(100 * max(known)), 99)) if known else None


def _is_about(fact: Fact, claim: ClaimVerdict) -> bool:
    """Whether a fact is about the claim: a box of the thing, or a line with the words."""
    if claim.kind == "registration" and claim.seen is not None:
        return fact.kind == "registration"
    if claim.kind in ("object", "count", "species"):
        return fact.kind in THINGS and _names(fact.value, claim)
    return fact.kind in (claim.kind, "text") and claim.value.casefold() in fact.value.casefold()


def _names(label: str, claim: ClaimVerdict) -> bool:
    from runner.text.claims.lexicon import default_lexicon  # word lists, which a window without claims does not need

    lexicon = default_lexicon()
    thing = lexicon.named(claim.words) if claim.kind == "count" else claim.value
    return thing in lexicon.things_in(label) or thing == label.casefold()
