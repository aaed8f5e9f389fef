"""The program's own kinds of captioner, and the captioner of this process for given options."""

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
    """Raise EnvError if the captioner's server accepts no connection."""
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
    """Raise EnvError if the captioner of these options cannot work, as far as that is known before the first photo."""
    CAPTIONERS.every()
    if (ready := READY.get(options.backend)) is not None:
        ready(options)


@keep_loaded(2)
def captioner(options: CaptionOptions) -> Captioner:
    """Return the captioner described by the options; a model is loaded once per process.

    Two are kept, because `caption` and `repair` may use different ones. Raises EnvError if it cannot be used.
    """
    return CAPTIONERS.every()[options.backend](options)
