"""Asks before looking for faces in a set: what it means for the people in the photos, and whether once or always."""

from __future__ import annotations

from reviewer.widgets.page import Page
from reviewer.widgets.run_again_question import RunAgainQuestion
from runner.intake.switch import Switch
from runner.review.language import translate


class FacesQuestion(RunAgainQuestion):
    """Says what is kept about faces, and who has to agree."""

    def __init__(self, switch: Switch, page: Page) -> None:
        super().__init__(switch, page)
        self.setWindowTitle(translate("faces_question", "Look for faces"))
        self.setText(translate("faces_question", "Look for faces in the photos of {}?").format(switch.name))
        agreed = translate(
            "faces_question",
            "The numbers that tell faces apart are personal data. Unless you do this only for yourself "
            "and your family, the law may require the consent of the people in the photos, and for "
            "children that of their parents.",
        )
        stays = translate(
            "faces_question",
            "Nothing leaves this machine. Texts name only people whom you have marked as agreeing to it. "
            "Each person can be deleted for good at any time.",
        )
        self.setInformativeText(f"{agreed}\n\n{stays}")
        self.begin = self.offer(translate("faces_question", "Look for faces"))
