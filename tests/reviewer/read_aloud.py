"""Asks through AT-SPI what a screen reader is told: starts the program on its own display and session bus.

`python read_aloud.py ARGUMENTS`, the arguments of the reviewer, prints a JSON list of `[role, name, description,
labels]` with one entry for each visible node of the tree. To be run under `xvfb-run` and `dbus-run-session`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_SHOWING, _LABELLED_BY = 25, 2  # AtspiStateType, AtspiRelationType
_PATIENCE_S = 60
_DEPTH = 40

Node = tuple[str, str]
"""Bus name and path of an accessible object."""


class Reader:
    """Queries the accessibility bus of the session."""

    def __init__(self) -> None:
        with open_dbus_connection(bus="SESSION") as session:
            where = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
            address = session.send_and_get_reply(new_method_call(where, "GetAddress")).body[0]
        self._bus: DBusConnection = open_dbus_connection(bus=address)

    def children(self, node: Node) -> list[Node]:
        """The direct children of a node."""
        return [(bus, path) for bus, path in self._ask(node, _ACCESSIBLE, "GetChildren")[0]]

    def line(self, node: Node) -> list[Any]:
        """Role, name, description, and the names of its labels."""
        relations = self._ask(node, _ACCESSIBLE, "GetRelationSet")[0]
        labels = [self._text(each, "Name") for kind, nodes in relations if kind == _LABELLED_BY for each in nodes]
        role = self._ask(node, _ACCESSIBLE, "GetRoleName")[0]
        return [role, self._text(node, "Name"), self._text(node, "Description"), labels]

    def is_showing(self, node: Node) -> bool:
        """Whether the node is visible on the screen."""
        low, _high = self._ask(node, _ACCESSIBLE, "GetState")[0]
        return bool(low >> _SHOWING & 1)

    def walk(self, node: Node, depth: int = 0) -> Iterator[list[Any]]:
        """Yield a line for every visible node below this one."""
        for child in self.children(node):
            if depth and not self.is_showing(child):
                continue
            yield self.line(child)
            if depth < _DEPTH:
                yield from self.walk(child, depth + 1)

    def _text(self, node: Node, what: str) -> str:
        asked = self._ask(node, "org.freedesktop.DBus.Properties", "Get", "ss", (_ACCESSIBLE, what))
        return str(asked[0][1])

    def _ask(self, node: Node, interface: str, method: str, form: str | None = None, body: tuple[Any, ...] = ()) -> Any:
        where = DBusAddress(node[1], bus_name=node[0], interface=interface)
        return self._bus.send_and_get_reply(new_method_call(where, method, form, body), timeout=20).body


def main() -> None:
    """Start the program, wait until it has settled, and print its tree."""
    reader = Reader()
    own = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"}
    program = [sys.executable, "-c", "from reviewer.app import main; main()", *sys.argv[1:]]
    with subprocess.Popen(program, env={**os.environ, **own}) as child:
        try:
            print(json.dumps(_settled(reader)))
        finally:
            child.kill()


def _settled(reader: Reader) -> list[list[Any]]:
    """The tree, once it is the same twice in a row and more than a window that is still opening."""
    before: list[list[Any]] = []
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        time.sleep(1)
        found = list(reader.walk(_ROOT))
        if len(found) > 8 and found == before:
            return found
        before = found
    raise SystemExit(f"it never stood still: {before}")


if __name__ == "__main__":
    main()
