"""The pane at the left: facets with counts. A click adds a condition to the filter line, or removes it.

Ctrl adds a value to those chosen, Shift adds all from the last one clicked. Space and Enter do what a click does.
"""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QIcon, QKeyEvent
from PyQt6.QtWidgets import QApplication, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reviewer.widgets import badges, ratings, theme
from runner.review.conditions import toggled, with_values, written
from runner.review.facets import Facet, FacetValue
from runner.review.filters import STATES
from runner.review.language import number, translate
from runner.review.query import All, Node

WIDTH = 224
_HANDLE = 1
_NARROWEST = 150
"""Minimum width in pixels at the normal text size."""

_LISTED = 10
"""The number of values that a facet lists before more are asked for."""

_VALUE = Qt.ItemDataRole.UserRole
_FACET = Qt.ItemDataRole.UserRole + 1
_OPEN_AT_FIRST = {("state", ""), ("rule", ""), ("date", "")}
_Modifier = Qt.KeyboardModifier


class FacetTree(QTreeWidget):
    """The tree of facets and values. Emits the item that was clicked, or picked with a key."""

    picked = pyqtSignal(QTreeWidgetItem, _Modifier)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("facets_pane", "Facets: what to filter by"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setProperty("role", "facets")
        self.setIndentation(13)
        self.setIconSize(QSize(14, 14))
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # rules differ at their ends, folders at both
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        if header is not None:
            header.setStretchLastSection(False)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemClicked.connect(lambda item, _column: self.picked.emit(item, QApplication.keyboardModifiers()))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802
        """Space and Enter pick the current item."""
        item = self.currentItem()
        if event is not None and item and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(item, event.modifiers())
        else:
            super().keyPressEvent(event)


class FacetsPane(QWidget):
    """Shows facets, and emits the filter that a person wants."""

    wanted = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tree = FacetTree()
        self._facets: dict[str, Facet] = {}
        self._node: Node = All(())
        self._open: set[tuple[str, str | None]] = set(_OPEN_AT_FIRST)
        self._whole: set[str] = set()  # keys of the facets that list all their values
        self._last: dict[str, str] = {}  # the value picked last, by facet key
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)
        self.setMinimumWidth(theme.scaled(_NARROWEST))
        self.tree.picked.connect(self._pick)
        self.tree.itemExpanded.connect(self._expanded)
        self.tree.itemCollapsed.connect(lambda item: self._open.discard(_key(item)))

    def fits(self, room: int) -> bool:
        """True if this width in pixels is enough. Also adapts the minimum width to the text size."""
        self.setMinimumWidth(theme.scaled(_NARROWEST))
        return room >= self.minimumWidth() + 2 * _HANDLE

    def show_facets(self, facets: Sequence[Facet], node: Node) -> None:
        """Show these facets of a filter; open items stay open, and the current item stays current."""
        current, scroll = self.tree.currentItem(), self.tree.verticalScrollBar()
        at, height = _key(current) if current else None, scroll.value() if scroll else 0
        self._facets, self._node = {facet.key: facet for facet in facets}, node
        self.tree.blockSignals(True)
        self.tree.clear()
        for facet in facets:
            top = _title(facet)
            self.tree.addTopLevelItem(top)
            self._fill(top)
        self.tree.blockSignals(False)
        found = next((each for each in self._items() if _key(each) == at), None)
        if found is not None:
            self.tree.setCurrentItem(found)
        if scroll:
            scroll.setValue(height)

    def item(self, key: str, value: str = "") -> QTreeWidgetItem | None:
        """The item of a value, or of a facet if `value` is empty; None if it is not listed."""
        return next((each for each in self._items() if _key(each) == (key, value)), None)

    def repaint_all(self) -> None:
        """Fill the tree again, in the colours of the theme."""
        self.show_facets(list(self._facets.values()), self._node)

    def _items(self) -> list[QTreeWidgetItem]:
        def below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
            children = [item.child(at) for at in range(item.childCount())]
            return [item, *(each for child in children if child is not None for each in below(child))]

        tops = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        return [each for top in tops if top is not None for each in below(top)]

    def _expanded(self, item: QTreeWidgetItem) -> None:
        self._open.add(_key(item))
        if not item.childCount():
            self.tree.blockSignals(True)
            self._fill(item)
            self.tree.blockSignals(False)

    def _fill(self, item: QTreeWidgetItem) -> None:
        """List the values inside an open item; a closed item is filled when it is opened."""
        key, value = _key(item)
        facet = self._facets[key]
        inside = _inside(facet.values, value) if value else facet.values
        if not inside or (key, value) not in self._open:
            return
        shown = inside if value or key in self._whole else _first(inside)
        for each in shown:
            child = _value(facet, each)
            item.addChild(child)
            self._fill(child)
        if len(inside) > len(shown):
            more = translate("facets_pane", "%Ln more …", "", len(inside) - len(shown) + facet.more)
            child = QTreeWidgetItem([more, ""])
            child.setData(0, _FACET, key)
            child.setData(0, _VALUE, None)
            child.setForeground(0, QColor(theme.current().muted))
            item.addChild(child)
        item.setExpanded(True)

    def _pick(self, item: QTreeWidgetItem, modifiers: Qt.KeyboardModifier) -> None:
        key, value = _key(item)
        if value is None:
            self._whole.add(key)
            self.repaint_all()
        elif not value:
            item.setExpanded(not item.isExpanded())
        else:
            self.wanted.emit(written(self._with(key, value, modifiers)))
            self._last[key] = value

    def _with(self, key: str, value: str, modifiers: Qt.KeyboardModifier) -> Node:
        facet = self._facets[key]
        if modifiers & _Modifier.ShiftModifier and key in self._last:
            values = [each.value for each in facet.values]
            if value in values and self._last[key] in values:
                one, other = sorted((values.index(value), values.index(self._last[key])))
                return with_values(self._node, key, values[one : other + 1], facet.compare)
        beside = bool(modifiers & (_Modifier.ControlModifier | _Modifier.ShiftModifier))
        return toggled(self._node, key, value, facet.compare, beside=beside)


