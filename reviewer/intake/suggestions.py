"""Suggests values for the fields of a form, from the photos, with buttons that accept them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reviewer.intake import wording
from reviewer.intake.noted_field import NotedField, Offer
from reviewer.intake.row import Row
from runner.intake.draft_merging import as_text
from runner.intake.problems import NAME_TAKEN
from runner.intake.splitting import MOST
from runner.review.language import number, translate

SPLIT_BY_FOLDER, SPLIT_BY_SUBJECT, LOAD, OTHER_NAME = (
    "by_folder",
    "by_subject",
    "load",
    "other_name",
)
"""The actions that a button can ask for."""


class Suggestions:
    """Writes below the fields of a form. `use` puts a text into a field; `wish` asks for any other action.

    `settle` chooses between two texts for a field that come from two windows, or from a window and a file.
    """

    def __init__(
        self,
        fields: Mapping[str, NotedField],
        use: Callable[[str, str], object],
        wish: Callable[[str], object],
        settle: Callable[[str, str], object],
    ) -> None:
        self._fields, self._use, self._wish, self._settle = fields, use, wish, settle

    def show_row(self, row: Row) -> None:
        """Show the current suggestions for a row."""
        self._subject(row)
        self._location(row)
        self._category(row)
        self._name(row)
        self._fields["hints"].show_note("")
        for name, other in row.planned.others:
            self._ask(name, as_text(row.planned, name), other)

    def _ask(self, name: str, here: str, other: str) -> None:
        """Ask which of two texts is right; the set cannot be started before that is answered."""
        said = translate(
            "intake", "Another window, or the set's file, has “{}” here. Both are kept. Which one is right?"
        ).format(other)
        offers = [
            (translate("intake", "Keep this one"), lambda: self._settle(name, here)),
            (translate("intake", "Use the other"), lambda: self._settle(name, other)),
        ]
        self._fields[name].show_note(said, offers)

    def _subject(self, row: Row) -> None:
        field, found = self._fields["subject"], row.proposal
        if found is not None and found.subject:
            said = "\n".join(filter(None, (wording.suggestion(found, _photos(row)), wording.odd(found))))
            field.show_note(said, [] if row.planned.subject else [self._taking("subject", found.subject)])
        elif row.to_split:
            field.show_note(translate("intake", "Looking at every photo to split them …"))
        elif found is None and row.looking == "recognising":
            field.show_note(translate("intake", "Looking at some of the photos …"))
        elif row.planned.subject:
            field.show_note("")
        else:
            field.show_note(wording.no_suggestion(row), self._splits(row))

    def _splits(self, row: Row) -> list[Offer]:
        survey, found = row.survey, row.proposal
        if survey is None:
            return []
        offers: list[Offer] = []
        if found is not None and found.groups and survey.photos <= MOST:
            offers.append((translate("intake", "Split by what they show"), lambda: self._wish(SPLIT_BY_SUBJECT)))
        if len(survey.subfolders) > 1:
            said = translate("intake", "Split by subfolder ({})").format(number(len(survey.subfolders)))
            offers.append((said, lambda: self._wish(SPLIT_BY_FOLDER)))
        return offers

    def _location(self, row: Row) -> None:
        place = row.survey.place if row.survey else None
        if row.survey is None or place is None:
            self._fields["location"].show_note("")
            return
        offers = [] if row.planned.location else [self._taking("location", place)]
        self._fields["location"].show_note(wording.location(row.survey), offers)

    def _category(self, row: Row) -> None:
        category = row.proposal.category if row.proposal else ""
        if not category or row.planned.category:
            self._fields["category"].show_note("")
            return
        said = translate("intake", "Usual for such photos: {}").format(category)
        self._fields["category"].show_note(said, [self._taking("category", category)])

    def _name(self, row: Row) -> None:
        field = self._fields["name"]
        if row.planned.changes:
            field.show_note(
                translate(
                    "intake", "You already have this set. Its file is changed only where you change something here."
                )
            )
        elif "name" in row.problems and row.problems["name"].id == NAME_TAKEN:
            field.show_note(
                translate("intake", "You can change that set instead, or give this one another name."),
                [
                    (translate("intake", "Change that set"), lambda: self._wish(LOAD)),
                    (translate("intake", "Another name"), lambda: self._wish(OTHER_NAME)),
                ],
            )
        else:
            field.show_note("")

    def _taking(self, name: str, value: str) -> Offer:
        return translate("intake", "Use “{}”").format(value), lambda: self._use(name, value)


def _photos(row: Row) -> int:
    return row.survey.photos if row.survey else 0
