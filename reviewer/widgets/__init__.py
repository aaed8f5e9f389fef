"""What several pages are made of; none of it knows a page."""
