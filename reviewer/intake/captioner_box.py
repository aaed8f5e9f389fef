"""The list of captioners: those of this computer, those that can be downloaded, and those that do not respond."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtWidgets import QComboBox

from runner.captioning.automatic import AUTO
from runner.intake.captioner_choice import CaptionerChoice
from runner.review.language import spoken, translate


class CaptionerBox(QComboBox):
    """Contains only the current choice until `offer` says which captioners there are."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: list[CaptionerChoice] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(16)

    def offer(self, choices: Sequence[CaptionerChoice]) -> None:
        """Offer these captioners; the current choice stays selected."""
        chosen = self.options()
        self.blockSignals(True)
        self._choices = list(choices)
        self.clear()
        for choice in self._choices:
            self.addItem(_title(choice), choice.options)
        self.choose(chosen)
        self.blockSignals(False)

    def choose(self, options: tuple[str, ...]) -> None:
        """Select the captioner with these command-line options. One that is not offered is added to the list."""
        place = next((place for place in range(self.count()) if tuple(self.itemData(place)) == options), -1)
        if place < 0:
            self.addItem(_unknown(options), options)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def options(self) -> tuple[str, ...]:
        """The command-line options that select the current captioner."""
        return tuple(self.currentData() or ())

    def choice(self) -> CaptionerChoice | None:
        """The details of the current captioner; None if it was not offered."""
        return next((each for each in self._choices if each.options == self.options()), None)

    def about(self) -> str:
        """A sentence about the current captioner; empty if it was not offered."""
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
