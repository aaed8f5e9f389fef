"""Measures how many aircraft registrations are read exactly, and how many wrong ones are asserted.

`python benchmarks/registrations.py [FOLDER] [default|thorough]…`. Without a folder, 60 photos are drawn: hulls with
windows, titles and a registration in letters of 10 to 60 pixels, in perspective, out of focus and as JPEG. In a folder,
the name of a photo up to its first `_` or space is its registration, as in D-AIXP_1.jpg.

The last line is JSON: exact, wrong (photos for which another mark is asserted), possible (the right mark is among those
not asserted), seconds per photo. Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import yaml
from PIL import Image, ImageDraw, ImageFont
from pydantic import TypeAdapter

from runner.imaging.vips import pyvips
from runner.models.ocr.options import ReadOptions
from runner.models.ocr.reader import Reader
from runner.models.photo import whole
from runner.picture import Picture
from runner.text.lettering.ownership import ownership
from runner.text.lettering.registrations import LineReading, registrations

CONF = Path(__file__).parents[1] / "conf" / "reading"
COUNT = 60
LETTERS, DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ", "0123456789"
FORMS = (
    "N^###*", "N^##**", "N^####", "N^#**", "N^##*", "D-A***", "G-****", "F-G***", "OO-***", "PH-***", "EC-***",
    "C-F***", "VH-***", "JA###A", "HL####", "B-####", "HB-J**", "TC-***", "A6-***", "9V-***", "PR-***", "XA-***",
    "SE-***", "RP-C####",
)  # fmt: skip
"""Forms of registers: * stands for a letter, # for a digit, ^ for a digit other than 0."""

TITLES = ("DELTA", "UNITED", "AIRBUS A320", "Lufthansa", "KLM", "FedEx", "BOEING 737", "QATAR", "Cargo", "")


def drawn(count: int, seed: int = 0) -> Iterator[tuple[str, np.ndarray]]:
    """Photos of hulls, [height, width, 3], each with its registration."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        mark = _mark(random)
        yield mark, _photo(mark, random)


def _mark(random: np.random.Generator) -> str:
    """A mark from a random register."""
    form = str(random.choice(FORMS))
    drawn = {"*": LETTERS, "#": DIGITS, "^": DIGITS[1:]}
    return "".join(str(random.choice(list(drawn[each]))) if each in drawn else each for each in form)


def _photo(mark: str, random: np.random.Generator) -> np.ndarray:
    width, height = (int(each) for each in random.choice([[1600, 1067], [2400, 1600], [3600, 2400], [1024, 683]]))
    sky = np.linspace((150, 180, 220), (205, 215, 230), height)[:, None].repeat(width, 1)
    image = Image.fromarray(sky.astype(np.uint8))
    draw = ImageDraw.Draw(image)
    hull = [int(each) for each in random.choice([[245, 245, 245], [225, 228, 232], [40, 60, 120], [200, 40, 40]])]
    top, bottom = int(height * 0.4), int(height * 0.62)
    for y in range(top, bottom):
        shade = 1 - 0.45 * ((y - top) / (bottom - top)) ** 2
        draw.line([(0, y), (width, y)], tuple(int(each * shade) for each in hull))
    for x in range(0, width, width // 40):
        draw.rounded_rectangle(
            [x, top + 0.25 * (bottom - top), x + width // 120, top + 0.38 * (bottom - top)], 3, (50, 55, 60)
        )
    ink = (25, 30, 60) if sum(hull) > 400 else (250, 250, 250)
    size = int(random.uniform(9, 50) * width / 1600)
    font = ImageFont.load_default(size)
    draw.text(
        (width * random.uniform(0.1, 0.7), bottom - 1.6 * size),
        mark,
        ink,
        font,
        stroke_width=int(random.choice([0, 1, 2])),
    )
    draw.text(
        (width * 0.3, top + 4), str(random.choice(TITLES)), ink, ImageFont.load_default(int(0.2 * (bottom - top)))
    )
    if random.random() < 0.3:
        draw.text((20, height - 40), "© 2019 Jane Miller / JetPhotos", (255, 255, 255), ImageFont.load_default(24))
    return _spoiled(np.asarray(image), random)


def _spoiled(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Add perspective, blur, noise and JPEG compression."""
    height, width = pixels.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    shift = random.uniform(0, 0.12, (4, 2)) * (width, height) * [[1, 1], [-1, 1], [-1, -1], [1, -1]]
    matrix = cv2.getPerspectiveTransform(corners, (corners + shift).astype(np.float32))
    turned = cv2.warpPerspective(pixels, matrix, (width, height), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    blurred = cv2.GaussianBlur(turned, (0, 0), random.uniform(0.3, 1.8))
    noisy = np.clip(blurred + random.normal(0, random.uniform(1, 9), blurred.shape), 0, 255).astype(np.uint8)
    _, coded = cv2.imencode(".jpg", noisy[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(55, 92))])
    return np.ascontiguousarray(cv2.imdecode(coded, cv2.IMREAD_COLOR)[..., ::-1])


