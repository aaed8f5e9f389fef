"""Which captioner options describe, and the one of them that this process has."""

from __future__ import annotations

from runner import plugins
from runner.captioner import Captioner, captioner_kinds
from runner.captioning.options import CaptionOptions
from runner.models.model import keep_loaded


@keep_loaded(2)
def captioner(options: CaptionOptions) -> Captioner:
    """Return the captioner that the options describe; a model is loaded once per process.

    Two are kept: `caption` and `repair` may have different ones. EnvironmentProblem when it cannot be used.
    """
    from runner.captioning.composer import Composer
    from runner.captioning.llama_captioner import LlamaCaptioner
    from runner.captioning.server_captioner import HttpCaptioner

    plugins.problems()
    if (make := captioner_kinds().get(options.backend)) is not None:
        return make(options)
    if options.backend == "composer":
        return Composer(options.name)
    return HttpCaptioner(options) if options.backend == "openai_http" else LlamaCaptioner(options)
