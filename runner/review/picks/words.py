"""Picks and kinds of moments in words."""

from __future__ import annotations

from runner.review.language import translate


def pick(value: str) -> str:
    """Whether a photo is picked, in words for a person; a value of a later version is returned as it is."""
    words = {
        "keep": translate("picks", "picked"),
        "drop": translate("picks", "not picked"),
        "whole": translate("picks", "kept whole"),
    }
    return words.get(value, value)


def kind(value: str) -> str:
    """The kind of a moment, in words for a person; a value of a later version is returned as it is."""
    words = {
        "single": translate("picks", "one photo"),
        "burst": translate("picks", "several photos"),
        "bracket": translate("picks", "bracket"),
        "stack": translate("picks", "focus stack"),
        "panorama": translate("picks", "panorama"),
    }
    return words.get(value, value)
