"""Converts wide-gamut and high-dynamic-range pixels to sRGB.

The transfer function turns the values into light, a matrix converts the light to sRGB's primaries, and what is brighter
than sRGB's white is rolled off. A gain map beside a picture is not applied: the picture itself is made for screens as
sRGB describes them, and that is what is published.

Sources: ITU-T H.273 (2024), tables 2 and 3 (chromaticities, transfer functions); ITU-R BT.2100-2 (PQ, HLG);
BT.2408-7, 3.2 (reference white of 203 cd/m², HLG 0.75).

Tone mapping: light up to 0.8 of reference white stays as it is; above, the largest of the three components approaches
1 as k + (1 - k) · t / (1 + t), t = (x - k) / (1 - k), and the two others keep their ratio to it, so that hue and
saturation do not change.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import numpy.typing as npt

from runner.imaging.code_points import CodePoints
from runner.imaging.vips import pyvips

Matrix = npt.NDArray[np.float64]
Curve = npt.NDArray[np.float64]

_D65, _DCI, _C = (0.3127, 0.329), (0.314, 0.351), (0.31, 0.316)
D50_XY = (0.3457, 0.3585)
"""The white of ICC profiles, as x, y."""
# By number in H.273: red, green, blue and white as x, y.
_PRIMARIES: Mapping[int, tuple[tuple[float, float], ...]] = {
    1: ((0.64, 0.33), (0.3, 0.6), (0.15, 0.06), _D65),
    4: ((0.67, 0.33), (0.21, 0.71), (0.14, 0.08), _C),
    5: ((0.64, 0.33), (0.29, 0.6), (0.15, 0.06), _D65),
    6: ((0.63, 0.34), (0.31, 0.595), (0.155, 0.07), _D65),
    7: ((0.63, 0.34), (0.31, 0.595), (0.155, 0.07), _D65),
    9: ((0.708, 0.292), (0.17, 0.797), (0.131, 0.046), _D65),
    11: ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06), _DCI),
    12: ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06), _D65),
}
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_SRGB = 1
SRGB_POINTS = _PRIMARIES[_SRGB]
"""Red, green, blue and white of sRGB as x, y."""
_GAMMAS = {4: 2.2, 5: 2.8, 8: 1.0, 17: 2.6}
_PQ, _HLG = 16, 18
_REFERENCE_WHITE, _HLG_PEAK, _HLG_SYSTEM_GAMMA = 203.0, 1000.0, 1.2
_KNEE = 0.8
_BT2020_LUMA = (0.2627, 0.678, 0.0593)

_UCHAR, _USHORT = 256, 65536


def needs_conversion(points: CodePoints) -> bool:
    """Whether these colours differ from sRGB's. BT.709's transfer function counts as sRGB's, as in browsers."""
    return _known(points.primaries) != _SRGB or points.transfer in (_PQ, _HLG, *_GAMMAS)


def from_code_points(image: pyvips.Image, points: CodePoints) -> pyvips.Image:
    """The picture in sRGB, 8 bits. `image` has three bands, or four with transparency as the last."""
    alpha = image[3] if image.bands == 4 else None
    light = _light(image[:3], points.transfer)
    converted = light.recomb(pyvips.Image.new_from_array(_matrix(_known(points.primaries)).tolist()))
    if points.transfer in (_PQ, _HLG):
        converted = _rolled_off(converted)
    shown = converted.copy(interpretation="scrgb").colourspace("srgb")
    if alpha is None:
        return shown
    return shown.bandjoin((alpha / (_USHORT / _UCHAR + 1) if alpha.format == "ushort" else alpha).cast("uchar"))


def _known(primaries: int) -> int:
    return primaries if primaries in _PRIMARIES else _SRGB


def _light(image: pyvips.Image, transfer: int) -> pyvips.Image:
    """Linear light, 1.0 at sRGB's white."""
    if image.format not in ("uchar", "ushort"):
        image = image.cast("ushort")
    bits = int(image.get("bits-per-sample")) if image.get_typeof("bits-per-sample") else 16
    curve = _curve(transfer, 8 if image.format == "uchar" else max(8, min(16, bits)), image.format == "uchar")
    light = image.maplut(pyvips.Image.new_from_array([curve.tolist()]))
    return _displayed(light) if transfer == _HLG else light


@cache
def _curve(transfer: int, bits: int, small: bool) -> Curve:
    """The light of each value. Values of 10 and 12 bits are shifted up to 16, which leaves the lowest bits empty."""
    size = _UCHAR if small else _USHORT
    most = size - 1 if small else (_USHORT - 1) >> (16 - bits) << (16 - bits)
    values = np.minimum(np.arange(size) / most, 1.0)
    if transfer == _PQ:
        return _pq(values) / _REFERENCE_WHITE
    if transfer == _HLG:
        return _hlg(values)
    if transfer in _GAMMAS:
        return np.power(values, _GAMMAS[transfer])
    return np.where(values <= 0.04045, values / 12.92, np.power((values + 0.055) / 1.055, 2.4))


def _pq(values: Curve) -> Curve:
    """cd/m² by BT.2100-2, table 4."""
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 4096 * 128, 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    root = np.power(values, 1 / m2)
    return np.asarray(10_000 * np.power(np.maximum(root - c1, 0) / (c2 - c3 * root), 1 / m1))


def _hlg(values: Curve) -> Curve:
    """Light of the scene by the inverse OETF of BT.2100-2, table 5; 1.0 at the peak."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    return np.where(values <= 0.5, values**2 / 3, (np.exp((values - c) / a) + b) / 12)


def _displayed(scene: pyvips.Image) -> pyvips.Image:
    """Light of a display of 1,000 cd/m² by the OOTF of BT.2100-2, table 5, relative to reference white."""
    luma = scene.recomb(pyvips.Image.new_from_array([list(_BT2020_LUMA)]))
    gain = (luma + 1e-9).math2_const("pow", [_HLG_SYSTEM_GAMMA - 1])
    return scene * gain * (_HLG_PEAK / _REFERENCE_WHITE)


@cache
def _matrix(primaries: int) -> Matrix:
    """The matrix from light in these primaries to light in sRGB's."""
    own, srgb = (to_xyz(_PRIMARIES[each]) for each in (primaries, _SRGB))
    return np.asarray(np.linalg.inv(srgb) @ adaptation(_PRIMARIES[primaries][3], _D65) @ own)


def to_xyz(points: tuple[tuple[float, float], ...]) -> Matrix:
    """The matrix from light in these primaries (red, green, blue and white as x, y) to X, Y, Z."""
    columns = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in points]).T
    return np.asarray(columns[:, :3] * np.linalg.solve(columns[:, :3], columns[:, 3]))


def adaptation(white: tuple[float, float], wanted: tuple[float, float]) -> Matrix:
    """Bradford's adaptation of a white to another, each given as x, y."""
    old, new = (_BRADFORD @ np.array([x / y, 1.0, (1 - x - y) / y]) for x, y in (white, wanted))
    return np.asarray(np.linalg.inv(_BRADFORD) @ np.diag(new / old) @ _BRADFORD)


def _rolled_off(light: pyvips.Image) -> pyvips.Image:
    largest = light[0].bandrank([light[1], light[2]], index=2)
    over = (largest - _KNEE) / (1 - _KNEE)
    soft = _KNEE + (1 - _KNEE) * over / (over + 1)
    return light * (largest > _KNEE).ifthenelse(soft / largest, 1.0)
