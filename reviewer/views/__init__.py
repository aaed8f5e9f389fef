"""Widgets over a session. They show and ask; what is decided and written is the session's."""
