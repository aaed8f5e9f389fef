"""What publishing would do, and what it lacks."""

from __future__ import annotations

from html import escape

from PyQt6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from reviewer.publishing import Plan, missing
from reviewer.views.evidence_page import document

SHOWN = 200


class PublishDialog(QDialog):
    """The plan: what would go out, what is held back and why."""

    def __init__(self, plan: Plan, set_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Publish {}").format(set_name))
        page = QTextBrowser()
        page.setAccessibleName(self.tr("Publish plan"))
        page.setHtml(_page(plan))
        lacking = missing()
        command = f"runner set={set_name} graph=publish publish=…"
        note = QLabel(lacking or self.tr("Publish what is approved with: {}").format(command))
        note.setWordWrap(True)
        note.setProperty("role", "warning" if lacking else "head")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (page, note, buttons):
            layout.addWidget(widget)
        self.resize(620, 520)


def _page(plan: Plan) -> str:
    held = "".join(f"<p>{count} × {escape(reason)}</p>" for reason, count in plan.held_back.most_common())
    standing = "".join(f"<p>{count} at {escape(target)}</p>" for target, count in plan.standing.items())
    lines = "".join(
        f"<p><span class='new'>+ {escape(name)}</span><br><span class='muted'>{escape(caption or '')}</span></p>"
        for name, caption in plan.approved[:SHOWN]
    )
    more = f"<p>… and {len(plan.approved) - SHOWN} more</p>" if len(plan.approved) > SHOWN else ""
    return document([
        f"<h4>Would be published: {len(plan.approved)}</h4>{lines}{more}",
        f"<h4>Held back: {plan.held_back.total()}</h4>{held}" if held else "",
        f"<h4>Published already</h4>{standing}" if standing else "",
    ])  # fmt: skip
