"""Asks before looking for faces in a set: what it means for the people in the photos, and whether once or always."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtWidgets import QCheckBox, QMessageBox, QWidget

from runner.review.language import translate


class FacesQuestion(QMessageBox):
    """Cancel is the default button, so that nobody agrees by accident."""

    def __init__(self, name: str, file: Path | None, parent: QWidget) -> None:
        """`file` is the set's file, where faces can be switched on for every later run; None offers this run only."""
        super().__init__(parent)
        self._file = file
        self.always = QCheckBox(translate("faces_question", "In every later run of this set too"))
        self.setWindowTitle(translate("faces_question", "Look for faces"))
        self.setText(translate("faces_question", "Look for faces in the photos of {}?").format(name))
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
        self.begin = self.addButton(translate("faces_question", "Look for faces"), QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Cancel))
        if file is not None:
            self.always.setToolTip(translate("faces_question", "people: true is written into {}").format(file))
            self.setCheckBox(self.always)

    def file_to_change(self) -> Path | None:
        """The set's file if every later run is to look for faces, too; None if only this one."""
        return self._file if self.always.isChecked() else None
