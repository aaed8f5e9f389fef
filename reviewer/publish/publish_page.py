"""The publish page: choose a target, look at the plan photo by photo, confirm, watch, and see where the photos are."""

from __future__ import annotations

import shlex
from pathlib import Path

from PyQt6.QtGui import QCloseEvent, QGuiApplication
from PyQt6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.publish.ending_view import EndingView
from reviewer.publish.plan_view import PlanView
from reviewer.publish.publisher import Publisher, State
from reviewer.publish.target_dialog import TargetDialog
from reviewer.widgets.action import EVERYWHERE, Action
from reviewer.widgets.destinations import Review
from reviewer.widgets.page import Page
from reviewer.widgets.page_stack import PageStack
from runner.errors import RunnerError
from runner.review.language import QT_TRANSLATE_NOOP, spoken, translate
from runner.review.publish import asking, redirects
from runner.review.settings import Settings

ACTIONS: tuple[Action, ...] = (
    Action("review", "Photos", QT_TRANSLATE_NOOP("actions", "Back to the review"), "Escape"),
    Action("plan", "Photos", QT_TRANSLATE_NOOP("actions", "Plan again"), "F5"),
    Action("new_target", "Photos", QT_TRANSLATE_NOOP("actions", "New target …"), "Ctrl+Shift+T"),
    Action("publish", "Photos", QT_TRANSLATE_NOOP("actions", "Publish"), "Ctrl+Return"),
    Action("copy_command", "Photos", QT_TRANSLATE_NOOP("actions", "Copy as command"), "Ctrl+Shift+C"),
    Action("redirects", "Photos", QT_TRANSLATE_NOOP("actions", "Save list of redirects …")),
    *EVERYWHERE,
)


