"""Decides which texts in a file were written by a person about the photo."""

from __future__ import annotations

import re
import unicodedata

from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.injection import is_for_machines

# What cameras, phones and programs put into title and description by themselves.
_DEFAULTS = frozenset(
    """
    olympus digital camera|konica minolta digital camera|minolta digital camera|samsung digital camera|digital camera
    sony dsc|samsung|camera|casio digital camera|casio computer co.,ltd.|kodak digital still camera|digital still camera
    exif_jpeg_picture|exif jpeg picture|jpeg picture|my beautiful picture|untitled|picture|image|photo|default|dcim
    created by dpe, eastman kodak company|lead technologies inc. v1.01|screenshot|scan|scanned image|no title
    charset="ascii"|binary comment|image description|ascii|unicode|none|null|n/a|unknown|user comments|comment
    edf|hdr|hdrpl|oznor|oznorwo|oznorhdr|cof|sdr|ptr|rbt|mde|dav|btf|fbt|bty|burst|nor|norm|vhdr
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
) - {""}

# Names that cameras give files: DSC_0042, IMG_20190503_123456.jpg, P1010001.
_FILE_NAME = re.compile(
    r"(?:_?(?:dsc[nf]?|imgp?|cimg|pict|pxl|mvi|dcim|sam|gopr|dji|sany|hpim|image|photo|scan|screenshot)"
    r"[ _-]?\d[\d_-]*(?:[_-]?[a-z]{1,6})?|p\d{7}|\d[\d_-]{5,})(?: ?\(\d+\))?(?:\.\w{2,4})?",
    re.IGNORECASE,
)

# A line that ends with a file extension is the name of a file: Town square.tif.
_PICTURE_FILE = re.compile(
    r".{0,120}\.(?:jpe?g|png|tiff?|hei[cf]|webp|nef|cr[23]|arw|dng|raf|orf|gif|psd)", re.IGNORECASE
)
_SINGLE_LETTER = re.compile(r"[a-z]", re.IGNORECASE)

# What lenses and cameras are called: "EF70-200mm f/2.8L IS II USM", "LEICA Q (Typ 116)".
_DEVICE = re.compile(r"[^\W_](?:[\w .,/&+*()\-'’°|@]|(?<=\d):(?=\d)){0,79}")
_DEVICE_WORDS, _MAKER_WORDS = 12, 3

_LONGEST = 4000


def human(text: str | None) -> str | None:
    """Return `text`, cleaned, if a person may have written it about the photo, else None.

    Camera defaults, file names, markup, orders to a model, single Latin letters and texts without a letter do not
    count, nor do texts of more than 4000 characters.
    """
    if not text or len(text) > _LONGEST:
        return None
    cleaned = "\n".join(filter(None, (" ".join(line.split()) for line in visible(text).splitlines())))
    folded = cleaned.casefold().strip(" .")
    if folded in _DEFAULTS or is_for_machines(cleaned):
        return None
    if _FILE_NAME.fullmatch(folded) or _PICTURE_FILE.fullmatch(cleaned) or _SINGLE_LETTER.fullmatch(folded):
        return None
    return cleaned if any(character.isalpha() for character in cleaned) else None


def human_line(text: str | None) -> str | None:
    """Like `human`, but on one line."""
    written = human(text)
    return written.replace("\n", " ") if written else None


def device(text: str | None) -> str | None:
    """Return `text` as the name of a camera or lens; None if it cannot be one: too long, with markup, a sentence."""
    words = visible(text or "").split()
    name = " ".join(words)
    if not _DEVICE.fullmatch(name) or len(words) > _DEVICE_WORDS:
        return None
    # Orders to a model may follow a maker's name.
    if any(is_for_machines(" ".join(words[start:])) for start in range(min(len(words), _MAKER_WORDS + 1))):
        return None
    return None if sum(word.casefold() in FUNCTION_WORDS for word in words) > 1 else name


def visible(text: str) -> str:
    """Return `text` in composed form (NFC), without control, format, private-use, surrogate and unassigned characters.

    Line breaks, tabs and the two zero-width joiners are kept.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(character for character in composed if _is_visible(character))


def _is_visible(character: str) -> bool:
    # The two joiners are part of the spelling in Persian and Indic scripts.
    return character in "\n\t\r\u200c\u200d" or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn")
