"""An XMP packet as bytes: properties are read and set, and every byte that is not theirs stays as it is.

Other programs keep their work in the same file (Lightroom's development settings, darktable's history). Whoever reads
such a file into a model of its own and writes it again loses what the model does not know, so nothing is written again
here. Source: XMP Specification Part 1 (ISO 16684-1:2019), sections 7 and C.2: properties may stand in several
`rdf:Description` of one `rdf:about`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from runner.errors import PublishError
from runner.messages import say

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DEFAULT = "x-default"
"""The language of a text that holds where there is none in the reader's language."""

EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    f' <rdf:RDF xmlns:rdf="{RDF}">\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>\n'
).encode()
"""A packet without a property."""

_LANG = "http://www.w3.org/XML/1998/namespace lang"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


Values = Sequence[tuple[str, str]]
"""What a property says: each text with its language, or with "" where it has none."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a property is called, and how its values are held."""

    uri: str
    prefix: str
    local: str
    kind: Literal["Bag", "Seq", "Alt", "text"]

    @property
    def key(self) -> str:
        """As the parser says it."""
        return f"{self.uri} {self.local}"


@dataclass(slots=True)
class Property:
    """Where a property stands, and its values with their languages."""

    begin: int
    end: int = 0  # 0 where it is an attribute, which holds one value and stays
    values: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Packet:
    """The bytes, and what of them matters."""

    data: bytes
    about: str
    properties: Mapping[str, Property]
    end: int  # of the last description: where another may stand

    def texts(self, name: Name) -> list[str]:
        """Values of a property; none when it is absent."""
        return [text for text, _ in self._values(name)]

    def in_language(self, name: Name) -> dict[str, str]:
        """Values of a property by language."""
        return {language or DEFAULT: text for text, language in self._values(name)}

    def _values(self, name: Name) -> Values:
        found = self.properties.get(name.key)
        return found.values if found else ()

    def having(self, values: Mapping[Name, Values]) -> bytes:
        """The packet with these values in place of what these properties have."""
        known = {name: found for name in values if (found := self.properties.get(name.key)) and found.end}
        new = {name: each for name, each in values.items() if name not in known}
        cuts = [(found.begin, found.end, _element(name, values[name], alone=True)) for name, found in known.items()]
        cuts += [(self.end, self.end, _description(self.about, new))] if new else []
        data = self.data
        for begin, end, text in sorted(cuts, reverse=True):
            data = data[:begin] + text.encode() + data[end:]
        return data


def parse(data: bytes) -> Packet:
    """The packet of a sidecar. PublishError when these bytes are none."""
    reader = _Reader(data)
    if reader.end is None:
        raise PublishError(say("sidecar.no_xmp"))
    return Packet(data, reader.about, reader.properties, reader.end)


class _Reader:
    """Follows the parser through RDF > Description > property > list > item."""

    def __init__(self, data: bytes) -> None:
        self._data, self._depth, self._rdf = data, 0, 0
        self.about, self.end, self.properties = "", None, {}  # type: str, int | None, dict[str, Property]
        self._property: Property | None = None
        self._listed = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._begin, self._finish
        self._parser.CharacterDataHandler = self._text
        self._parser.XmlDeclHandler = _only_utf8
        self._parser.StartDoctypeDeclHandler = _no_doctype
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise PublishError(say("sidecar.broken_xmp", reason=str(error))) from None

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if name == f"{RDF} RDF" and not self._rdf:
            self._rdf = self._depth
        elif self._rdf and self._depth == self._rdf + 1 and name == f"{RDF} Description":
            self.about = attributes.get(f"{RDF} about", self.about)
            for key, value in attributes.items():
                self.properties.setdefault(key, Property(0, values=[(value, "")]))
        elif self._rdf and self._depth == self._rdf + 2:
            self._listed = False
            self._property = self.properties[name] = Property(self._parser.CurrentByteIndex, values=[("", "")])
        elif self._property and self._depth == self._rdf + 3:
            self._property.values.clear()  # a list: what stands between its tags is white space
            self._listed = True
        elif self._property and self._depth == self._rdf + 4:
            self._property.values.append(("", attributes.get(_LANG, "")))

    def _text(self, text: str) -> None:
        inside = self._property and self._property.values
        if inside and self._depth == self._rdf + (4 if self._listed else 2):
            inside[-1] = (inside[-1][0] + text, inside[-1][1])

    def _finish(self, _name: str) -> None:
        at = self._parser.CurrentByteIndex
        if self._property and self._depth == self._rdf + 2:
            # The parser stands before an end tag, but behind a tag that is both.
            self._property.end = self._data.index(b">", at) + 1 if self._data[at : at + 2] == b"</" else at
            self._property = None
        if self._rdf and self._depth == self._rdf:
            self.end, self._rdf = (at if self._data[at : at + 2] == b"</" else None), 0
        self._depth -= 1


def _only_utf8(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise PublishError(say("sidecar.wrong_encoding", encoding=encoding))


def _no_doctype(*_: object) -> None:
    raise PublishError(say("sidecar.doctype"))


def _description(about: str, values: Mapping[Name, Values]) -> str:
    body = "".join(f"   {_element(name, each)}\n" for name, each in values.items())
    return f" <rdf:Description rdf:about={quoteattr(about)}{_spaces(values)}>\n{body}  </rdf:Description>\n "


def _spaces(names: Iterable[Name]) -> str:
    uris = {"rdf": RDF, **{name.prefix: name.uri for name in names}}
    return "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in uris.items())


def _element(name: Name, values: Values, alone: bool = False) -> str:
    """A property; `alone` where nothing around it is known to say what its prefixes mean."""
    tag = f"{name.prefix}:{name.local}"
    head = f"<{tag}{_spaces([name]) if alone else ''}>"
    if name.kind == "text":
        return f"{head}{_written(values[0][0])}</{tag}>"
    items = "".join(f"<rdf:li{_language(lang)}>{_written(text)}</rdf:li>" for text, lang in values)
    return f"{head}<rdf:{name.kind}>{items}</rdf:{name.kind}></{tag}>"


def _language(language: str) -> str:
    return f" xml:lang={quoteattr(language)}" if language else ""


def _written(text: str) -> str:
    return escape(_NO_XML.sub("", text), {"\r": "&#13;"})
