"""Captions that are only a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge

from runner.messages import say
from runner.text.language.reading import Reading, content, content_words
from runner.text.language.tokenise import parts, tokenise
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class CollapsedOptions(RuleOptions):
    """When a caption says enough by itself."""

    # content words with which even a caption that only repeats the subject says enough
    enough: Annotated[int, Ge(1)] = 5


@rule(CollapsedOptions, example="A grey heron. (the subject is: grey heron)")
def collapsed(reading: Reading, options: CollapsedOptions) -> Iterator[Hit]:
    """A caption that is only the subject, only the place, or the name of the file."""
    if (caption := reading.caption) is None:
        return
    words = frozenset(token.lemma for token in content(caption.tokens))
    for whole, message in ((reading.subject, say("collapsed.subject")), (reading.location, say("collapsed.location"))):
        if 0 < len(words) < options.enough and words <= content_words(whole):
            yield Hit("caption", (caption.text.strip(),), message)
            return
    if _is_file_name(reading):
        yield Hit("caption", (caption.text.strip(),), say("collapsed.file_name"))


def _is_file_name(reading: Reading) -> bool:
    """Whether the caption has exactly the words of the file name, in the same order."""
    stem = re.sub(r"\.\w{2,4}$", "", reading.texts.file_name or "").replace("_", " ")
    caption = (reading.caption.text if reading.caption else "").strip()
    caption = re.sub(r"\.\w{2,4}$", "", caption).replace("_", " ")
    return bool(stem) and _pieces(stem) == _pieces(caption)


def _pieces(text: str) -> list[str]:
    return [piece for token in tokenise(text) for piece in (parts(token.fold) or (token.fold,))]
