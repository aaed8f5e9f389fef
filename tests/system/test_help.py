"""The help of every command shows its syntax, with an example."""

from __future__ import annotations

import pytest

from runner import cli

COMMANDS = sorted({words.partition(" ")[0] for words in (*cli._LOOKING, *cli._COMPOSING)} | {"completion"})


@pytest.mark.parametrize("command", COMMANDS)
def test_it_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = cli.run([command, "--help"])
    except SystemExit as ended:  # argparse ends the process itself
        code = int(ended.code or 0)
    said = capsys.readouterr().out
    assert code == 0
    shown = [line for line in said.splitlines() if not line.startswith(("Write:", "usage:"))]
    assert any(f"runner {command} " in line for line in shown), said
