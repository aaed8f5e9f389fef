"""One line about the captioner of a run, and whether it saw the pictures, according to the evidence."""

from __future__ import annotations

from runner.captioning.options import CaptionOptions
from runner.messages import Message, say
from runner.reports.run_figures import Figures


def sentence(summary: Figures, options: CaptionOptions) -> Message | None:
    """Return the message about the captioner with these options; None if no photo reached it."""
    if summary.captioning is None:
        return None
    name = _name(options, ", ".join(summary.captioning.models))
    if summary.claims is None:
        return say("writer.blind", name=name)
    written = sum(each.items - each.failed for each in summary.stages if each.stage == "caption")
    if summary.claims.photos < written:
        return say("writer.saw_some", name=name, count=summary.claims.photos, written=written)
    return say("writer.saw", name=name, count=summary.claims.photos)


def _name(options: CaptionOptions, models: str) -> str:
    server = options.server
    return f"{server.model} ({models}, {server.url})" if server else models
