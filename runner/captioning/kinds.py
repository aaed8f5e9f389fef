"""The captioners of the program itself, and the one that options describe, which this process has."""

from __future__ import annotations

from runner.captioner import CAPTIONERS, Captioner, captioner_kind
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


@captioner_kind("openai_http")
def _server(options: CaptionOptions) -> Captioner:
    from runner.captioning.server_captioner import HttpCaptioner

    return HttpCaptioner(options)


@keep_loaded(2)
def captioner(options: CaptionOptions) -> Captioner:
    """Return the captioner that the options describe; a model is loaded once per process.

    Two are kept: `caption` and `repair` may have different ones. EnvError when it cannot be used.
    """
    return CAPTIONERS.every()[options.backend](options)
