"""Asks before a set is run again to measure where its photos are sharp."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from reviewer.widgets.destinations import Runs
from reviewer.widgets.run_again_question import RunAgainQuestion
from runner.intake import switch
from runner.intake.switch import Switch
from runner.review.language import translate
from runner.service.queue import Queue

if TYPE_CHECKING:
    from reviewer.picks.picks_page import PicksPage


class MeasureQuestion(RunAgainQuestion):
    """Says what is done again and what is not."""

    def __init__(self, switch: Switch, parent: QWidget) -> None:
        super().__init__(switch, parent)
        self.setWindowTitle(translate("measure_question", "Measure sharpness"))
        self.setText(translate("measure_question", "Run {} again and measure sharpness?").format(switch.name))
        self.setInformativeText(
            translate(
                "measure_question",
                "Every photo is opened once more. Texts and whatever else has not changed are reused, and your "
                "decisions stay. The run also picks the number of photos that you chose.",
            )
        )
        self.begin = self.offer(translate("measure_question", "Measure and pick"))


def ask_to_measure(page: PicksPage, keep: int) -> None:
    """Ask, then queue the run that measures and picks `keep` photos, and show it."""
    read = page.desk.session.review_set
    box = MeasureQuestion(switch.picks(read.set_name, read.run, keep), page)
    work = partial(box.carry_out, Queue(read.runs))
    box.accepted.connect(lambda: page.operations.submit(work, lambda _nothing: page.go(Runs()), page.say))
    box.finished.connect(box.deleteLater)
    box.open()
