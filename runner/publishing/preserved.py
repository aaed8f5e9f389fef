"""Checks that editing a sidecar has lost nothing, with a parser that is independent of the editor's.

The editor works with positions in the file. Here both files are read as trees by ElementTree, and everything that was
there before must be there afterwards: every property that was not set, with its attributes, comments and order, every
value of a list that got new ones, every language but the default one of a text that was replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree import ElementTree

from runner.errors import PublishError
from runner.messages import Message, say
from runner.publishing.markup import decoded
from runner.publishing.packet import DEFAULT, RDF, Name

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RDF = f"{{{RDF}}}"

_NO_ELEMENTS = frozenset(("Comment", "ProcessingInstruction"))

_Canonical = tuple[object, ...]
_Tree = ElementTree.Element
_Properties = dict[str, list[_Canonical]]


def damage(before: bytes, after: bytes, texts: Iterable[Name], words: Iterable[Name]) -> Message | None:
    """Describe what an edit that set `texts` and added to `words` has damaged; None if it has damaged nothing.

    Raises PublishError if `before` is not well-formed.
    """
    old = _tree(before)
    try:
        new = _tree(after)
    except PublishError as error:
        return error.message
    set_here, added_to = ({f"{{{name.uri}}}{name.local}" for name in names} for names in (texts, words))
    if _outside(old) != _outside(new):
        return say("sidecar.harm_around")
    was, now = _others(old, set_here | added_to), _others(new, set_here | added_to)
    if was != now:
        return say("sidecar.harm_property", property=_differing(was, now))
    changed = [name for name in sorted(set_here) if not _within(_kept_texts(old, name), _kept_texts(new, name))]
    changed += [name for name in sorted(added_to) if not _within(_items(old, name), _items(new, name))]
    return say("sidecar.harm_values", property=_plain(changed[0])) if changed else None


def _tree(data: bytes) -> _Tree:
    builder = ElementTree.TreeBuilder(insert_comments=True, insert_pis=True)
    parser = ElementTree.XMLParser(target=builder, encoding="utf-8")
    try:
        return ElementTree.fromstring(decoded(data).utf8, parser)
    except ElementTree.ParseError as error:
        raise PublishError(say("sidecar.harm_markup", reason=str(error))) from None


def _rdf(tree: _Tree) -> _Tree:
    return next(tree.iter(f"{_RDF}RDF"))


def _outside(tree: _Tree) -> _Canonical:
    """Everything except the content of the RDF element."""
    rdf = _rdf(tree)
    inside = set(map(id, rdf.iter())) - {id(rdf)}
    return tuple(_said(each, each is rdf) for each in tree.iter() if id(each) not in inside)


def _said(element: _Tree, alone: bool) -> _Canonical:
    """An element without its children; with `alone`, also without its text, which only separates properties."""
    text = "" if alone else element.text or ""
    return _tag(element), tuple(sorted(element.attrib.items())), text, element.tail or "", -1 if alone else len(element)


def _tag(element: _Tree) -> str:
    """The element's name; comments and processing instructions have a function as tag, whose name is used."""
    tag: object = element.tag
    return tag if isinstance(tag, str) else str(getattr(tag, "__name__", tag))


def _canonical(element: _Tree) -> _Canonical:
    """An element with all its content, without its tail: two are equal exactly if they say the same."""
    first, *rest = (_said(each, False) for each in element.iter())
    return (*first[:3], first[4], *rest)


def _others(tree: _Tree, ours: set[str]) -> _Properties:
    """All properties that are not ours, comments between them, and the `rdf:about` of descriptions."""
    found: _Properties = {}
    for name, value in _stated(tree):
        if name not in ours:
            found.setdefault(name, []).append(value)
    return found


def _stated(tree: _Tree) -> Iterator[tuple[str, _Canonical]]:
    abouts = {each.get(f"{_RDF}about") or "" for each in _rdf(tree).iter(f"{_RDF}Description")}
    yield "about", tuple(sorted(abouts - {""}))
    for description in _rdf(tree):
        for name, text in description.attrib.items():
            if name != f"{_RDF}about":
                yield name, (text,)
        if _tag(description) in _NO_ELEMENTS:
            yield _tag(description), _canonical(description)
        for element in description:
            yield _tag(element), _canonical(element)


def _differing(was: Mapping[str, Sequence[_Canonical]], now: Mapping[str, Sequence[_Canonical]]) -> str:
    return _plain(next(name for name in [*was, *now] if was.get(name) != now.get(name)))


def _plain(name: str) -> str:
    return name.rpartition("}")[2]


def _places(tree: _Tree, name: str) -> Iterator[_Tree]:
    return (each for description in _rdf(tree) for each in description if each.tag == name)


def _items(tree: _Tree, name: str) -> list[_Canonical]:
    """The values of a list in order; a single value, or an attribute, counts as a list of one."""
    found: list[_Canonical] = [(each.attrib[name],) for each in _rdf(tree) if each.attrib.get(name)]
    for place in _places(tree, name):
        simple = (place.text or "").strip() and not len(place)
        found += [(place.text,)] if simple else [_item(each) for held in place for each in held]
    return found


def _item(item: _Tree) -> _Canonical:
    return (item.text,) if not len(item) and not item.attrib else _canonical(item)


def _kept_texts(tree: _Tree, name: str) -> list[_Canonical]:
    """The alternatives in languages other than the default one."""
    items = (each for place in _places(tree, name) for held in place for each in held)
    return [_canonical(each) for each in items if each.get(_LANG, DEFAULT).lower() != DEFAULT]


def _within(was: Sequence[_Canonical], now: Sequence[_Canonical]) -> bool:
    """Whether `now` has all of `was` in the same order, possibly with others in between."""
    left = iter(now)
    return all(each in left for each in was)
