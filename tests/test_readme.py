"""The generated parts of README.md. `python tests/test_readme.py` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from pydantic import TypeAdapter

from runner.config.folder import configuration_folder
from runner.reports.columns import described, markdown
from runner.stages.check import CheckOptions
from runner.text.rules.document import document

README = Path(__file__).parents[1] / "README.md"


def _rules() -> str:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        pack = OmegaConf.to_container(compose("config", overrides=["set=demo"]).rules, resolve=True)
    return document(TypeAdapter(CheckOptions).validate_python(pack).rules)


def _columns() -> str:
    tables = described()
    main = ("common", "review")
    rest = "\n".join(markdown(table) for name, table in tables.items() if name not in main)
    shown = "\n".join(markdown(tables[name]) for name in main)
    return f"{shown}\n<details><summary>All other tables</summary>\n\n{rest}\n</details>\n"


def filled(text: str) -> str:
    """The README with its generated parts as they should be."""
    for name, part in (("rules", _rules()), ("columns", _columns())):
        body = f"<!-- {name} -->\n{part}<!-- /{name} -->"
        text = re.sub(rf"<!-- {name} -->.*<!-- /{name} -->", lambda _, body=body: body, text, flags=re.DOTALL)  # type: ignore[misc]
    return text


def test_the_generated_parts_are_up_to_date() -> None:
    assert README.read_text() == filled(README.read_text()), "run `make readme`"


def test_every_path_in_the_map_exists() -> None:
    root = README.parent
    named = re.search(r"## The map of the house\n\n```\n(.*?)```", README.read_text(), re.DOTALL)
    assert named
    for line in named[1].splitlines():
        first = line.split()[0]
        assert (root / first).exists(), first


if __name__ == "__main__":
    README.write_text(filled(README.read_text()))
