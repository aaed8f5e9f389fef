"""The generated parts of the documentation, which `python tests/test_readme.py` writes, and its examples, which run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from pydantic import TypeAdapter

from runner.composition.catalogue import captioners
from runner.composition.model_table import by_hardware
from runner.config.folder import configuration_folder
from runner.reports.columns import described, markdown
from runner.text.judging.pack import RulePack
from runner.text.rules.document import document

DOCS = Path(__file__).parents[1] / "docs"
GENERATED = (DOCS / "rules.md", DOCS / "columns.md", DOCS / "models.md")
RUNNER = Path(sys.executable).parent / "runner"


def _rules() -> str:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        pack = OmegaConf.to_container(compose("config", overrides=["set=demo"]).rules, resolve=True)
    return document(TypeAdapter(RulePack).validate_python(pack).rules)


def _columns() -> str:
    tables = described()
    main = ("common", "review")
    rest = "\n".join(markdown(table) for name, table in tables.items() if name not in main)
    shown = "\n".join(markdown(tables[name]) for name in main)
    return f"{shown}\n<details><summary>All other tables</summary>\n\n{rest}\n</details>\n"


def filled(text: str) -> str:
    """A page with its generated parts as they should be."""
    for name, part in (("rules", _rules()), ("columns", _columns()), ("models", by_hardware(captioners()))):
        body = f"<!-- {name} -->\n{part}<!-- /{name} -->"
        text = re.sub(rf"<!-- {name} -->.*<!-- /{name} -->", lambda _, body=body: body, text, flags=re.DOTALL)  # type: ignore[misc]
    return text


@pytest.mark.parametrize("page", GENERATED, ids=lambda path: path.name)
def test_the_generated_parts_are_up_to_date(page: Path) -> None:
    assert page.read_text() == filled(page.read_text()), "run `make readme`"


def test_every_path_of_the_code_layout_exists() -> None:
    named = re.search(r"```\n(.*?)```", (DOCS / "code.md").read_text(), re.DOTALL)
    assert named
    for line in named[1].splitlines():
        first = line.split()[0]
        assert (DOCS.parent / first).exists(), first


def test_every_page_that_is_linked_exists() -> None:
    for page in (DOCS.parent / "README.md", *DOCS.glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)[^)]*\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def examples() -> dict[str, str]:
    """Every file that the page about plug-ins shows whole, by its name."""
    blocks = re.findall(r"```(?:python|yaml)\n# (\S+)\n(.*?)```", (DOCS / "extending.md").read_text(), re.DOTALL)
    return dict(blocks)


def test_the_examples_of_plug_ins_run(tmp_path: Path) -> None:
    for name, text in examples().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    command = [
        str(RUNNER), "set=demo", "graph=warm", "caption=composer", "caption.backend=echo", "caption.name=echo",
        "+caption.settings={times: 2}", "+rules.rules.cold_words.severity=warn", "--config-dir", str(tmp_path / "conf"),
        f"paths.plugins={tmp_path / 'plugins'}", f"paths.runs={tmp_path / 'runs'}",
    ]  # fmt: skip
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False)
    assert ended.returncode == 0, ended.stderr
    assert not ended.stderr, "no plug-in was left out"
    rows = pl.read_parquet(tmp_path / "runs/demo/latest/rows.parquet")
    assert rows["warmth"].drop_nulls().len() == 14
    assert set(rows["caption_model"].drop_nulls()) == {"echo"}
    shelf = [str(RUNNER), "set=demo", "graph=publish", "publish.dry_run=true", f"publish.root={tmp_path / 'site'}",
             "+publish.place={kind: shelf, settings: {shelf: a}}", *command[-2:]]  # fmt: skip
    ended = subprocess.run(shelf, cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False)
    assert ended.returncode == 0, ended.stderr


if __name__ == "__main__":
    for page in GENERATED:
        page.write_text(filled(page.read_text()))
