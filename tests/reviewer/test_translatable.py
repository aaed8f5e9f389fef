"""What a person reads can be translated: Qt's own tool finds it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from reviewer.views.actions import DEEDS, MENUS


def test_qts_tool_finds_menus_widgets_and_pages(tmp_path: Path) -> None:
    tool = Path(sys.executable).parent / "pylupdate6"
    views = Path(__file__).parents[2] / "reviewer" / "views"
    subprocess.run([str(tool), str(views), "--ts", str(tmp_path / "x.ts")], check=True, capture_output=True)
    contexts = ElementTree.parse(tmp_path / "x.ts").getroot().findall("context")
    found = {context.findtext("name"): {each.text for each in context.iter("source")} for context in contexts}
    assert {*MENUS, *(deed.text for deed in DEEDS)} <= found["actions"]
    assert "Approve" in found["Bench"]
    assert "Camera" in found["evidence"]
    assert "took the text back" in found["history"]
    assert "Held back" in found["publish"]
    assert "approved" in found["state"]
