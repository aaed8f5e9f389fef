from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tiny_gguf import Decoder, TinyVlm, Tower, write_decoder, write_tower

from runner.errors import EnvError
from runner.models.llama.model import Llama
from runner.models.llama.native import Log
from runner.models.options import LlamaOptions


def refused(model: Path, mmproj: Path | None = None, **options: int) -> EnvError:
    with pytest.raises(EnvError) as caught:
        Llama(LlamaOptions(str(model), str(mmproj) if mmproj else None, context=256, **options))
    return caught.value


def test_a_model_that_is_not_there(tmp_path: Path, tiny_vlm: TinyVlm) -> None:
    assert "absent.gguf does not exist" in refused(tmp_path / "absent.gguf").problem
    assert "absent-mmproj.gguf does not exist" in refused(tiny_vlm.model, tmp_path / "absent-mmproj.gguf").problem


@pytest.mark.parametrize("share", [0, 0.00001, 0.001, 0.5, 0.999])
def test_a_download_that_stopped_early(tmp_path: Path, tiny_vlm: TinyVlm, share: float) -> None:
    for whole in tiny_vlm:
        (tmp_path / whole.name).write_bytes(whole.read_bytes()[: int(whole.stat().st_size * share)])
    problem = refused(tmp_path / tiny_vlm.model.name)
    assert "could not be loaded: " in problem.problem
    assert "complete GGUF" in problem.mend
    assert "could not be loaded with this model: " in refused(tiny_vlm.model, tmp_path / tiny_vlm.mmproj.name).problem


def test_files_that_are_something_else(tmp_path: Path, tiny_vlm: TinyVlm) -> None:
    page = tmp_path / "page.gguf"
    page.write_text("<html>404</html>")
    assert "expected 'GGUF'" in refused(page).problem
    assert "expected 'GGUF'" in refused(tiny_vlm.model, page).problem
    assert "CLIP cannot be used as main model" in refused(tiny_vlm.mmproj).problem
    assert "could not be loaded with this model" in refused(tiny_vlm.model, tiny_vlm.model).problem


def test_an_mmproj_of_another_model(tmp_path: Path, tiny_vlm: TinyVlm) -> None:
    problem = refused(tiny_vlm.model, write_tower(tmp_path / "wide.gguf", Tower(out=96)))
    assert "mismatch between text model (n_embd = 64) and mmproj (n_embd = 96)" in problem.problem
    assert "published with the model" in problem.mend


@pytest.mark.parametrize(
    ("template", "reason"), [(None, "no chat template"), ("Hi", "leaves out"), ("{% if %}", "does not parse")]
)
def test_a_model_that_cannot_chat(tmp_path: Path, template: str | None, reason: str) -> None:
    problem = refused(write_decoder(tmp_path / "base.gguf", Decoder(template=template)))
    assert reason in problem.problem
    assert "made for chat" in problem.mend


def test_a_context_that_memory_cannot_hold(tiny_vlm: TinyVlm) -> None:
    """In a process of its own that is allowed half of the 512 MB that a million tokens take."""
    script = (
        "import resource, sys\nfrom runner.models.llama.model import Llama\n"
        "from runner.models.options import LlamaOptions\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + 2**28, -1))\n"
        "try: Llama(LlamaOptions(sys.argv[1], context=2**20, sequences=1, threads=1))\n"
        "except Exception as problem: print(type(problem).__name__, problem)"
    )
    said = _run(script, tiny_vlm.model)
    assert said.startswith("EnvError There is no memory for 1 × 1048576 tokens of context: ")
    assert "Take a smaller context" in said


def test_a_model_says_what_its_file_holds(tiny: Llama) -> None:
    architecture, size, quantisation = tiny.description.split(" ", 2)
    assert architecture == "llama"
    assert size == "0M"  # a few thousand parameters
    assert quantisation


def test_a_gpu_that_is_asked_for_and_not_there(tiny_vlm: TinyVlm, tiny: Llama) -> None:
    if not tiny.runs_on.startswith("CPU"):
        pytest.skip("there is a GPU")
    problem = refused(tiny_vlm.model, gpu_layers=1)
    assert "finds no GPU" in problem.problem
    assert "GGML_CUDA" in problem.mend


def test_what_really_runs_is_read_from_the_log() -> None:
    """Lines as llama.cpp prints them (src/llama.cpp, src/llama-model.cpp)."""
    log = Log()
    assert log.device() == "CPU"
    log._keep(
        2, b"llama_prepare_model_devices: using device CUDA0 (NVIDIA H200) (0000:01:00.0) - 142000 MiB free\n", None
    )
    assert log.device() == "CPU"
    log._keep(2, b"load_tensors: offloaded 20/31 layers to GPU\n", None)
    assert log.device() == "NVIDIA H200 (20/31 layers)"


def test_a_model_that_is_dropped_gives_its_memory_back(tmp_path: Path) -> None:
    """In a process of its own, for the numbers of this one are everybody's."""
    model = write_decoder(tmp_path / "wide.gguf", Decoder(width=512, layers=4, ff=2048))
    script = (
        "import sys, resource\nfrom runner.models.llama.model import Llama\n"
        "from runner.models.options import LlamaOptions\n"
        "def used(): return int(open('/proc/self/statm').read().split()[1]) * resource.getpagesize() / 2**20\n"
        "Llama(LlamaOptions(sys.argv[1])); start = used()\n"
        "for _ in range(5): Llama(LlamaOptions(sys.argv[1]))\n"
        "print(used() - start)"
    )
    assert float(_run(script, model)) < model.stat().st_size / 2**20


def _run(script: str, model: Path) -> str:
    return subprocess.run([sys.executable, "-c", script, model], capture_output=True, text=True, check=True).stdout
