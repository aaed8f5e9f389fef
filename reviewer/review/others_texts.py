"""Offers to show photos whose text another person has changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reviewer.widgets.offer_strip import OfferStrip
from runner.review.conflicts import Conflict, left_out
from runner.review.language import translate
from runner.review.snapshot import Snapshot


class OthersTexts:
    """Makes the offers in the line above the photos."""

    def __init__(self, offer: OfferStrip, show_photo: Callable[[int], None], filter_by: Callable[[str], None]) -> None:
        self._offer, self._show_photo, self._filter_by = offer, show_photo, filter_by

    def ask(self, snapshot: Snapshot, conflict: Conflict) -> None:
        """Offer to show a photo whose text another person changed during typing; its field asks which one is right."""
        place = snapshot.places[conflict.item]
        name = str(snapshot.row(place)["source_path"]).rpartition("/")[2]
        said = translate("main_window", "{}: {} Your text is kept. Which one is right?")
        self._offer.offer(
            said.format(name, conflict.sentence()),
            translate("main_window", "Show the photo"),
            lambda: self._show_photo(place),
        )

    def tell(self, snapshot: Snapshot, found: Sequence[Conflict]) -> None:
        """Say which photos a change left out, and offer to show them; does nothing if there are none."""
        if found:
            items = dict.fromkeys(each.item for each in found)
            show = translate("main_window", "Show %Ln photo(s)", "", len(items))
            self._offer.offer(left_out(snapshot, found), show, lambda: self._filter_by(f"id:{','.join(items)}"))
