"""Who writes the texts: a list of what this computer has, what can be downloaded, and what does not answer."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtWidgets import QComboBox

from runner.captioning.automatic import AUTO
from runner.intake.captioner_choice import CaptionerChoice
from runner.review.language import spoken, translate


class CaptionerBox(QComboBox):
    """Until the answer of this computer is there, only what is chosen already is in the list."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: list[CaptionerChoice] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(16)

    def offer(self, choices: Sequence[CaptionerChoice]) -> None:
        """Offer these; what is chosen stays chosen."""
        chosen = self.options()
        self.blockSignals(True)
        self._choices = list(choices)
        self.clear()
        for choice in self._choices:
            self.addItem(_title(choice), choice.options)
        self.choose(chosen)
        self.blockSignals(False)

    def choose(self, options: tuple[str, ...]) -> None:
        """Choose the captioner that these words of a command line choose; one that is not offered is added."""
        place = next((place for place in range(self.count()) if tuple(self.itemData(place)) == options), -1)
        if place < 0:
            self.addItem(_unknown(options), options)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def options(self) -> tuple[str, ...]:
        """The words that choose the current one."""
        return tuple(self.currentData() or ())

    def choice(self) -> CaptionerChoice | None:
        """What is known of the current one."""
        return next((each for each in self._choices if each.options == self.options()), None)

    def about(self) -> str:
        """A sentence about the current one; empty while nothing is known."""
        choice = self.choice()
        if choice is None:
            return ""
        said = choice.said_in(spoken())
        blind = "" if choice.sees else translate("intake", " It does not see the pictures.")
        return f"{said[:1].upper()}{said[1:].rstrip('.')}.{'' if choice.name == AUTO else blind}"


def _title(choice: CaptionerChoice) -> str:
    if choice.name == AUTO:
        return translate("intake", "The best one available")
    states = {
        "ready": translate("intake", "ready"),
        "absent": translate("intake", "to be downloaded"),
        "unusable": translate("intake", "not available"),
    }
    return f"{choice.name}  ·  {states[choice.state]}"


def _unknown(options: tuple[str, ...]) -> str:
    return options[0].partition("=")[2] if options else translate("intake", "The best one available")