def _key(item: QTreeWidgetItem) -> tuple[str, str | None]:
    return item.data(0, _FACET), item.data(0, _VALUE)


def _first(values: Sequence[FacetValue]) -> list[FacetValue]:
    """The first `_LISTED` values, and any chosen ones after them."""
    return [*values[:_LISTED], *(each for each in values[_LISTED:] if each.chosen)]


def _inside(values: Sequence[FacetValue], value: str) -> Sequence[FacetValue]:
    for each in values:
        if each.value == value:
            return each.inside
        if each.inside and (value.startswith((f"{each.value}/", f"{each.value}-"))):
            return _inside(each.inside, value)
    return ()


def _title(facet: Facet) -> QTreeWidgetItem:
    item = QTreeWidgetItem([facet.title, ""])
    item.setData(0, _FACET, facet.key)
    item.setData(0, _VALUE, "")
    font = item.font(0)
    font.setBold(True)
    item.setFont(0, font)
    item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
    return item


def _value(facet: Facet, each: FacetValue) -> QTreeWidgetItem:
    look = theme.current()
    item = QTreeWidgetItem([f"✓ {each.label}" if each.chosen else each.label, number(each.count)])
    item.setData(0, _FACET, facet.key)
    item.setData(0, _VALUE, each.value)
    item.setToolTip(0, each.label)
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setForeground(1, QColor(look.muted))
    icon = _icon(facet.key, each.value)
    if icon is not None:
        item.setIcon(0, icon)
    said = translate("facets_pane", "{}: {}, %Ln photo(s)", "", each.count).format(facet.title, each.label)
    if each.chosen:
        item.setForeground(0, QColor(look.accent))
        said = translate("facets_pane", "{}, chosen").format(said)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
    if each.inside:
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
    return item


def _icon(key: str, value: str) -> QIcon | None:
    if key == "state" and value in STATES:
        return badges.icon(value)  # type: ignore[arg-type]
    if key == "label" and value in ratings.COLOURS:
        return QIcon(ratings.swatch(value))
    return None
