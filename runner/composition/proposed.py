"""What was found of the photos of a folder before there is a set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OddPhoto:
    """A photo that does not show what is suggested."""

    path: str
    terms: tuple[str, ...]  # what was recognised on it, in English, the most particular first; none: nothing


@dataclass(frozen=True, slots=True)
class Recognised:
    """Photos of one kind of thing, where a folder holds several."""

    term: str
    paths: tuple[str, ...]  # copies with the same bytes too


@dataclass(frozen=True, slots=True)
class Proposal:
    """What some photos of a folder have in common. Without a subject there is nothing that is sure."""

    subject: str | None = None
    source: str | None = None  # who suggests it: classifier, embeddings, captioner
    looked_at: int = 0  # photos
    showing: int = 0  # of them show the subject
    low: float = 0.0  # share of all photos that show it, 95 % interval of the sample
    high: float = 0.0
    odd: tuple[OddPhoto, ...] = ()
    groups: tuple[Recognised, ...] = ()  # what there is instead of one subject
    rest: tuple[str, ...] = ()  # paths of photos that are in no group
    rules: str = "default"
    category: str = ""
