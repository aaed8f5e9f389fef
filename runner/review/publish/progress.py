"""What a publish reports while it runs: finished photos, speed, and failures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from runner.errors import EnvError
from runner.messages import say
from runner.review.language import number, term, translate, worded

_REPORT = re.compile(r"^Report: (.+)$", re.MULTILINE)
_PROGRESS = re.compile(r"Publishing: (\d+) of (\d+)(?:, failed: (.+))?")
_FAILED = re.compile(r"(\w+) (\d+)")


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a publish."""

    done: int  # finished photos, including failed ones
    total: int
    failed: Mapping[str, int] = field(default_factory=dict)  # photos by category of error

    def sentence(self, seconds: float) -> str:
        """A line with the progress after this many seconds, the speed, the time left, and what failed."""
        said = [worded(say("publish.progress", done=self.done, total=self.total))]
        if seconds >= 1 and self.done:
            rate = self.done / seconds
            said.append(translate("publishing", "{} photos a second").format(number(rate, 1)))
            said.append(_left((self.total - self.done) / rate))
        said += [f"{term('failure', kind)}: {number(count)}" for kind, count in self.failed.items()]
        return " · ".join(said)


def read(line: str) -> Progress | None:
    """The progress in a line of the runner's output; None for any other line."""
    match = _PROGRESS.fullmatch(line.strip())
    if match is None:
        return None
    failed = {kind: int(count) for kind, count in _FAILED.findall(match[3] or "")}
    return Progress(int(match[1]), int(match[2]), failed)


def report(said: str) -> Path:
    """The page that a publish has written, from its output. Raises EnvError if there is none."""
    found = _REPORT.findall(said)
    if not found:
        raise EnvError(
            translate("publishing", "There is no report."),
            translate("publishing", "See runner.log in its newest run."),
        )
    return Path(found[-1].strip())


def has_report(said: str) -> bool:
    """True if a publish got as far as writing its page."""
    return bool(_REPORT.search(said))


def after_plan(said: str) -> str:
    """What a publish printed after it began to change the target, without its report; everything if it never began."""
    lines = said.splitlines()
    steps = [at for at, line in enumerate(lines) if read(line)]
    rest = lines[steps[-1] + 1 :] if steps else lines
    return "\n".join(line for line in rest if not _REPORT.match(line))


def _left(seconds: float) -> str:
    if seconds < 90:
        return translate("publishing", "%Ln second(s) left", "", max(1, round(seconds)))
    return translate("publishing", "%Ln minute(s) left", "", round(seconds / 60))
