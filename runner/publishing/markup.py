"""Parses XML into a tree of elements with byte positions, so that a file can be edited without being rewritten.

expat finds the elements. It reports where a tag begins but not where it ends, so the end of a tag is found by the
grammar of tags (XML 1.0, productions 40 to 44), which is regular once the parser has found the file well-formed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from runner.errors import PublishError
from runner.messages import say

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_TAG_NAME = re.compile(rb"</?([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARED = re.compile(rb"""\A<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEPARATOR = "\x1f"  # between namespace, local name and prefix: a character that XML forbids, so no name contains it
# Bytes of the first character, "<", in files without a byte order mark (XML 1.0, appendix F).
_UNMARKED = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Encoded:
    """The content of a file as UTF-8, and how to convert it back to the file's own encoding."""

    utf8: bytes
    mark: bytes  # its byte order mark; empty without one
    encoding: str

    def restored(self, utf8: bytes) -> bytes:
        """Return edited content in the file's encoding. Characters that it lacks become character references."""
        return self.mark + utf8.decode().encode(self.encoding, "xmlcharrefreplace")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: the positions of the whole, including leading white space, and of its value without quotes."""

    value: str
    begin: int
    value_begin: int
    value_end: int
    end: int


@dataclass(slots=True)
class Element:
    """An element. Positions are byte offsets in the UTF-8 form; in `<a/>`, inside, outside and end are the same."""

    name: str  # namespace, a space, local name
    tag: str  # as written, with its prefix
    attributes: Mapping[str, Attribute]  # by name in the same form, without namespace declarations
    begin: int  # begin of its start tag
    inside: int  # end of its start tag
    outside: int = 0  # begin of its end tag
    end: int = 0  # end of its end tag
    text: str = ""  # character data directly in it
    children: list[Element] = field(default_factory=list)

    @property
    def self_closed(self) -> bool:
        """Whether the element is a single tag, `<a/>`."""
        return self.inside == self.end

    @property
    def prefix(self) -> str:
        """The prefix as written, with its colon: `rdf:`; empty without one."""
        before, colon, _ = self.tag.rpartition(":")
        return before + colon

    def walk(self) -> Iterator[Element]:
        """Yield the element and all its descendants, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))


def decoded(data: bytes) -> Encoded:
    """Convert a file to UTF-8. Raises PublishError if it is not valid in the encoding that it has or declares."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", _unmarked(data)))
    try:
        text = data[len(mark) :].decode(encoding)
        if mark + text.encode(encoding) != data:
            raise PublishError(say("sidecar.lossy_encoding", encoding=encoding))
        return Encoded(text.encode(), mark, encoding)
    except (UnicodeError, LookupError) as error:
        raise PublishError(say("sidecar.invalid_encoding", encoding=encoding, reason=str(error))) from None


def _unmarked(data: bytes) -> str:
    for start, encoding in _UNMARKED:
        if data.startswith(start):
            return encoding
    match = _DECLARED.match(data)
    declared = match[1].decode() if match else "utf-8"
    if declared.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise PublishError(say("sidecar.wrong_encoding", encoding=declared))
    return declared


def parse(utf8: bytes) -> Element:
    """Return the root of a file in UTF-8, whatever encoding it declares. Raises PublishError if it is not well-formed.

    A document type is refused: it may define entities, whose content has no position in the file.
    """
    return _Builder(utf8).root


class _Builder:
    def __init__(self, utf8: bytes) -> None:
        self._data = utf8
        self._open: list[Element] = []
        self._top = Element("", "", {}, 0, 0)
        parser = self._parser = expat.ParserCreate("utf-8", _SEPARATOR)
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._finish
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _no_doctype
        try:
            parser.Parse(utf8, True)
        except expat.ExpatError as error:
            raise PublishError(say("sidecar.broken_xmp", reason=str(error))) from None
        self.root = self._top.children[0]

    def _begin(self, name: str, attributes: list[str]) -> None:
        begin = self._parser.CurrentByteIndex
        tag = _matched(_TAG, self._data, begin)
        places = _places(tag, begin, dict(zip(attributes[::2], attributes[1::2], strict=True)))
        written = _matched(_TAG_NAME, tag, 0)[1:].decode()
        element = Element(_without_prefix(name), written, places, begin, begin + len(tag))
        if tag.endswith(b"/>"):
            element.outside = element.end = element.inside
        (self._open[-1] if self._open else self._top).children.append(element)
        self._open.append(element)

    def _text(self, text: str) -> None:
        self._open[-1].text += text

    def _finish(self, _name: str) -> None:
        element = self._open.pop()
        if not element.end:
            element.outside = self._parser.CurrentByteIndex
            element.end = element.outside + len(_matched(_TAG, self._data, element.outside))


def _no_doctype(*_: object) -> None:
    raise PublishError(say("sidecar.doctype"))


def _matched(pattern: re.Pattern[bytes], data: bytes, at: int) -> bytes:
    match = pattern.match(data, at)
    if match is None:  # cannot happen: the parser found a tag here
        raise PublishError(say("sidecar.broken_markup"))
    return match[0]


def _places(tag: bytes, begin: int, values: Mapping[str, str]) -> dict[str, Attribute]:
    """The attributes of a tag by name, with values as parsed: references are resolved."""
    written = {match[1].decode(): match for match in _ATTRIBUTE.finditer(tag, len(_matched(_TAG_NAME, tag, 0)))}
    return {_without_prefix(name): _placed(written[_as_written(name)], begin, value) for name, value in values.items()}


def _placed(match: re.Match[bytes], begin: int, value: str) -> Attribute:
    at = [begin + place for place in (match.start(), match.start(2) + 1, match.end(2) - 1, match.end())]
    return Attribute(value, *at)


def _as_written(name: str) -> str:
    """`prefix:local` from the parser's namespace, local name and prefix."""
    _namespace, *rest = name.split(_SEPARATOR)
    return f"{rest[1]}:{rest[0]}" if rest else name


def _without_prefix(name: str) -> str:
    return " ".join(name.split(_SEPARATOR)[:2])
