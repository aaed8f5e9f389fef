"""What a person has set for himself: saved filters, shortcuts, words, theme. One JSON file, whole or not there."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from runner.store.atomic import write_atomically


@dataclass
class Settings:
    """A person's own settings; the defaults are those of a first start."""

    filters: dict[str, str] = field(default_factory=dict)  # by name
    shortcuts: dict[str, str] = field(default_factory=dict)  # by action, where they are not the usual ones
    words: list[str] = field(default_factory=list)  # that spelling knows besides its dictionary
    reasons: list[str] = field(default_factory=list)  # of rejections, the newest first
    theme: str = "system"  # system, light or dark
    boxes: bool = True  # whether what witnesses saw is drawn over the photo
    language: str = "system"  # system, or the code of a language
    size: list[int] = field(default_factory=list)  # of the window: width and height; none: not opened yet
    hints: list[str] = field(default_factory=list)  # that were dismissed, by the topic of their page
    text_size: int = 100  # percent of the desktop's
    maximised: bool = False  # whether the window filled the screen
    facets: bool = True  # whether the pane of facets is shown beside the photos
    picks: dict[str, dict[str, int]] = field(default_factory=dict)  # number and limits, by set: `picks.amount.Amount`
    grouping: str = ""  # how the photos of the grid are grouped: one of `grouping.GROUPINGS`


def place() -> Path:
    """Where the file is: below XDG_CONFIG_HOME."""
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "photo-runner" / "reviewer.json"


def load() -> Settings:
    """The settings; the usual ones where the file is missing or cannot be understood."""
    try:
        read = json.loads(place().read_text("utf-8"))
        kept = Settings()
        for each in fields(Settings):
            if isinstance(read.get(each.name), type(getattr(kept, each.name))):
                setattr(kept, each.name, read[each.name])
        return kept
    except (OSError, ValueError, AttributeError):
        return Settings()


def save(settings: Settings) -> None:
    """Put the settings on the disk. OSError when the disk refuses."""
    text = json.dumps(asdict(settings), indent=2, ensure_ascii=False)
    write_atomically(place(), lambda temporary: temporary.write_text(text + "\n", "utf-8"))
