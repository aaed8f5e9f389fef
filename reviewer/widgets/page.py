"""The base class of all pages: what they share, from menus to help."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import metadata

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QApplication, QInputDialog, QMainWindow, QMessageBox

from reviewer.widgets import action, theme, translation
from reviewer.widgets.action import EVERYWHERE, Action
from reviewer.widgets.changes import Changes
from reviewer.widgets.destinations import Destination, NewSets, People, Runs, Start
from reviewer.widgets.help_dialog import HelpDialog
from reviewer.widgets.hint_bar import HINTS, HintBar
from reviewer.widgets.operations import Operations
from reviewer.widgets.shortcuts_dialog import ShortcutsDialog
from runner.review import settings
from runner.review.language import translate
from runner.review.wording import refused_by_disk

TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)
"""Text sizes that can be chosen, in percent of the desktop's."""


class Page(QMainWindow):
    """One page with its own menus and status bar. It never opens another page itself, but emits `wanted`."""

    wanted = pyqtSignal(object)  # a Destination
    respoken = pyqtSignal()  # another language was chosen
    topic = "start"
    """The name of the help text that F1 opens."""

    def __init__(self, own: settings.Settings) -> None:
        super().__init__()
        self.settings = own
        self.operations = Operations(self)
        self.changes = Changes(self.operations)
        self.changes.refused.connect(lambda _why: self.say(translate("changes", "Nothing was saved.")))
        self.actions_by_name: dict[str, QAction] = {}
        self._table: Sequence[Action] = EVERYWHERE

    def go(self, destination: Destination) -> None:
        """Ask the program for another page."""
        self.wanted.emit(destination)

    def say(self, sentence: str) -> None:
        """Show a sentence in the bottom line."""
        bar = self.statusBar()
        if bar is not None:
            bar.showMessage(" ".join(sentence.split()))

    def is_quiet(self) -> bool:
        """True if no work in progress will change what is shown."""
        return self.operations.is_idle()

    def keep(self) -> None:
        """Start to save what is not saved yet, because the page is about to be left."""

    def is_saving(self) -> bool:
        """True while something is being saved; that ends by itself."""
        return not self.operations.is_idle()

    def waits_for(self) -> str:
        """The sentence to show to a person who has to wait for it."""
        return translate("leaving", "Saving …")

    def unkept(self) -> str:
        """What could not be saved and would be lost with the page, and why; empty if nothing would."""
        return self.changes.unkept()

    def try_again(self) -> None:
        """Try again to save it."""
        self.changes.try_again()

    def discard(self) -> None:
        """Drop what could not be saved."""
        self.changes.discard()

    def repaint_all(self) -> None:
        """Repaint what does not follow the theme by itself."""

    def make_actions(self, table: Sequence[Action], commands: Mapping[str, Callable[[], object]]) -> None:
        """Make menus and keys for the actions of the page; the commands of every page are added."""
        self._table = table
        everywhere: dict[str, Callable[[], object]] = {
            "home": lambda: self.go(Start()),
            "new_sets": lambda: self.go(NewSets()),
            "runs": lambda: self.go(Runs()),
            "people": lambda: self.go(People()),
            "theme": self._change_theme,
            "larger_text": lambda: self._resize_text(1),
            "smaller_text": lambda: self._resize_text(-1),
            "language": self._choose_language,
            "help": lambda: HelpDialog(self.topic, self).show(),
            "hints": self._show_hints_again,
            "shortcuts": self._show_keys,
            "about": self._tell_about,
            "quit": self.quit,
        }
        self.actions_by_name = action.make(self, table, everywhere | dict(commands), self.settings.shortcuts)
        self._hint()

    def _hint(self) -> None:
        """Show the hint of the page, unless the person has dismissed it before."""
        if self.topic in HINTS and self.topic not in self.settings.hints:
            bar = HintBar(self.topic)
            bar.dismissed.connect(lambda: self._dismiss(bar))
            self.addToolBar(bar)

    def _dismiss(self, bar: HintBar) -> None:
        self.settings.hints = [*self.settings.hints, self.topic]
        self.removeToolBar(bar)
        bar.deleteLater()
        self.save_settings()

    def _show_hints_again(self) -> None:
        self.settings.hints = []
        self.save_settings()
        if self.findChild(HintBar) is None:
            self._hint()

    def quit(self) -> None:
        """Close the window that the page is in."""
        window = self.window()
        if window is not None:
            window.close()

    def label_buttons(self) -> None:
        """Write the keys on the buttons; called again after they have changed."""

    def save_settings(self) -> None:
        """Save the settings, or say why that failed."""
        try:
            settings.save(self.settings)
        except OSError as error:
            self.say(translate("main_window", "The settings cannot be saved: {}").format(refused_by_disk(error)))

    def _change_theme(self) -> None:
        self.settings.theme = "light" if theme.current() is theme.DARK else "dark"
        self._dress()

    def _resize_text(self, steps: int) -> None:
        """Choose the next larger (1) or smaller (-1) text size."""
        at = TEXT_SIZES.index(min(TEXT_SIZES, key=lambda size: abs(size - self.settings.text_size)))
        self.settings.text_size = TEXT_SIZES[min(max(at + steps, 0), len(TEXT_SIZES) - 1)]
        self._dress()

    def _dress(self) -> None:
        """Apply the theme and the text size of the settings, and save them."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.settings.theme, self.settings.text_size)
            self.repaint_all()
            self.save_settings()

    def _choose_language(self) -> None:
        offered = translation.names()
        codes, titles = list(offered), list(offered.values())
        now = codes.index(self.settings.language) if self.settings.language in codes else 0
        title, about = translate("commands", "Language"), translate("commands", "Language of the window")
        said, given = QInputDialog.getItem(self, title, about, titles, now, editable=False)
        if given:
            self.settings.language = codes[titles.index(said)]
            self.save_settings()
            self.respoken.emit()

    def _show_keys(self) -> None:
        dialog = ShortcutsDialog(self._table, self.settings.shortcuts, self)
        dialog.changed.connect(self._use_keys)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _use_keys(self, keys: dict[str, str]) -> None:
        """Use and save these keys; those of other pages stay as they are."""
        of_others = {name: key for name, key in self.settings.shortcuts.items() if name not in self.actions_by_name}
        self.settings.shortcuts = {**of_others, **keys}
        for each in self._table:
            self.actions_by_name[each.name].setShortcuts(action.shortcuts(keys.get(each.name, each.keys)))
        self.label_buttons()
        self.save_settings()

    def _tell_about(self) -> None:
        said = translate(
            "page", "photo-runner {}: names, captions, alt text and keywords for your photos, approved by a person."
        )
        QMessageBox.about(self, translate("page", "About photo-runner"), said.format(metadata.version("photo-runner")))
