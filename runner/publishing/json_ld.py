"""A photo as a JSON-LD `ImageObject`, for search engines. Source: schema.org and Google's image metadata guide."""

from __future__ import annotations

import json
from collections.abc import Mapping

from runner.publishing.embedding import PictureMetadata
from runner.publishing.fields import Value


def image_object(fields: Mapping[str, Value], texts: PictureMetadata, licence: str | None) -> bytes:
    """Return the object as JSON in UTF-8; unknown values are left out."""
    known = {
        "@context": "https://schema.org/",
        "@type": "ImageObject",
        "contentUrl": fields.get("url") or fields.get("path"),
        "name": texts.title,
        "caption": texts.caption,
        "description": texts.alt_text,
        "keywords": ", ".join(texts.keywords),
        "creator": {"@type": "Person", "name": texts.creator} if texts.creator else None,
        "creditText": texts.credit,
        "copyrightNotice": texts.copyright,
        "license": licence,
        "dateCreated": texts.captured_at.replace(" ", "T") if texts.captured_at else None,
    }
    text = json.dumps({name: value for name, value in known.items() if value}, ensure_ascii=False, indent=2)
    # Embedded in a page, a text could otherwise end the script element.
    return text.replace("</", "<\\/").encode()
