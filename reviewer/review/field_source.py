"""Who wrote the text in a field: a reviewer, the captioner, or a source that the run knew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runner.review.language import translate
from runner.store.decisions import FILE_NAME, RecordedEdit


def source_of(row: Mapping[str, Any], name: str, written: Mapping[str, RecordedEdit]) -> str | None:
    """Who wrote the text of a field, in words; None if that is unknown."""
    captioner, by = row["caption_model"] or translate("editor", "the captioner"), translate("editor", "by {}")
    if name in written and written[name].value is not None:
        reviewer = written[name].reviewer
        if written[name].source == "template":
            return translate("editor", "follows the subject")
        taken_over = translate("editor", "by {}, accepted by {}").format(captioner, reviewer)
        return taken_over if written[name].source == "model" else by.format(reviewer)
    if name == FILE_NAME:
        return None
    classifier = translate("editor", "by the classifier")
    said = {
        "model": classifier if name in ("subject", "location") else by.format(captioner),
        "human": translate("editor", "from the file"),
        "set": translate("editor", "from the set"),
        "exif": translate("editor", "from EXIF"),
    }
    return said.get(row[f"{name}_from"] or "")