class PublishPage(Page):
    """A view of one publish. Leaving the page does not stop it."""

    topic = "publish"

    def __init__(self, publisher: Publisher, own: Settings) -> None:
        super().__init__(own)
        self.publisher = publisher
        self.target, self.options = QComboBox(), QLineEdit(publisher.options)
        self.new_target = QPushButton(translate("publish", "New target …"))
        self.again = QPushButton(translate("publish", "Plan again"))
        self.plan_view, self.ending_view = PlanView(), EndingView()
        self.note, self.bar = QLabel(), QProgressBar()
        self.publish = QPushButton()
        self.stop_it = QPushButton(translate("publish", "Stop"))
        self.back = QPushButton(translate("publish", "Back to the review"))
        self._body = PageStack()
        self._build()
        commands = {
            "review": self._leave,
            "plan": self.plan,
            "new_target": self.describe_target,
            "publish": publisher.publish,
            "copy_command": self._copy,
            "redirects": self._save_redirects,
        }
        self.make_actions(ACTIONS, commands)
        self._connect()
        title = translate("publish", "Unpublish photos of {}") if publisher.back else translate("publish", "Publish {}")
        self.setWindowTitle(title.format(publisher.session.review_set.set_name))
        if publisher.state is State.IDLE:
            self.plan()
        self._show()

    # --- construction ---

    def _build(self) -> None:
        self.target.addItems(asking.targets())
        self.target.setCurrentText(self.publisher.target)
        self.target.setAccessibleName(translate("publish", "Target"))
        self.options.setAccessibleName(translate("publish", "Further options"))
        self.options.setPlaceholderText("publish.ftp.host=… publish.force=true")
        self.bar.setAccessibleName(translate("publish", "Published photos"))
        self.note.setWordWrap(True)
        self.publish.setProperty("role", "primary")
        self._body.addWidget(self.plan_view)
        self._body.addWidget(self.ending_view)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 10, 12, 10)
        label = QLabel(translate("publish", "Target"))
        label.setBuddy(self.target)
        layout.addLayout(self._row((label, self.target, self.new_target), self.options, (self.again,)))
        layout.addWidget(self._body, 1)
        layout.addWidget(self.bar)
        layout.addLayout(self._row((self.back,), self.note, (self.stop_it, self.publish)))
        self.setCentralWidget(page)

    def _row(self, before: tuple[QWidget, ...], wide: QWidget, after: tuple[QWidget, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        for widget in before:
            row.addWidget(widget)
        row.addWidget(wide, 1)
        for widget in after:
            row.addWidget(widget)
        return row

    def _connect(self) -> None:
        publisher = self.publisher
        publisher.changed.connect(self._show)
        self.target.currentTextChanged.connect(lambda _name: self.plan())
        self.options.returnPressed.connect(self.plan)
        self.options.textEdited.connect(lambda _text: self._outdate())
        self.new_target.clicked.connect(lambda _checked: self.describe_target())
        self.again.clicked.connect(lambda _checked: self.plan())
        self.publish.clicked.connect(lambda _checked: publisher.publish())
        self.stop_it.clicked.connect(lambda _checked: self._stop())
        self.back.clicked.connect(lambda _checked: self._leave())
        self.ending_view.resumed.connect(publisher.resume)
        self.ending_view.said.connect(self.say)

    # --- what a person does ---

    def plan(self) -> None:
        """Start to plan: the runner compares what is approved with the target."""
        self.publisher.target, self.publisher.options = self.target.currentText(), self.options.text()
        self.publisher.plan()

    def describe_target(self) -> None:
        """Ask for a folder or a server; the new target is then selected and planned for."""
        dialog = TargetDialog(self)
        dialog.made.connect(self._use_target)
        dialog.open()

    def _use_target(self, name: str) -> None:
        self.target.addItem(name)
        self.target.setCurrentText(name)

    def _stop(self) -> None:
        self.note.setText(
            translate("publish", "Stopping: the current photo is being finished. Press Stop again to kill it.")
        )
        self.publisher.stop()

    def _outdate(self) -> None:
        """Disable publishing, because changed options need a new plan."""
        self.publish.setEnabled(False)
        self.note.setText(translate("publish", "Options changed: plan again."))

    def _leave(self) -> None:
        self.go(Review(self.publisher.session.review_set.run, view="grid"))

    def _copy(self) -> None:
        """Copy the command that publishes the same to the clipboard."""
        try:
            words = asking.command(
                self.publisher.session.review_set, self.target.currentText(), self.options.text(), ""
            )
        except RunnerError as error:
            self.say(error.in_words(spoken()))
            return
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(shlex.join(["runner", *filter(None, words[words.index("runner") + 1 :])]))
            self.say(translate("publish", "The command was copied."))

    def _save_redirects(self) -> None:
        review_set, target = self.publisher.session.review_set, self.target.currentText()
        self.operations.submit(lambda: redirects.read(review_set, target), self._ask_where, self.say)

    def _ask_where(self, pairs: redirects.Pairs) -> None:
        if not pairs:
            self.say(
                translate("publish", "No published photo has ever had another address at {}.").format(
                    self.publisher.target
                )
            )
            return
        kinds = translate("publish", "Table (*.csv);;nginx (*.conf);;Apache (*.htaccess)")
        name, _kind = QFileDialog.getSaveFileName(self, translate("publish", "Redirects"), "redirects.csv", kinds)
        if name:
            done = translate("publish", "%Ln redirect(s) written to {}.", "", len(pairs)).format(name)
            self.operations.submit(
                lambda: redirects.write(Path(name), pairs), lambda _nothing: self.say(done), self.say
            )

    # --- what is shown ---

    def _show(self) -> None:
        """Show the current state of the publish."""
        publisher, state = self.publisher, self.publisher.state
        ended = state is State.ENDED
        for widget in (self.target, self.new_target, self.options, self.again):
            widget.setEnabled(not publisher.is_working)
        self.stop_it.setVisible(publisher.is_working)
        self.bar.setVisible(publisher.is_working)
        self.publish.setVisible(not ended)
        self.publish.setEnabled(state is State.PLANNED and publisher.going > 0)
        self.publish.setText(self._does().format(publisher.target))
        self.actions_by_name["publish"].setEnabled(self.publish.isEnabled())
        self.actions_by_name["new_target"].setEnabled(not publisher.is_working)
        self._body.setCurrentIndex(1 if ended else 0)
        if ended and publisher.ending is not None:
            publisher.is_seen = True
            self.ending_view.show_ending(publisher.ending)
        elif state is State.PLANNED:
            self.plan_view.show_lines(publisher.lines)
        self._show_progress()
        self.note.setText(self._sentence())

    def _does(self) -> str:
        going = self.publisher.going if self.publisher.state is State.PLANNED else 0
        if not going:
            return translate("publish", "Unpublish") if self.publisher.back else translate("publish", "Publish")
        if self.publisher.back:
            return translate("publish", "Unpublish %Ln from {}", "", going)
        return translate("publish", "Publish %Ln to {}", "", going)

    def _sentence(self) -> str:
        publisher = self.publisher
        if publisher.state is State.PLANNING:
            return translate("publish", "The runner compares what is approved with the target …")
        if publisher.state is State.PUBLISHING:
            if publisher.progress is not None:
                return publisher.progress.sentence(publisher.seconds())
            does = translate("publish", "Publishing to {} …")
            if publisher.back:
                does = translate("publish", "Unpublishing from {} …")
            return does.format(publisher.target)
        if publisher.state is State.ENDED:
            return publisher.ending.sentence if publisher.ending else ""
        if not publisher.going:
            return translate("publish", "There is nothing to publish.")
        if publisher.back:
            return translate("publish", "This is the plan. Nothing is changed until you press Unpublish.")
        return translate("publish", "This is the plan. Nothing is changed until you press Publish.")

    def _show_progress(self) -> None:
        progress = self.publisher.progress if self.publisher.state is State.PUBLISHING else None
        self.bar.setRange(0, progress.total if progress else 0)
        self.bar.setValue(progress.done if progress else 0)

    # --- the rest ---

    def is_quiet(self) -> bool:
        """True if no work in progress will change what is shown."""
        return super().is_quiet() and self.publisher.is_idle() and self.plan_view.is_quiet()

    def repaint_all(self) -> None:
        """Write the HTML again, because it contains the colours of the theme."""
        self._show()

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802
        """Stop listening to the publish, which continues in the background."""
        self.publisher.changed.disconnect(self._show)
        self.plan_view.pictures.stop()
        self.operations.close()
        super().closeEvent(event)
