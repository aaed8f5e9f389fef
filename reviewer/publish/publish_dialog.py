"""Publishing: choose a target, see the runner's plan, say yes, watch, stop. The runner works beside the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reviewer.publish.publish_page import end_page, plan_page
from reviewer.widgets.child import Child
from reviewer.widgets.operations import Operations
from runner.errors import RunnerError
from runner.messages import say
from runner.review import publishing
from runner.review.language import spoken, translate, worded
from runner.review.publishing import Line
from runner.review.session import Session

GOING = ("new", "change", "move", "unpublish", "abandon")


class PublishDialog(QDialog):
    """Stays open beside the window: reviewing goes on while it publishes."""

    def __init__(self, session: Session, operations: Operations, parent: QWidget, back: Sequence[str] = ()) -> None:
        """Publish what is approved; or take the photos `back` (item ids) back."""
        super().__init__(parent)
        self._session, self._operations, self._back = session, operations, tuple(back)
        self._child: Child | None = None
        self._fresh = False
        title = translate("publish", "Unpublish photos of {}") if back else translate("publish", "Publish {}")
        self.setWindowTitle(title.format(session.review_set.set_name))
        self.target, self.options = QComboBox(), QLineEdit()
        self.page, self.note, self.bar = QTextBrowser(), QLabel(), QProgressBar()
        self.publish = QPushButton(translate("publish", "Publish"))
        self.again = QPushButton(translate("publish", "Plan again"))
        self.stop_it, self.leave = QPushButton(translate("publish", "Stop")), QPushButton(translate("publish", "Close"))
        self._build()
        self.target.addItems(publishing.targets())
        self._connect()
        self.plan()

    def _build(self) -> None:
        self.target.setAccessibleName(translate("publish", "Target"))
        self.options.setAccessibleName(translate("publish", "Further options"))
        self.options.setPlaceholderText("publish.ftp.host=… publish.force=true")
        self.page.setAccessibleName(translate("publish", "Publish plan"))
        self.page.setOpenExternalLinks(True)
        self.bar.setAccessibleName(translate("publish", "Published photos"))
        self.note.setWordWrap(True)
        form, buttons, layout = QFormLayout(), QHBoxLayout(), QVBoxLayout(self)
        form.addRow(translate("publish", "Target"), self.target)
        form.addRow(translate("publish", "Options"), self.options)
        for button in (self.publish, self.again, self.stop_it, self.leave):
            button.setAutoDefault(False)  # Return in a field must not publish
            buttons.addWidget(button)
        layout.addLayout(form)
        for widget in (self.page, self.bar, self.note):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.resize(680, 620)

    def _connect(self) -> None:
        self.target.currentTextChanged.connect(lambda _name: self.plan())
        self.options.textEdited.connect(lambda _text: self.outdated(translate("publish", "Other options: plan again.")))
        self.options.returnPressed.connect(self.plan)
        self.again.clicked.connect(lambda _checked: self.plan())
        self.publish.clicked.connect(lambda _checked: self._publish())
        self.stop_it.clicked.connect(lambda _checked: self._stop())
        self.leave.clicked.connect(lambda _checked: self.reject())

    def is_idle(self) -> bool:
        """Whether nothing runs beside the window."""
        return self._child is None and self._operations.is_idle()

    def plan(self) -> None:
        """Let the runner plan, and show what it says."""
        if self._child is None:
            self._fresh = True
            self.note.setText(translate("publish", "The runner compares what is approved with the target …"))
            self._start(publishing.PLAN, self._planned)

    def outdated(self, sentence: str) -> None:
        """The plan that is shown, or being made, holds no longer."""
        self._fresh = False
        if self.publish.isEnabled():
            self.publish.setEnabled(False)
            self.note.setText(sentence)

    def reject(self) -> None:
        """Close it, but not over a publish that goes on."""
        if self._child is not None:
            self.note.setText(
                translate("publish", "It is still at work. Stop it first, or leave it open and go on reviewing.")
            )
            return
        super().reject()

    def end(self) -> None:
        """The window goes: stop what runs."""
        if self._child is not None:
            self._child.end()
            self._child = None
        self.hide()

    def _publish(self) -> None:
        does = translate("publish", "Publishing to {} …")
        if self._back:
            does = translate("publish", "Unpublishing from {} …")
        self.note.setText(does.format(self.target.currentText()))
        self._start(publishing.PUBLISH, self._ended)

    def _stop(self) -> None:
        if self._child is not None:
            self.note.setText(
                translate("publish", "Stopping: what is under way is brought to an end. Once more kills it.")
            )
            self._child.stop()

    def _start(self, order: str, then: Callable[[Child, int], None]) -> None:
        review_set = self._session.review_set
        try:
            if problem := publishing.obstacle(review_set):
                self._show_end(problem, "", None)
                return
            target = self.target.currentText()
            back = publishing.names_there(review_set, target, self._back) if self._back else []
            if self._back and not back:
                self._show_end(
                    translate("publish", "None of these photos is published to {}.").format(target), "", None
                )
                return
            words = publishing.command(review_set, target, self.options.text(), order, back)
        except RunnerError as error:
            self._show_end(error.in_words(spoken()), "", None)
            return
        child = self._child = Child(words, self)
        child.said.connect(self._said)
        child.ended.connect(lambda code: self._close(child, code, then))
        self._arrange()
        child.start()

    def _close(self, child: Child, code: int, then: Callable[[Child, int], None]) -> None:
        self._child = None
        child.deleteLater()
        self._arrange()
        then(child, code)

    def _arrange(self) -> None:
        runs = self._child is not None
        for widget in (self.target, self.options, self.again, self.leave):
            widget.setEnabled(not runs)
        self.publish.setEnabled(False)
        self.stop_it.setEnabled(runs)
        self.bar.setVisible(runs)
        self.bar.setRange(0, 0)

    def _said(self, line: str) -> None:
        if found := publishing.progress(line):
            self.bar.setRange(0, found[1])
            self.bar.setValue(found[0])
            self.note.setText(worded(say("publish.progress", done=found[0], total=found[1])))

    def _planned(self, child: Child, code: int) -> None:
        if code != 0:
            self._ended(child, code)
            return
        said = child.said_all
        self._operations.submit(
            lambda: publishing.plan(self._session, publishing.report(said)),
            self._show_plan,
            lambda sentence: self._show_end(sentence, "", None),
        )

    def _show_plan(self, lines: list[Line]) -> None:
        going = sum(line.action in GOING and not line.held for line in lines)
        target = self.target.currentText()
        self.page.setHtml(plan_page(lines))
        self.publish.setEnabled(going > 0 and self._fresh and self._child is None)
        does = translate("publish", "Publish %Ln to {}", "", going)
        if self._back:
            does = translate("publish", "Unpublish %Ln from {}", "", going)
        self.publish.setText(does.format(target))
        self.note.setText(self._about(going))

    def _about(self, going: int) -> str:
        if not self._fresh:
            return translate("publish", "Something was changed meanwhile: plan again.")
        if not going:
            return translate("publish", "There is nothing to publish.")
        if self._back:
            return translate("publish", "This is the plan. Nothing is changed until you press Unpublish.")
        return translate("publish", "This is the plan. Nothing is changed until you press Publish.")

    def _ended(self, child: Child, code: int) -> None:
        found = "Report: " in child.said_all
        page = str(publishing.report(child.said_all)) if found else None
        sentence = publishing.meaning(code, self.target.currentText(), back=bool(self._back))
        self._show_end(sentence, f"{child.complaints}\n{publishing.after_plan(child.said_all)}", page)

    def _show_end(self, sentence: str, said: str, report: str | None) -> None:
        self.page.setHtml(end_page(sentence, said, report))
        self.note.setText(sentence)
        self.publish.setEnabled(False)
        self.bar.hide()
