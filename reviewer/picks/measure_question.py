"""Asks before a set is run again to measure where its photos are sharp."""

from __future__ import annotations

from reviewer.widgets.page import Page
from reviewer.widgets.run_again_question import RunAgainQuestion
from runner.intake.switch import Switch
from runner.review.language import translate


class MeasureQuestion(RunAgainQuestion):
    """Says what is done again and what is not."""

    def __init__(self, switch: Switch, page: Page) -> None:
        super().__init__(switch, page)
        self.setWindowTitle(translate("measure_question", "Measure sharpness"))
        self.setText(translate("measure_question", "Run {} again and measure sharpness?").format(switch.name))
        self.setInformativeText(
            translate(
                "measure_question",
                "The run opens every photo again, but reuses the texts and everything else that has not changed. "
                "Your decisions stay. The run also picks the number of photos that you chose.",
            )
        )
        self.begin = self.offer(translate("measure_question", "Measure and pick"))
