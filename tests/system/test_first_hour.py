"""A new user's path: from nothing to a first own set, with a model that sees, in three commands.

A server on this machine stands in for Ollama. No YAML is edited, and nothing of the checkout is on the path.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pyvips
import yaml
from model_servers import ollama, serving

COMMANDS = Path(sys.executable).parent
KINDS = ("llama_server", "lm_studio", "vllm")


def test_three_commands_lead_to_texts_about_the_pictures(tmp_path: Path) -> None:
    photos, noise = tmp_path / "Pictures" / "Harbour 2024", np.random.default_rng(7)
    photos.mkdir(parents=True)
    for number in range(3):
        pixels = noise.integers(0, 255, (30, 40, 3), dtype=np.uint8).repeat(12, axis=0).repeat(12, axis=1)
        pyvips.Image.new_from_array(pixels).jpegsave(str(photos / f"IMG_{number}.JPG"), Q=80)
    around = {
        "HOME": str(tmp_path), "PATH": f"{COMMANDS}:/usr/bin:/bin", "LANG": "C.UTF-8", "COLUMNS": "120",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }  # fmt: skip

    def typed(*words: str) -> str:
        ended = subprocess.run(
            words, cwd=tmp_path, env=around, capture_output=True, text=True, check=False, timeout=300,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    with serving(ollama({"llava:7b": ["completion", "vision"]})) as address:
        servers = [f"caption.servers.ollama={address}", *(f"caption.servers.{kind}=null" for kind in KINDS)]
        assert "llava:7b" in typed("runner", "doctor", *servers)
        known = ("name=harbour", "subject=Old harbour", "location=Leiden")
        assert "runner set=harbour" in typed("runner", "init", str(photos), *known, "yes=true", "run=false")
        made = yaml.safe_load((tmp_path / ".config/photo-runner/set/harbour.yaml").read_text())
        assert made["source"] == str(photos)
        said = typed("runner", "set=harbour", *servers)
    assert f"Texts: llava:7b (ollama, {address}), which saw the pictures of all 3 photos." in said
    assert said.splitlines()[-1].endswith("reviewer set=harbour")
    rows = pl.read_parquet(tmp_path / "runs" / "harbour" / "latest" / "rows.parquet")
    assert rows["caption"].null_count() == 0
    assert {"objects", "read_text"} <= set(rows.columns), "witnesses looked too"
