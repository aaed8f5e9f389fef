"""What was found in the photos of a folder before there is a set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OddPhoto:
    """A photo that does not show what is suggested."""

    path: str
    terms: tuple[str, ...]  # what was recognised in it, in English, the most specific first; empty: nothing


@dataclass(frozen=True, slots=True)
class Recognised:
    """Photos of one kind of thing, if a folder contains several."""

    term: str
    paths: tuple[str, ...]  # including copies with the same bytes


@dataclass(frozen=True, slots=True)
class Proposal:
    """What some photos of a folder have in common. Without a subject, nothing is certain."""

    subject: str | None = None
    source: str | None = None  # what suggests it: classifier, embeddings, captioner
    looked_at: int = 0  # number of photos
    showing: int = 0  # of these, the photos that show the subject
    low: float = 0.0  # share of all photos that show it: 95 % interval from the sample
    high: float = 0.0
    odd: tuple[OddPhoto, ...] = ()
    groups: tuple[Recognised, ...] = ()  # instead of a single subject
    rest: tuple[str, ...] = ()  # paths of photos that are in no group
    rules: str = "default"
    category: str = ""
