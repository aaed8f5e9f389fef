"""Says above the content of a page that the catalogue is missing, and offers to start a new one."""

from __future__ import annotations

from reviewer.widgets.offer_strip import OfferStrip
from reviewer.widgets.page import Page
from runner.review.language import spoken, translate
from runner.review.review_catalog import ReviewCatalog


def offer_to_begin(page: Page, offer: OfferStrip, catalog: ReviewCatalog) -> None:
    """If nothing can be recorded here, say so. If the catalogue is absent, offer to start a new one."""
    if catalog.is_absent():
        said = translate(
            "catalogue_offer",
            "{} is missing, and with it what people wrote and decided about these photos. If it is on a "
            "drive, connect the drive. You can look at everything; to write and decide here, start a new "
            "one.",
        )
        begun = translate("catalogue_offer", "Started. What you write and decide is saved from now on.")
        offer.offer(
            said.format(catalog.path),
            translate("catalogue_offer", "Start a new one"),
            lambda: page.operations.submit(catalog.begin, lambda _nothing: page.say(begun), page.say),
        )
    elif (obstacle := catalog.obstacle()) is not None:
        page.say(obstacle.in_words(spoken()))
