"""What each action of the picks page does."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtGui import QGuiApplication

from reviewer.widgets.destinations import NewSets, Review
from reviewer.widgets.picture import STEP, PictureView
from runner.review.language import translate
from runner.review.picks.desk import Member

if TYPE_CHECKING:
    from reviewer.picks.export_dialog import ExportDialog
    from reviewer.picks.picks_page import PicksPage
    from runner.review.picks.exports import Export

_PAN = 0.15
"""One key press moves the pictures by this fraction of the view."""


def commands(page: PicksPage) -> dict[str, Callable[[], object]]:
    """The functions of all actions, by action name."""
    view = page.groups.group
    beside = {"one_photo": 1, "two_photos": 2, "three_photos": 3, "four_photos": 4}
    pans = {"pan_left": (-_PAN, 0.0), "pan_right": (_PAN, 0.0), "pan_up": (0.0, -_PAN), "pan_down": (0.0, _PAN)}
    return {
        "keep_photo": lambda: _keep(page),
        "swap_photo": lambda: _swap(page),
        "keep_both": lambda: _keep_both(page),
        "reject_group": lambda: _reject(page),
        "reopen_group": lambda: _reopen(page),
        "advance": lambda: None,
        "next_photo": lambda: view.step(1),
        "previous_photo": lambda: view.step(-1),
        "next_group": lambda: page.groups.list.step(1),
        "previous_group": lambda: page.groups.list.step(-1),
        "next_open_group": lambda: _go_to_open(page),
        "group_in_review": lambda: _show_in_review(page),
        "sort_again": lambda: page.show_view(page.moment()),
        "undo": lambda: page.change(page.desk.session.undo),
        "redo": lambda: page.change(page.desk.session.redo),
        **{name: partial(view.show_beside, count) for name, count in beside.items()},
        "faces": lambda: view.show_faces(page.actions_by_name["faces"].isChecked()),
        "measures": lambda: _fold_measures(page),
        "actual": lambda: _picture(page).toggle_actual(),
        "zoom_in": lambda: _picture(page).zoom(STEP),
        "zoom_out": lambda: _picture(page).zoom(1 / STEP),
        **{name: partial(_pan, page, *by) for name, by in pans.items()},
        "loupe": lambda: _toggle_loupes(page),
        "amount": lambda: page.look(asks=True),
        "foresight": lambda: page.when_ranked(lambda: _show_foresight(page)),
        "export_picks": lambda: page.when_ranked(lambda: _export(page)),
        "copy_command": lambda: _copy(page),
        "leave_picks": lambda: page.go(Review(page.desk.session.review_set.run, view="grid")),
    }


# --- decisions ---


def _keep(page: PicksPage) -> None:
    """Keep the current photo and reject the others."""
    moment, member = page.moment(), page.groups.group.member()
    if moment is not None and member is not None:
        page.change(partial(page.desk.keep, moment, [member.place]), advance=True)


def _swap(page: PicksPage) -> None:
    """Keep the current photo instead of the one kept now. If they are the same, keep the next one."""
    moment, members = page.moment(), page.groups.group.members()
    if moment is not None and members:
        page.change(partial(page.desk.keep, moment, [_other(members, page.groups.group.current).place]), advance=True)


def _keep_both(page: PicksPage) -> None:
    """Keep the current photo in addition to the one kept now. If they are the same, keep the next one, too."""
    moment, members = page.moment(), page.groups.group.members()
    if moment is not None and members:
        kept = [member.place for member in members if member.kept] or [members[0].place]
        other = _other(members, page.groups.group.current).place
        page.change(partial(page.desk.keep, moment, list(dict.fromkeys([*kept, other]))), advance=True)


def _other(members: list[Member], current: int) -> Member:
    """The current photo; if it is already kept, the first one after it that is not."""
    stays = [member.kept for member in members]
    stays[0] = stays[0] or not any(stays)
    order = [*range(current, len(members)), *range(current)]
    return members[next((at for at in order if not stays[at]), current)]


def _reject(page: PicksPage) -> None:
    if (moment := page.moment()) is not None:
        page.change(partial(page.desk.reject, moment), advance=True)


def _reopen(page: PicksPage) -> None:
    if (moment := page.moment()) is not None:
        page.change(partial(page.desk.reopen, moment))


# --- going ---


def _go_to_open(page: PicksPage) -> None:
    following = page.next_open()
    if following is None:
        page.say(translate("picks_page", "No other group is undecided."))
    page.groups.list.choose(following)


def _show_in_review(page: PicksPage) -> None:
    member, session = page.groups.group.member(), page.desk.session
    if member is not None:
        photos = session.find("")
        page.go(Review(session.review_set.run, photo=photos.index(member.place) + 1))


# --- pictures ---


def _fold_measures(page: PicksPage) -> None:
    """Show or hide the measures. The faces are hidden meanwhile, and come back afterwards."""
    view, actions = page.groups.group, page.actions_by_name
    view.show_measures(actions["measures"].isChecked())
    view.show_faces(actions["faces"].isChecked())


def _picture(page: PicksPage) -> PictureView:
    return page.groups.group.photos.picture()


def _pan(page: PicksPage, right: float, down: float) -> None:
    _picture(page).pan(right, down)


def _toggle_loupes(page: PicksPage) -> None:
    """Show or hide the loupe in each of the photos side by side."""
    for frame in page.groups.group.photos.frames:
        frame.picture.toggle_loupe()


# --- results ---


def _show_foresight(page: PicksPage) -> None:
    from reviewer.picks.foresight_dialog import ForesightDialog

    dialog = ForesightDialog(page.desk, page)
    dialog.said.connect(page.say)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _export(page: PicksPage) -> None:
    from reviewer.picks.export_dialog import ExportDialog  # slow: imports everything that writes XMP

    dialog = ExportDialog(page.desk, page)
    dialog.wanted.connect(partial(_carry_out, page, dialog))
    dialog.reviewed.connect(lambda text: page.go(Review(page.desk.session.review_set.run, text)))
    dialog.set_wanted.connect(lambda folder: page.go(NewSets((folder,))))
    for wanted in (dialog.reviewed, dialog.set_wanted):
        wanted.connect(dialog.accept)
    dialog.said.connect(page.say)
    dialog.stopped.connect(page.writing.stop)
    page.writing.went_on.connect(dialog.show_progress)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _carry_out(page: PicksPage, dialog: ExportDialog, export: Export) -> None:
    """Carry out the export in the background. The dialog and the page's line say how it ended."""

    def done(sentence: str) -> None:
        dialog.show_done(export, sentence)
        page.say(sentence)

    def failed(sentence: str) -> None:
        dialog.show_failed(sentence)
        page.say(sentence)

    page.writing.start(partial(export.carry_out, page.desk), done, failed)


def _copy(page: PicksPage) -> None:
    from runner.review.picks.exports import command

    clipboard = QGuiApplication.clipboard()
    if clipboard is not None:
        clipboard.setText(shlex.join(command(page.desk)))
        page.say(translate("publish", "The command was copied."))