def photos(folder: Path) -> Iterator[tuple[str, np.ndarray]]:
    """The photos of a folder, upright, each with the registration in its name."""
    for path in sorted(each for each in folder.iterdir() if each.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp")):
        image = pyvips.Image.new_from_file(str(path)).autorot().colourspace("srgb").extract_band(0, n=3)
        yield path.stem.replace(" ", "_").split("_")[0].upper(), image.numpy()


def measure(name: str, material: Iterator[tuple[str, np.ndarray]]) -> dict[str, object]:
    said = yaml.safe_load((CONF / f"{name}.yaml").read_text())
    base = yaml.safe_load((CONF / "default.yaml").read_text())
    said.pop("defaults", None)
    reader = Reader(TypeAdapter(ReadOptions).validate_python({**base, **said}), "cpu", 2)
    exact = wrong = possible = count = marks = 0
    spent = 0.0
    for mark, pixels in material:
        began = time.perf_counter()
        lines = reader.read(whole(Picture(pixels)))
        spent += time.perf_counter() - began
        found = registrations(
            [[LineReading(each.text, each.score, each.weakest) for each in line.readings] for line in lines]
        )
        asserted = {each.mark for each in found if each.asserted}
        count, exact, wrong = count + 1, exact + (mark in asserted), wrong + bool(asserted - {mark})
        possible += mark not in asserted and mark in {each.mark for each in found}
        marks += any(ownership(line.text) for line in lines)
        if asserted != {mark}:
            texts = [[(each.text, round(each.weakest, 2), each.way) for each in line.readings] for line in lines]
            print(f"  {mark}: {sorted(asserted)}; {[(f.mark, f.confidence) for f in found]}; {texts}"[:420], flush=True)
    return {
        "way": name, "photos": count, "exact": exact, "exact_interval": interval(exact, count), "wrong": wrong,
        "wrong_interval": interval(wrong, count), "possible": possible, "with_owner": marks,
        "seconds": round(spent / max(count, 1), 2),
    }  # fmt: skip


def interval(hits: int, of: int) -> list[float]:
    """Wilson's 95 % interval of a share."""
    if not of:
        return [0.0, 1.0]
    z, share = 1.96, hits / of
    middle = (share + z**2 / (2 * of)) / (1 + z**2 / of)
    half = z * np.sqrt(share * (1 - share) / of + z**2 / (4 * of**2)) / (1 + z**2 / of)
    return [round(float(middle - half), 3), round(float(middle + half), 3)]


def main() -> None:
    folders = [Path(each) for each in sys.argv[1:] if Path(each).is_dir()]
    ways = [each for each in sys.argv[1:] if (CONF / f"{each}.yaml").is_file()] or ["default", "thorough"]
    results = []
    for way in ways:
        results.append(measure(way, photos(folders[0]) if folders else drawn(COUNT)))
        print(results[-1], flush=True)
    print(json.dumps(results))


if __name__ == "__main__":
    main()
