"""What the actions of `photo_actions` do, and the context menu of a photo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PyQt6.QtCore import QPoint
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QMenu

from reviewer.review.main_window_base import MainWindowBase
from reviewer.review.photo_actions import CONTEXT, RATING
from reviewer.widgets import file_manager
from runner.review.language import translate
from runner.store.ratings import COLOURS, FLAGS, STARS, Kind, Value


def photo_commands(window: MainWindowBase) -> dict[str, Callable[[], object]]:
    """The functions of all actions, by action name."""
    stars = {f"stars_{count}": partial(_rate, window, "stars", count or None) for count in range(STARS + 1)}
    colours = {f"colour_{name}": partial(_toggle, window, "colour", name) for name in COLOURS}
    flags = {f"flag_{name}": partial(_toggle, window, "flag", name) for name in FLAGS}
    return {
        **stars, **colours, **flags,
        "colour_none": partial(_rate, window, "colour", None),
        "flag_none": partial(_rate, window, "flag", None),
        "facets": lambda: _show_facets(window),
        "go_to_facets": lambda: _go_to_facets(window),
        "group_by": lambda: window.filters.grouping.showPopup(),
        "collapse_group": window.groups.collapse_or_open,
        "collapse_all": window.groups.collapse_or_open_all,
        "select_group": window.groups.select_current,
        "show_in_folder": lambda: _with_file(window, file_manager.show_in_folder),
        "open_with": lambda: _with_file(window, file_manager.open_file),
        "copy_name": lambda: _copy(window, lambda path: path.name),
        "copy_path": lambda: _copy(window, str),
    }  # fmt: skip


def open_menu(window: MainWindowBase, where: QPoint) -> None:
    """Open the context menu of the selected photos."""
    menu, actions = QMenu(window), window.actions_by_name
    for name in CONTEXT:
        if name == "RATE":
            rate = QMenu(translate("actions", "Rate"), menu)
            rate.addActions([actions[each.name] for each in RATING])
            menu.addMenu(rate)
        elif name:
            menu.addAction(actions[name])
        else:
            menu.addSeparator()
    menu.popup(where)


def _rate(window: MainWindowBase, kind: Kind, value: Value) -> None:
    chosen = window.centre.chosen()
    if chosen:
        window.change(lambda: window.session.rate(chosen, kind, value))


def _toggle(window: MainWindowBase, kind: Kind, value: Value) -> None:
    """Set a colour or a flag; if all chosen photos already have it, remove it."""
    snapshot = window.session.snapshot
    have = all(snapshot.rating(snapshot.items[place], kind) == value for place in window.centre.chosen())
    _rate(window, kind, None if have else value)


def _show_facets(window: MainWindowBase) -> None:
    window.settings.facets = window.actions_by_name["facets"].isChecked()
    window.save_settings()
    window.fit_facets()
    if window.settings.facets and window.facets.isHidden() and window.centre.view() in ("grid", "map", "calendar"):
        window.say(
            translate("commands", "There is no room for the facets: widen the window, or make the text smaller.")
        )


def _go_to_facets(window: MainWindowBase) -> None:
    if window.centre.view() not in ("grid", "map", "calendar"):
        window.centre.look("grid")
    window.actions_by_name["facets"].setChecked(True)
    _show_facets(window)
    tree = window.facets.tree
    if tree.currentItem() is None:
        tree.setCurrentItem(tree.topLevelItem(0))
    tree.setFocus()


def _paths(window: MainWindowBase) -> list[Path]:
    paths = window.session.snapshot.photos.table["source_path"]
    return [Path(paths[place]) for place in window.centre.chosen()]


def _with_file(window: MainWindowBase, open_it: Callable[[Path], str]) -> None:
    """Open the current photo with a program of the desktop, and say so if that fails."""
    current = window.centre.current()
    if current is not None:
        path = Path(window.session.snapshot.photos.table["source_path"][current])
        window.reading.submit(partial(file_manager.is_there, path), lambda there: _open(window, path, there, open_it))


def _open(window: MainWindowBase, path: Path, there: bool, open_it: Callable[[Path], str]) -> None:
    missing = translate("photo_commands", "The photo is no longer where the run found it: {}").format(path)
    said = open_it(path) if there else missing
    if said:
        window.say(said)


def _copy(window: MainWindowBase, words: Callable[[Path], str]) -> None:
    paths, clipboard = _paths(window), QGuiApplication.clipboard()
    if paths and clipboard is not None:
        clipboard.setText("\n".join(map(words, paths)))
        window.say(translate("photo_commands", "Copied: {}").format(words(paths[0])) if len(paths) == 1 else
                   translate("photo_commands", "Copied %Ln line(s).", "", len(paths)))  # fmt: skip
