"""Edits an XMP packet as bytes: properties are read and set, and every other byte stays as it is.

Other programs keep their work in the same file (Lightroom's development settings, darktable's history). Reading such
a file into a model and writing the model back would lose what the model does not know, so the file is edited in place.
Source: XMP Specification Part 1 (ISO 16684-1:2019), sections 7 and C.2: properties may be spread over several
`rdf:Description` with one `rdf:about`, and a value may have qualifiers, next to it or around an `rdf:value`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from runner.errors import PublishError
from runner.messages import say
from runner.publishing.markup import Attribute, Element, Encoded, decoded
from runner.publishing.markup import parse as parse_markup

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LANG = "http://www.w3.org/XML/1998/namespace lang"
DEFAULT = "x-default"
"""The language of the text that applies if there is none in the reader's language."""

EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    f' <rdf:RDF xmlns:rdf="{RDF}">\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>\n'
).encode()
"""A packet without properties."""

_LISTS = frozenset(f"{RDF} {kind}" for kind in ("Bag", "Seq", "Alt"))
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_Cut = tuple[int, int, str]
"""Begin and end of a range of bytes, and the text that replaces it."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a property, and the form of its values."""

    uri: str
    prefix: str
    local: str
    kind: Literal["Bag", "Seq", "Alt", "text"]

    @property
    def key(self) -> str:
        """The name in the parser's form."""
        return f"{self.uri} {self.local}"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property: its text, its language ("" without one), and the markup that holds it."""

    text: str
    language: str
    place: Element | Attribute


@dataclass(frozen=True, slots=True)
class Property:
    """A property in the form that it has in the file."""

    place: Element | Attribute
    list: Element | None  # the bag, sequence or alternatives; None for a simple value
    values: tuple[Value, ...]
    known: bool  # whether it has a form that can be edited here


@dataclass(frozen=True, slots=True)
class Packet:
    """A parsed packet: its bytes, and its properties with their positions."""

    data: bytes
    encoded: Encoded
    rdf: Element
    about: str
    properties: Mapping[str, Property]

    def texts(self, name: Name) -> list[str]:
        """Return the values of a property; empty if it is absent."""
        return [value.text for value in self._values(name)]

    def in_language(self, name: Name) -> dict[str, str]:
        """Return the values of a property by language in lower case; the first one counts if a language is repeated."""
        return {value.language.lower() or DEFAULT: value.text for value in reversed(self._values(name))}

    def can_hold(self, name: Name) -> bool:
        """Whether the property is absent or has a form that can be edited."""
        found = self.properties.get(name.key)
        return found is None or found.known

    def _values(self, name: Name) -> Sequence[Value]:
        found = self.properties.get(name.key)
        return found.values if found else ()

    def having(self, texts: Mapping[Name, str], words: Mapping[Name, Sequence[str]]) -> bytes:
        """Return the file with these texts in place of those in the default language, and these words added to lists.

        Raises PublishError if a property has a form that cannot be edited, see `can_hold`.
        """
        cuts = [cut for name, text in texts.items() for cut in self._set(name, text)]
        cuts += [cut for name, each in words.items() if each for cut in self._add(name, each)]
        new = [(name, [(text, DEFAULT if name.kind == "Alt" else "")]) for name, text in texts.items()]
        new += [(name, [(word, "") for word in (*self._moved(name), *each)]) for name, each in words.items() if each]
        described = [(name, values) for name, values in new if self._starts_again(name)]
        cuts += _inserted(self.rdf, _description(self.about, described), last=True) if described else []
        utf8 = self.encoded.utf8
        for begin, end, text in sorted(cuts, key=lambda cut: cut[:2], reverse=True):
            utf8 = utf8[:begin] + text.encode() + utf8[end:]
        return self.encoded.restored(utf8)

    def _starts_again(self, name: Name) -> bool:
        """Whether the property needs a new element: it is absent, or an attribute, which cannot hold a list."""
        found = self.properties.get(name.key)
        return found is None or (isinstance(found.place, Attribute) and name.kind != "text")

    def _moved(self, name: Name) -> list[str]:
        """The values of an attribute that is replaced by a list."""
        return [text for text in self.texts(name) if text] if self._starts_again(name) else []

    def _set(self, name: Name, text: str) -> list[_Cut]:
        found = self._editable(name)
        if found is None:
            return []
        if isinstance(found.place, Attribute):
            return [_new_value(found.place, text) if name.kind == "text" else (found.place.begin, found.place.end, "")]
        if name.kind == "text":
            return [_new_content(found.place, _written(text))]
        return [self._set_in_list(found, text)]

    def _set_in_list(self, found: Property, text: str) -> _Cut:
        prefix = self.rdf.prefix
        for value in found.values if found.list else ():
            if value.language.lower() in ("", DEFAULT):
                return _new_value(value.place, text) if isinstance(value.place, Attribute) else _text_of(value, text)
        if found.list:
            item = _item(found.list.prefix, text, DEFAULT)
            return _inserted(found.list, item, last=False)[0]
        held = f"<{prefix}Alt>{_item(prefix, text, DEFAULT)}</{prefix}Alt>"
        place = found.place
        assert isinstance(place, Element)
        return _new_content(place, held) if place.text.strip() else _inserted(place, held, last=True)[0]

    def _add(self, name: Name, words: Sequence[str]) -> list[_Cut]:
        found = self._editable(name)
        if found is None:
            return []
        if isinstance(found.place, Attribute):
            return [(found.place.begin, found.place.end, "")]
        if found.list:
            return _inserted(found.list, "".join(_item(found.list.prefix, word, "") for word in words), last=True)
        prefix, there = self.rdf.prefix, [value.text for value in found.values if value.text]
        items = "".join(_item(prefix, word, "") for word in (*there, *words))
        held = f"<{prefix}{name.kind}>{items}</{prefix}{name.kind}>"
        return [_new_content(found.place, held)] if there else _inserted(found.place, held, last=True)

    def _editable(self, name: Name) -> Property | None:
        found = self.properties.get(name.key)
        if found is not None and not found.known:
            raise PublishError(say("sidecar.unknown_property", property=f"{name.prefix}:{name.local}"))
        return found


def parse(data: bytes) -> Packet:
    """Parse the packet of a sidecar. Raises PublishError if it has none, several, or one in a form that XMP forbids."""
    encoded = decoded(data)
    found = [each for each in parse_markup(encoded.utf8).walk() if each.name == f"{RDF} RDF"]
    if len(found) != 1:
        raise PublishError(say("sidecar.no_xmp") if not found else say("sidecar.two_packets"))
    (rdf,) = found
    if any(each.name != f"{RDF} Description" for each in rdf.children):
        raise PublishError(say("sidecar.unknown_xmp"))
    return Packet(data, encoded, rdf, _about(rdf.children), _properties(rdf.children))


def _about(descriptions: Sequence[Element]) -> str:
    said = {about.value for each in descriptions if (about := each.attributes.get(f"{RDF} about") or _old_about(each))}
    if len(said - {""}) > 1:
        raise PublishError(say("sidecar.several_files"))
    return max(said, default="")


def _old_about(description: Element) -> Attribute | None:
    """The attribute `about` without a prefix, as early versions of RDF had it."""
    return description.attributes.get("about")


def _properties(descriptions: Sequence[Element]) -> dict[str, Property]:
    """Properties by name. A repeated one is invalid XMP: the values of the first count, and it cannot be edited."""
    found: dict[str, Property] = {}
    for key, each in _each_property(descriptions):
        first = found.get(key)
        found[key] = each if first is None else Property(first.place, first.list, first.values, False)
    return found


def _each_property(descriptions: Sequence[Element]) -> Iterator[tuple[str, Property]]:
    for description in descriptions:
        for key, attribute in description.attributes.items():
            yield key, Property(attribute, None, (Value(attribute.value, "", attribute),), True)
        for element in description.children:
            yield element.name, _property(element)


def _property(element: Element) -> Property:
    lists = [child for child in element.children if child.name in _LISTS]
    if not element.children:
        value = Value(element.text, _language(element), element)
        return Property(element, None, (value,), not element.attributes)
    if len(element.children) != 1 or not lists or element.text.strip():
        return Property(element, None, (), False)  # a structure
    items = lists[0].children
    known = all(item.name == f"{RDF} li" for item in items) and not lists[0].text.strip()
    return Property(element, lists[0], tuple(_value(item) for item in items), known)


def _language(element: Element) -> str:
    language = element.attributes.get(LANG)
    return language.value if language else ""


def _value(item: Element) -> Value:
    """The value of a list item: its text, or its `rdf:value` if it has qualifiers."""
    inner = [item, *(child for child in item.children if child.name == f"{RDF} Description")]
    for element in inner:
        if f"{RDF} value" in element.attributes:
            attribute = element.attributes[f"{RDF} value"]
            return Value(attribute.value, _language(item), attribute)
        for child in element.children:
            if child.name == f"{RDF} value":
                return Value(child.text, _language(item), child)
    return Value("" if item.children else item.text, _language(item), item)


def _text_of(value: Value, text: str) -> _Cut:
    if not isinstance(value.place, Element) or value.place.children:
        raise PublishError(say("sidecar.unknown_text"))
    return _new_content(value.place, _written(text))


def _new_value(attribute: Attribute, text: str) -> _Cut:
    """Replace an attribute's value with its quotes: quoteattr chooses the quotes that suit the text."""
    return attribute.value_begin - 1, attribute.value_end + 1, quoteattr(plain(text), {"\n": "&#10;", "\r": "&#13;"})


