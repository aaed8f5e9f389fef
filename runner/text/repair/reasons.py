"""Why a photo is blocked: what a person reads first about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from runner.messages import Message, say, shortened

_SHOWN = 2
"""Findings of one field that are spelled out; the others are only counted."""

_LONGEST = 80
"""Most characters quoted from a text."""

_STOPPED: Mapping[str, Message] = {
    "per_field": say("stopped.per_field"),
    "per_item": say("stopped.per_item"),
    "per_run": say("stopped.per_run"),
    "crashed": say("stopped.crashed"),
    "off": say("stopped.off"),
    "no_facts": say("stopped.no_facts"),
    "helpless": say("stopped.helpless"),
}


def why_blocked(
    missing: Sequence[str], wrong: Iterable[tuple[str, Message]], stopped: str | None
) -> tuple[Message, ...]:
    """Return one message per sentence: what is missing, what is wrong with each field, and why repair stopped.

    `missing` has names of fields, `wrong` the field and message of every error; `stopped` is `RepairRow.stopped`.
    """
    parts = [*([say("reason.missing", fields=list(missing))] if missing else ()), *_wrong(missing, wrong)]
    if stopped:
        parts.append(_STOPPED[stopped])
    return tuple(parts or [say("reason.unchecked")])


def _wrong(missing: Sequence[str], wrong: Iterable[tuple[str, Message]]) -> Iterator[Message]:
    """What is wrong with the fields that are not missing: the first findings of each in words, the rest as a count."""
    by_field: dict[str, dict[Message, None]] = {}
    for field, message in wrong:
        by_field.setdefault(field, {})[message] = None
    for field, messages in by_field.items():
        if field in missing:
            continue
        for message in [*messages][:_SHOWN]:
            yield say("reason.wrong", field=field, problem=shortened(message, _LONGEST))
        if len(messages) > _SHOWN:
            yield say("reason.more", field=field, count=len(messages) - _SHOWN)
