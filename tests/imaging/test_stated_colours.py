"""Profiles, exponents and extra bands are what the file says that they are, whatever they are called."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from runner.errors import RefusedFile
from runner.imaging.decode import decode, full_size, open_photo
from runner.imaging.png_gamma import stated_profile
from runner.imaging.probe import Limits, probe
from runner.imaging.profiles import grey_profile, matrix_profile
from runner.imaging.srgb import from_profile
from runner.imaging.vips import pyvips
from runner.messages import word

Numbers = npt.NDArray[np.float64]
COLOURS = np.array(((200, 30, 30), (30, 180, 30), (30, 30, 200), (220, 210, 40), (128, 128, 128), (70, 60, 40)))
# X, Y, Z adapted to D50 (Lindbloom): sRGB, Display P3.
SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
P3_POINTS = (31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)


def light() -> Numbers:
    values = COLOURS / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def patches(values: Numbers) -> pyvips.Image:
    """A patch of 64 × 256 pixels for each row of values from 0 to 1."""
    row = np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)
    return pyvips.Image.new_from_array(np.repeat(np.repeat(row[None], 256, axis=0), 64, axis=1))


def within(primaries: tuple[tuple[float, ...], ...], gamma: float) -> pyvips.Image:
    """The colours in another space."""
    own = np.linalg.solve(np.array(primaries).T, np.array(SRGB).T)
    return patches(np.clip(light() @ own.T, 0, 1) ** (1 / gamma))


def shown(path: Path, format: str) -> Numbers:
    """The colour in the middle of each patch; it is the same in every way in which pixels are read."""
    photo = open_photo(path, format)
    whole = full_size(photo)
    every = from_profile(whole.pixels, whole.profile) if whole.profile else whole.pixels
    small = decode(photo, photo.size).numpy()
    assert np.abs(every.astype(int) - small).max() <= 2
    return np.asarray(small[128, 32::64], np.float64)


def with_chunks(image: pyvips.Image, **chunks: bytes) -> bytes:
    data = bytes(image.pngsave_buffer(keep="none"))
    for name, content in chunks.items():
        body = name.encode() + content
        data = data[:33] + struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body)) + data[33:]
    return data


@pytest.mark.parametrize(
    ("name", "primaries", "gamma"),
    [("GIMP built-in Linear sRGB", SRGB, 1.0), ("Display P3 Gamut with sRGB Transfer", P3, 2.2), ("plain", P3, 2.2)],
)
@pytest.mark.parametrize("format", ["jpeg", "png"])
def test_a_profile_counts_and_not_its_name(
    name: str, primaries: tuple[tuple[float, ...], ...], gamma: float, format: str, tmp_path: Path
) -> None:
    image = within(primaries, gamma).copy()
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", matrix_profile(name, primaries, gamma))
    path = tmp_path / "photo"
    path.write_bytes(image.jpegsave_buffer(Q=100, subsample_mode="off") if format == "jpeg" else image.pngsave_buffer())
    assert np.abs(shown(path, format) - COLOURS).max() <= (10 if gamma == 1.0 else 5)


def test_a_png_that_states_an_exponent(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(with_chunks(within(SRGB, 1.0), gAMA=struct.pack(">I", 100_000)))
    assert np.abs(shown(path, "png") - COLOURS).max() <= 6


def test_a_grey_png_that_states_an_exponent(tmp_path: Path) -> None:
    greys = light()[:, :1]
    path = tmp_path / "photo.png"
    path.write_bytes(with_chunks(patches(greys).copy(interpretation="b-w"), gAMA=struct.pack(">I", 100_000)))
    expected = np.where(greys <= 0.0031308, greys * 12.92, 1.055 * greys ** (1 / 2.4) - 0.055) * 255
    assert stated_profile(path) == grey_profile("gAMA of the file", 1.0)
    assert np.abs(shown(path, "png") - expected).max() <= 12


def test_a_png_that_states_its_primaries(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    points = struct.pack(">8I", *P3_POINTS)
    path.write_bytes(with_chunks(within(P3, 2.2), cHRM=points, gAMA=struct.pack(">I", 45455)))
    assert np.abs(shown(path, "png") - COLOURS).max() <= 4


@pytest.mark.parametrize(
    "chunks",
    [
        {"gAMA": struct.pack(">I", 45455)},
        {"gAMA": struct.pack(">I", 100_000), "sRGB": b"\0"},
        {"gAMA": struct.pack(">I", 100_000), "cICP": bytes((1, 13, 0, 1))},
        {"gAMA": struct.pack(">I", 0)},
        {"gAMA": struct.pack(">I", 4_000_000_000)},
        {"gAMA": b"\1"},
        {"cHRM": struct.pack(">8I", *P3_POINTS)},
        {"cHRM": bytes(32), "gAMA": struct.pack(">I", 45455)},
        {"cHRM": b"\xff" * 32, "gAMA": struct.pack(">I", 45455)},
    ],
)
def test_a_png_whose_numbers_do_not_count(chunks: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(with_chunks(patches(COLOURS / 255), **chunks))
    assert stated_profile(path) is None
    assert np.abs(shown(path, "png") - COLOURS).max() == 0


def tiff(bands: pyvips.Image, extra: int) -> bytes:
    """A TIFF whose last band has this meaning (0: none stated, 1 and 2: transparency)."""
    data = bytes(bands.cast("uchar").copy(interpretation="srgb" if bands.bands == 4 else "b-w").tiffsave_buffer())
    entry = struct.pack("<HHII", 338, 3, 1, 2)
    assert data.count(entry) == 1
    return data.replace(entry, struct.pack("<HHII", 338, 3, 1, extra))


@pytest.mark.parametrize("extra", [0, 2])
def test_a_band_of_a_tiff_is_transparency_only_if_it_says_so(extra: int, tmp_path: Path) -> None:
    path = tmp_path / "photo.tif"
    colours = patches(COLOURS / 255)
    path.write_bytes(tiff(colours.bandjoin(colours[0] * 0), extra))
    expected = COLOURS if extra == 0 else np.full_like(COLOURS, 255)
    assert np.abs(shown(path, "tiff") - expected).max() == 0


def test_an_unnamed_band_beside_greys(tmp_path: Path) -> None:
    path = tmp_path / "photo.tif"
    greys = patches(COLOURS[:, :1] / 255)
    path.write_bytes(tiff(greys.bandjoin(greys * 0), 0))
    assert np.abs(shown(path, "tiff") - COLOURS[:, :1]).max() == 0


def test_greys_in_floating_point_are_light(tmp_path: Path) -> None:
    path = tmp_path / "photo.tif"
    row = np.repeat(np.repeat(light()[None, :, :1], 256, axis=0), 64, axis=1).astype(np.float32)
    pyvips.Image.new_from_array(row).copy(interpretation="b-w").tiffsave(str(path))
    assert np.abs(shown(path, "tiff") - COLOURS[:, :1]).max() <= 1


@pytest.mark.parametrize(("bits", "kind"), [(8, 8), (8, 9), (16, 9)])
def test_lab_that_libvips_cannot_read_is_refused_as_that(bits: int, kind: int, tmp_path: Path) -> None:
    path = tmp_path / "photo.tif"
    data = bytes(patches(COLOURS / 255).cast("ushort" if bits == 16 else "uchar").tiffsave_buffer())
    entry = struct.pack("<HHII", 262, 3, 1, 2)
    assert data.count(entry) == 1
    path.write_bytes(data.replace(entry, struct.pack("<HHII", 262, 3, 1, kind)))
    with pytest.raises(RefusedFile) as refused:
        probe(path, Limits())
    assert refused.value.kind == "unsupported"
    assert "L*a*b*" in word(refused.value.message)


def test_lab_of_16_bits_is_read(tmp_path: Path) -> None:
    path = tmp_path / "photo.tif"
    patches(COLOURS / 255).copy(interpretation="srgb").colourspace("labs").tiffsave(str(path))
    probe(path, Limits())
    assert np.abs(shown(path, "tiff") - COLOURS).max() <= 2
