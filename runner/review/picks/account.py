"""Lines that report a choice of picks, and fitted weights, to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import polars as pl

from runner.messages import Message, word
from runner.picks.choice import Choice
from runner.picks.clocks import unmatched, worded
from runner.picks.fitting import Fit
from runner.picks.merits import PARTS
from runner.review.language import spoken, translate

_REASONS = 6
"""Maximum number of reasons in the report."""


def unmeasured(photos: pl.DataFrame) -> Iterator[str]:
    """A line if the run did not measure where its photos are sharp; `photos` as `PicksDesk.photos`."""
    if photos.height and photos["tiles"].is_null().all():
        yield translate(
            "picks",
            "This run did not measure sharpness, so focus stacks and panoramas are not recognised and "
            "count as bursts. A run with cull.keep=NUMBER measures it.",
        )


def clocks(photos: pl.DataFrame, stated: Mapping[str, str]) -> Iterator[str]:
    """A line for each camera whose time was corrected, and for each stated one that the run does not have.

    `photos` have moments.
    """
    corrected = photos.select("camera", "clock_s", "clock_pairs").drop_nulls().unique(maintain_order=True)
    for camera, message in zip(corrected["camera"], worded(corrected), strict=True):
        yield f"{camera}: {remark(Message(**message))}."
    for name in unmatched(photos["camera"].drop_nulls().unique().to_list(), stated):
        yield translate("picks", "clock: this run has no camera called {}.").format(name)


def account(choice: Choice) -> Iterator[str]:
    """Lines with the number of photos of each kind, how many are kept, and why the others are not."""
    counts, picks = choice.counts(), Counter(choice.table["pick"].to_list())
    yield translate("picks", "%Ln photo(s).", "", choice.table.height) + " " + ", ".join(_kinds(counts))
    yield translate("picks", "Picked: %Ln photo(s).", "", picks["keep"])
    if picks["whole"]:
        yield translate("picks", "Kept whole in addition: %Ln frame(s) of sequences.", "", picks["whole"])
    if choice.keep is not None and picks["keep"] != choice.keep:
        yield _other_number(choice, picks["keep"], choice.keep)
    yield from _why_not(choice)


def remark(message: Message) -> str:
    """A message as a line."""
    return word(message, spoken())


def _kinds(counts: Mapping[str, int]) -> Iterator[str]:
    named = {
        "single": translate("picks", "Moments with one photo: {}"),
        "burst": translate("picks", "moments with several: {}"),
        "bracket": translate("picks", "brackets: {}"),
        "stack": translate("picks", "focus stacks: {}"),
        "panorama": translate("picks", "panoramas: {}"),
    }
    yield from (said.format(f"{counts[kind]:,}") for kind, said in named.items() if counts.get(kind))


def _other_number(choice: Choice, picked: int, keep: int) -> str:
    """Why the number is not the one asked for."""
    if picked > keep:
        return translate("picks", "People picked more than the {} asked for, and their picks count.").format(keep)
    if "drop" in choice.table["pick"]:
        return translate("picks", "Limits and rejections leave no more than these.")
    return translate("picks", "There are no more photos than these.")


def _why_not(choice: Choice) -> Iterator[str]:
    """The most frequent reasons for not keeping photos, each with an example."""
    dropped = choice.explained().filter(pl.col("pick") == "drop")["because"].to_list()
    examples: dict[str, Message] = {}
    for each in dropped:
        examples.setdefault(each["id"], Message(**each))
    for reason, count in Counter(each["id"] for each in dropped).most_common(_REASONS):
        said = word(examples[reason], spoken())
        named = translate("picks", "such as: {}").format(said) if "other" in examples[reason].values() else said
        yield f"  {count:>8,}  {named}"


def fit(found: Fit | None, least: int) -> Iterator[str]:
    """Lines that show fitted weights beside the present ones; if `found` is None, how many moments fitting needs."""
    if found is None:
        said = translate(
            "picks", "Fitting weights takes at least {} moments in which some photos were kept and some were not."
        )
        yield said.format(least)
        return
    said = translate("picks", "{} moments with decisions, {} pairs of photos.")
    yield said.format(f"{found.moments:,}", f"{found.pairs:,}")
    for name in PARTS:
        yield f"  {name:<10} {getattr(found.before, name):.3f} → {getattr(found.after, name):.3f}"
    right = translate(
        "picks",
        "Pairs ranked as people ranked them: {} with the present weights, {} with fitted ones (tested on "
        "other moments).",
    )
    yield right.format(f"{found.right_before / found.pairs:.1%}", f"{found.right_after / found.pairs:.1%}")
