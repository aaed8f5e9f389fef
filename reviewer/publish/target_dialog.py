"""The dialog for a new target: a folder on this machine, or a web server, with or without a database."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QSize, pyqtSignal
from PyQt6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.widgets import theme
from reviewer.widgets.scrolling import scrolling
from runner import user_folder
from runner.composition import target_file
from runner.composition.target_file import Login, NewTarget
from runner.errors import RunnerError
from runner.review.language import spoken, translate, worded
from runner.review.wording import refused_by_disk

_SIZE = QSize(560, 540)
"""The size of the dialog at the normal text size; it is never larger than the page that it belongs to."""

_SECRETS = ("password", "database_password")
_OF_SERVER = ("host", "user", "password")
_OF_DATABASE = ("database_host", "database_user", "database_password", "database")


class TargetDialog(QDialog):
    """Emits `made` with the name of the target once its file is written."""

    made = pyqtSignal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("target", "New target"))
        self.kind = QComboBox()
        self.kind.addItems(
            [translate("target", "A folder on this computer"), translate("target", "A web server (FTP)")]
        )
        self.lines = {name: QLineEdit() for name in _titles()}
        self.choose = QPushButton(translate("target", "Choose …"))
        self.has_database = QCheckBox(
            translate("target", "Write captions into a database on the server (MySQL, MariaDB)")
        )
        self.problem, self._form = QLabel(), QFormLayout()
        ok, cancel = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(ok | cancel)
        self._build()
        self._connect()
        self._arrange()
        self.resize(
            min(theme.scaled(_SIZE.width()), parent.width()), min(theme.scaled(_SIZE.height()), parent.height())
        )

    def new_target(self) -> NewTarget:
        """The target as entered so far."""
        said = {name: line.text() if name in _SECRETS else line.text().strip() for name, line in self.lines.items()}
        ftp = Login(*(said[name] for name in _OF_SERVER)) if self._is_server() else None
        with_database = ftp is not None and self.has_database.isChecked()
        mysql = Login(*(said[name] for name in _OF_DATABASE[:3])) if with_database else None
        return NewTarget(said["name"], said["folder"], said["url"], ftp, mysql, said["database"] if mysql else "")

    def accept(self) -> None:
        """Write the target's file, or say why not."""
        new = self.new_target()
        if (wrong := target_file.problem(new)) is not None:
            self._say(worded(wrong))
            return
        try:
            target_file.write(user_folder.own(), new)
        except RunnerError as error:
            self._say(error.in_words(spoken()))
        except OSError as error:
            self._say(refused_by_disk(error))
        else:
            self.made.emit(new.name)
            super().accept()

    def _is_server(self) -> bool:
        return self.kind.currentIndex() == 1

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _build(self) -> None:
        titles = _titles()
        folder = QHBoxLayout()
        folder.addWidget(self.lines["folder"], 1)
        folder.addWidget(self.choose)
        kind, name = QLabel(translate("target", "Pictures go to")), QLabel(titles["name"])
        kind.setBuddy(self.kind)
        name.setBuddy(self.lines["name"])
        self.kind.setAccessibleName(kind.text())
        self._form.addRow(name, self.lines["name"])
        self._form.addRow(kind, self.kind)
        for each, title in titles.items():
            line = self.lines[each]
            line.setAccessibleName(title)
            if each in _SECRETS:
                line.setEchoMode(QLineEdit.EchoMode.Password)
            if each == "folder":
                self._form.addRow(title, folder)
            elif each != "name":
                self._form.addRow(title, line)
            if each == "password":
                self._form.addRow(self.has_database)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.lines["name"].setPlaceholderText(translate("target", "lower case, such as my_site"))
        self.lines["url"].setPlaceholderText("https://")
        self.lines["host"].setPlaceholderText("ftp.example.org")
        self.lines["database_host"].setPlaceholderText("db.example.org")
        note = QLabel(
            translate(
                "target",
                "Passwords are saved in separate files that only you can read, never in the target's own file.",
            )
        )
        note.setProperty("role", "muted")
        self.problem.setProperty("role", "error")
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.addWidget(scrolling(self._form), 1)
        for label in (note, self.problem):
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addWidget(self.buttons)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _kind: self._arrange())
        self.has_database.toggled.connect(lambda _on: self._arrange())
        self.choose.clicked.connect(lambda _checked: self._choose_folder())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _result: self.deleteLater())
        for line in self.lines.values():
            line.textEdited.connect(lambda _text: self._say(""))

    def _arrange(self) -> None:
        """Show only the fields that belong to the chosen kind."""
        is_server = self._is_server()
        self.choose.setVisible(not is_server)
        self.lines["folder"].setPlaceholderText(
            translate("target", "empty: the folder after login") if is_server else ""
        )
        for widget in (self.has_database, *(self.lines[name] for name in _OF_SERVER)):
            self._form.setRowVisible(widget, is_server)
        for name in _OF_DATABASE:
            self._form.setRowVisible(self.lines[name], is_server and self.has_database.isChecked())
        self._say("")

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, translate("target", "Folder of the published pictures"))
        if name:
            self.lines["folder"].setText(str(Path(name)))


def _titles() -> dict[str, str]:
    """The titles of the fields, from top to bottom."""
    return {
        "name": translate("target", "Name"),
        "folder": translate("target", "Folder"),
        "url": translate("target", "Web address"),
        "host": translate("target", "Server"),
        "user": translate("target", "User"),
        "password": translate("target", "Password"),
        "database_host": translate("target", "Database server"),
        "database_user": translate("target", "Database user"),
        "database_password": translate("target", "Database password"),
        "database": translate("target", "Database name"),
    }
