"""Widgets that several pages use; none of them knows a page."""
