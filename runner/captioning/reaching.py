"""Whether a captioner's server is there, asked before a run begins: not after the work of all other stages."""

from __future__ import annotations

from runner.captioning.options import CaptionOptions


def reachable(options: CaptionOptions) -> None:
    """EnvError where the captioner's server takes no connection; nothing where there is no server."""
    if options.server is None or options.backend != "openai_http":
        return
    from runner.models.servers.openai_http import Server

    server = Server(options.server)
    try:
        server.reach()
    finally:
        server.close()
