"""`runner doctor`: where it looks is composed in the same way as for a run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException
from omegaconf.errors import OmegaConfBaseException

from runner.composition.automatic import server_addresses
from runner.composition.catalogue import captioners
from runner.composition.overrides import explain, refuse_secrets
from runner.composition.quoting import quote
from runner.config.folder import configuration_folder
from runner.doctor.diagnosis import Places, brief, diagnose
from runner.doctor.printing import as_json, show
from runner.errors import ConfigError
from runner.messages import Message, word
from runner.messages.wording import language_of_process
from runner.reports.runs import console_for_lines

USAGE = """\
Write: runner doctor [--json|--brief] [paths.models=FOLDER] [paths.runs=FOLDER] [caption.servers.ollama=http://HOST:PORT]

Looks at this machine and changes nothing: processor, memory, graphics card, llama.cpp and ONNX Runtime as they are
built, models in the models folder, servers of models that answer (Ollama, llama-server, LM Studio, vLLM), time a photo
by your own runs, disk, what the window needs. Each line says what that means; below a gap stands what mends it.

  runner doctor                 in words
  runner doctor --json          the same for scripts, with servers, their models, and what caption=auto would take
  runner doctor --brief         who would write, and what would be better: two lines

Exit codes: 0 it was looked at, 2 arguments.
"""
_OPTION = re.compile(r"paths\.(?:models|runs)=.*|caption\.servers\.\w+=.*", re.DOTALL)
# A configuration needs a set; the places of models and servers do not depend on it.
_REST = ("set=demo", "caption=auto")


def command(arguments: Sequence[str]) -> int:
    """Carry out `doctor …`; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    refuse_secrets(arguments)
    options = [each for each in arguments if each not in ("--json", "--brief")]
    if wrong := [each for each in options if not _OPTION.fullmatch(each)]:
        raise ConfigError([f"{each}: doctor has no such option.\n{USAGE.splitlines()[0]}" for each in wrong])
    language = language_of_process()
    if "--brief" in arguments:
        for message in brief(places(options)):
            print(word(message, language))
        return 0
    found = diagnose(places(options))
    if "--json" in arguments:
        print(as_json(found, language))
    else:
        show(console_for_lines(), found, language)
    return 0


def outlook() -> tuple[Message, Message]:
    """Which captioner would write on this machine, and what would be better, in two lines; within about a second."""
    return brief(places([]))


def places(options: Sequence[str]) -> Places:
    """The places of models, runs and servers, from these options of a command line.

    Raises ConfigError for wrong ones.
    """
    arguments = [*_REST, *quote(options)]
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
            config = compose("config", overrides=arguments)
            runs, models = (Path(each).expanduser().absolute() for each in (config.paths.runs, config.paths.models))
            return Places(runs, models, captioners(), server_addresses(config))
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(arguments, error)) from error
