"""check: what the rules find in the texts of each photo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from runner.schema import CaptionRow, CheckRow, FactsRow, Options
from runner.stage import Folders, Item, Result, item_stage
from runner.text.reading import Texts
from runner.text.rules import Rules, check
from runner.text.thesaurus import Thesaurus, Vocabulary


@dataclass(frozen=True)
class CheckOptions(Options):
    """A rule pack."""

    # of the pack
    name: str
    # options by rule; a rule that is not named does not run
    rules: Rules  # type: ignore[valid-type]
    # terms that the rules know, by topic
    vocabulary: Mapping[str, Vocabulary] = field(default_factory=dict)

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The vocabularies as one, built once: it takes longer than checking a hundred photos."""
        return Thesaurus(self.vocabulary)


@item_stage("check", row=CheckRow, options=CheckOptions, requires=(FactsRow, CaptionRow), version=2)
def check_texts(items: Sequence[Item], options: CheckOptions, folders: Folders) -> Iterator[Result]:
    """Yield the findings of each photo, none where its texts break no rule."""
    for item in items:
        yield CheckRow(check(_texts(item), options.rules, options.thesaurus))


def _texts(item: Item) -> Texts:
    draft, facts = item[CaptionRow], item[FactsRow]
    return Texts(
        caption=draft.caption,
        alt_text=draft.alt_text,
        keywords=draft.keywords,
        file_name=item.path.stem,
        facts=facts,
        writer="picture" if draft.saw_picture else "facts",
    )