def _new_content(element: Element, written: str) -> _Cut:
    if element.self_closed:
        return _opened(element, written)
    return element.inside, element.outside, written


def _inserted(element: Element, written: str, last: bool) -> list[_Cut]:
    """Insert content in an element, after its present content or before it."""
    if element.self_closed:
        return [_opened(element, written)]
    at = element.outside if last else element.inside
    return [(at, at, written)]


def _opened(element: Element, written: str) -> _Cut:
    """`<a/>` becomes `<a>…</a>`."""
    return element.end - len("/>"), element.end, f">{written}</{element.tag}>"


def _description(about: str, properties: Sequence[tuple[Name, Sequence[tuple[str, str]]]]) -> str:
    spaces = _spaces(name for name, _ in properties)
    body = "".join(f"   {_element(name, values)}\n" for name, values in properties)
    return f" <rdf:Description rdf:about={quoteattr(about)}{spaces}>\n{body}  </rdf:Description>\n "


def _spaces(names: Iterable[Name]) -> str:
    uris = {"rdf": RDF, **{name.prefix: name.uri for name in names}}
    return "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in uris.items())


def _element(name: Name, values: Sequence[tuple[str, str]]) -> str:
    tag = f"{name.prefix}:{name.local}"
    if name.kind == "text":
        return f"<{tag}>{_written(values[0][0])}</{tag}>"
    items = "".join(_item("rdf:", text, language) for text, language in values)
    return f"<{tag}><rdf:{name.kind}>{items}</rdf:{name.kind}></{tag}>"


def _item(prefix: str, text: str, language: str) -> str:
    said = f" xml:lang={quoteattr(language)}" if language else ""
    return f"<{prefix}li{said}>{_written(text)}</{prefix}li>"


def plain(text: str) -> str:
    """Return the text without the characters that XML does not allow."""
    return _NO_XML.sub("", text)


def _written(text: str) -> str:
    return escape(plain(text), {"\r": "&#13;"})
