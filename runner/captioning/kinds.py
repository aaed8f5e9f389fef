"""The captioners of the program itself, and the one that options describe, which this process has."""

from __future__ import annotations

from runner.captioner import CAPTIONERS, READY, Captioner, captioner_kind
from runner.captioning.options import CaptionOptions
from runner.models.model import keep_loaded


@captioner_kind("composer")
def _composer(options: CaptionOptions) -> Captioner:
    from runner.captioning.composer import Composer

    return Composer(options.name)


@captioner_kind("llama")
def _llama(options: CaptionOptions) -> Captioner:
    from runner.captioning.llama_captioner import LlamaCaptioner

    return LlamaCaptioner(options)


def _answers(options: CaptionOptions) -> None:
    """EnvError where the captioner's server takes no connection."""
    from runner.models.servers.openai_http import Server

    assert options.server is not None  # CaptionOptions.problems
    server = Server(options.server)
    try:
        server.reach()
    finally:
        server.close()


@captioner_kind("openai_http", ready=_answers)
def _server(options: CaptionOptions) -> Captioner:
    from runner.captioning.server_captioner import HttpCaptioner

    return HttpCaptioner(options)


def reachable(options: CaptionOptions) -> None:
    """EnvError where the captioner that the options describe cannot work, as far as that shows before a photo comes."""
    CAPTIONERS.every()
    if (ready := READY.get(options.backend)) is not None:
        ready(options)


@keep_loaded(2)
def captioner(options: CaptionOptions) -> Captioner:
    """Return the captioner that the options describe; a model is loaded once per process.

    Two are kept: `caption` and `repair` may have different ones. EnvError when it cannot be used.
    """
    return CAPTIONERS.every()[options.backend](options)
