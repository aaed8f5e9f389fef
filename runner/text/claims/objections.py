"""Weighs claims about objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from runner.facts import THINGS
from runner.text.claims.associations import Associations
from runner.text.claims.claim import Claim
from runner.text.claims.dependence import Dependence
from runner.text.claims.evidence import ORDERS, SIZES, Heard, Testimony, known_class, size_of
from runner.text.claims.lexicon import Lexicon
from runner.text.claims.odds import prior, probability, weight
from runner.text.claims.silence import Circumstances, Prior, Worth
from runner.text.claims.verdict import CAPTIONER, Hearing, Weighed, weigher


class Parts(NamedTuple):
    """The parts that add up to the log odds that a claim is wrong."""

    before: Prior  # prior of such a claim by the writer
    captioners: float  # from witnesses that describe what they see
    boxes: float  # from witnesses that mark what they see with boxes


class Answer(NamedTuple):
    """What one witness says about a claimed thing, and what that is worth."""

    testimony: Testimony
    heard: Heard
    known: str | None  # the class under which it would name the thing; None if it cannot know it
    worth: Worth | None  # None if it was not measured for it


@weigher("object")
def weigh_object(hearing: Hearing, claim: Claim) -> Weighed:
    """Weigh the claim that a thing is there. Figures, and things that only may be there, are never contradicted."""
    answers = {name: _answer(hearing, claim, each) for name, each in hearing.testimonies.items()}
    supporting = tuple(name for name, each in answers.items() if each.heard.named and each.heard.sure)
    opposing = tuple(name for name, each in answers.items() if each.known is not None and not each.heard.named)
    before = _before(hearing, claim)
    wrong = None if before is None else probability(_odds(hearing, claim, before, list(answers.values())))
    if opposing and wrong is not None and wrong >= hearing.limits.warning and claim.mode == "seen":
        return Weighed(claim, "contradicted", hearing.severity(wrong), wrong, supporting, opposing)
    return Weighed(claim, "supported" if supporting else "unwitnessed", None, wrong, supporting, opposing)


def _answer(hearing: Hearing, claim: Claim, testimony: Testimony) -> Answer:
    known = testimony.known(claim, hearing.lexicon)
    heard = testimony.heard(claim, known, hearing.lexicon)
    if known is None or testimony.calibration is None:
        return Answer(testimony, heard, known, None)
    return Answer(testimony, heard, known, weight(testimony.calibration, known, _size(hearing, known), heard))


def circumstances(hearing: Hearing, claim: Claim, associations: Associations) -> Circumstances | None:
    """The circumstances of a claim that a measured captioner does not make, although it knows such things.

    None if a captioner makes it or none was measured, if only keywords make it, if no captioner like the writer was
    measured, or if `associations` does not have the thing.
    """
    answers = [_answer(hearing, claim, each) for each in hearing.testimonies.values()]
    return _circumstances(hearing, claim, answers, associations)


def parts(hearing: Hearing, claim: Claim) -> Parts | None:
    """The parts of the odds of a claim; None if no captioner like its writer was measured."""
    before = _before(hearing, claim)
    answers = [_answer(hearing, claim, each) for each in hearing.testimonies.values()]
    return None if before is None else Parts(before, *_worth(answers))


def _odds(hearing: Hearing, claim: Claim, before: Prior, answers: list[Answer]) -> float:
    """The log odds that the claim is wrong: from the regression if a captioner is silent, else the parts added up."""
    own = hearing.book.get(CAPTIONER)
    silence = own.silence if own else None
    found = _circumstances(hearing, claim, answers, silence.associations) if silence else None
    if silence is not None and found is not None:
        return silence.log_odds(found)
    dependence = own.dependence if own else Dependence()
    return dependence.log_odds(before, *_worth(answers))


def _worth(answers: list[Answer]) -> tuple[float, float]:
    """What the answers are worth in total: of witnesses without boxes, and of those with boxes."""
    known = [(_kind(each) == "boxes", sum(each.worth)) for each in answers if each.worth is not None]
    return sum(worth for boxes, worth in known if not boxes), sum(worth for boxes, worth in known if boxes)


def _circumstances(
    hearing: Hearing, claim: Claim, answers: list[Answer], associations: Associations
) -> Circumstances | None:
    told, before, silent = first_telling(hearing, claim), _before(hearing, claim), _silent(answers)
    thing = known_class(claim.value, associations.things, hearing.lexicon)
    if told is None or before is None or silent is None or silent.worth is None or thing is None:
        return None
    boxes = [each for each in answers if _kind(each) == "boxes"]
    shown = _classes((name for each in boxes for name in each.testimony.names), associations.things, hearing.lexicon)
    calibration = silent.testimony.calibration
    return Circumstances(
        prior=before,
        silence=silent.worth,
        boxes=_worth(boxes)[1],
        sentence=told.sentence,
        mentions=_mentions(hearing, told, thing),
        seen=len(shown),
        named=len(_classes(silent.testimony.names, calibration.classes if calibration else {}, hearing.lexicon)),
        words=associations.suggestion(thing, silent.testimony.words),
        company=associations.company(thing, shown),
    )


def _silent(answers: list[Answer]) -> Answer | None:
    """The captioner whose silence is worth most; None if a captioner names the thing, or if none was measured."""
    captioners = [each for each in answers if each.worth is not None and _kind(each) == "text"]
    if any(each.heard.named for each in captioners):
        return None
    return max(captioners, key=lambda each: sum(each.worth or ()), default=None)


def _mentions(hearing: Hearing, told: Claim, thing: str) -> int:
    """How often a text names the thing, under any name."""
    things = (each for each in hearing.claims if each.kind == "object" and each.field == told.field)
    return sum(thing in hearing.lexicon.kinds(each.value) for each in things)


def _classes(names: Iterable[str], classes: Mapping[str, object], lexicon: Lexicon) -> set[str]:
    return {known for name in names if (known := known_class(name, classes, lexicon)) is not None}


def _kind(answer: Answer) -> str | None:
    calibration = answer.testimony.calibration
    return calibration.kind if calibration else None


def _before(hearing: Hearing, claim: Claim) -> Prior | None:
    """The prior odds of this writer's claim; None if no writer like it was measured."""
    own = hearing.book.get(hearing.writer) or hearing.book.get(CAPTIONER)
    if own is None or own.writer is None:
        return None
    thing = known_class(claim.value, own.writer.classes, hearing.lexicon) or claim.value
    return prior(own.writer, thing, _order(hearing, claim))


def _size(hearing: Hearing, known: str) -> str | None:
    """The size of the largest box that any witness shows of the thing; None if there is none."""
    said = (fact for kind in THINGS for fact in hearing.said(kind))
    boxes = [fact for fact in said if fact.region and known in hearing.lexicon.things_in(fact.value)]
    return max((size for box in boxes if (size := size_of(box))), key=_SIZES.index, default=None)


_SIZES = [name for name, _ in SIZES]


def first_telling(hearing: Hearing, claim: Claim) -> Claim | None:
    """The first claim of the thing in a sentence, whichever text makes it.

    None if only keywords name it, because their order means nothing.
    """
    return next((each for each, _ in hearing.told if each.value == claim.value), None)


def _order(hearing: Hearing, claim: Claim) -> str | None:
    """The position of the thing in the first text that names it; None if only keywords do."""
    order = next((order for each, order in hearing.told if each.value == claim.value), None)
    return order or (None if claim.field == "keywords" else ORDERS[-1])
