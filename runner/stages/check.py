"""check: what the rules find in the texts of each photo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from annotated_types import MinLen

from runner.schema import CaptionRow, CheckRow, FactsRow, Options
from runner.stage import Folders, Item, Result, item_stage
from runner.text.digest import digest_of_rules
from runner.text.language.reading import Texts
from runner.text.language.thesaurus import Thesaurus, Vocabulary
from runner.text.rules import Rules, check


@dataclass(frozen=True)
class CheckOptions(Options):
    """A rule pack."""

    # of the pack
    name: str
    # options by rule; a rule that is not named does not run
    rules: Rules  # type: ignore[valid-type]
    # terms that the rules know, by topic
    vocabulary: Mapping[str, Vocabulary] = field(default_factory=dict)
    # of the texts in a table; the texts of photos are in the language of their set
    language: Annotated[str, MinLen(2)] = "en"
    # no option: part of the work key, so that a changed rule reads the texts again
    code: str = field(init=False, default_factory=digest_of_rules)

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The vocabularies as one, built once: it takes longer than checking a hundred photos."""
        return Thesaurus(self.vocabulary)


@item_stage("check", row=CheckRow, options=CheckOptions, needs={"facts": FactsRow, "draft": CaptionRow}, version=2)
def check_texts(items: Sequence[Item], options: CheckOptions, folders: Folders) -> Iterator[Result]:
    """Yield the findings of each photo, none where its texts break no rule."""
    for item in items:
        yield CheckRow(check(texts_of(item), options.rules, options.thesaurus))


def texts_of(item: Item) -> Texts:
    """The first draft of a photo, with all that the rules look at."""
    draft, facts = item["draft"], item["facts"]
    return Texts(
        caption=draft.caption,
        alt_text=draft.alt_text,
        keywords=draft.keywords,
        file_name=item.path.stem,
        facts=facts,
        writer="picture" if draft.saw_picture else "facts",
    )
