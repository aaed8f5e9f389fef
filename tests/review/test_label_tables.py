"""Labels are read from tables as people keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.errors import ConfigError
from runner.review.calibrating.labels import read_labels


@pytest.mark.parametrize(
    "content",
    [
        b"photo,objects\nIMG_1.jpg,2 person; dog\n",
        b'sep=;\nPhoto;Objects;\nIMG_1.jpg;"2 person; dog";\n',
        "\ufeffPhoto\tObjects\r\nIMG_1.jpg\t2 person; dog\r\n".encode("utf-16"),
    ],
)
def test_labels_are_read_whatever_program_wrote_them(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "labels.csv").write_bytes(content)
    assert read_labels(tmp_path / "labels.csv") == {"IMG_1.jpg": ["2 person", "dog"]}


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("file,objects\na,b\n")
    with pytest.raises(ConfigError, match="has no column photo; it has file, objects"):
        read_labels(tmp_path / "labels.csv")
