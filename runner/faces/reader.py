"""Reads everything about the faces in one photo."""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from runner.faces.sharpness import sharpness_within
from runner.facts import Region
from runner.imaging.store import store
from runner.models.faces.detector import FaceDetector, FoundFace, Look
from runner.models.faces.embedder import FaceEmbedder
from runner.models.faces.eyes import EyeContours
from runner.models.faces.mesh import FaceMesh, Landmarks
from runner.models.faces.options import FaceDetectorOptions, FaceEmbedderOptions
from runner.models.onnx.sessions import Device
from runner.models.photo import Photo
from runner.people.face_row import FaceRow, Kept
from runner.people.left_files import FOLDER
from runner.picture import Part, Shown
from runner.store.face_id import face_id
from runner.store.forgotten_people import Forgotten

ROOM = 1.6
"""Side of a crop, relative to the side of the face's box."""
DOUBTFUL, SURE = 0.1, 0.01
"""Fractions of the presence threshold from which a face in a smaller picture is worth decoding every pixel: if its
score is below the detector's threshold, and if it is not.

They apply to the geometric mean of the face as it is and mirrored. Measured on 365 photos, of COCO and from packages,
enlarged to 24 megapixels: of the 298 faces the lowest has 0.04, and the surest of each photo at least 0.36. On mosaics
of 6000 × 4000 pixels without faces, chance reaches 0.0013 if the score counts, and 0.028 if it does not.
"""
_LEAST = 1e-3
"""A box must cover more than this fraction of each side of the picture."""


class ReaderOptions(Protocol):
    """The options that a reader needs."""

    @property
    def detector(self) -> FaceDetectorOptions:
        """Finds faces."""

    @property
    def embedder(self) -> FaceEmbedderOptions:
        """Tells persons apart."""

    @property
    def presence(self) -> float:
        """Lower bound for the landmark model's certainty that a box shows a face."""

    @property
    def eyes(self) -> tuple[float, float]:
        """Least width of an eye in pixels, and largest yaw in degrees, for its aspect ratio to be meaningful."""

    @property
    def crop(self) -> int:
        """Most pixels along each side of a crop."""

    @property
    def device(self) -> Device:
        """Where models run."""

    @property
    def threads(self) -> int:
        """Processor threads of each model."""


class FaceReader:
    """The open models. `provider` is where the detector really runs."""

    def __init__(self, options: ReaderOptions) -> None:
        """Open the models. Raises EnvError if one is missing or cannot run on the device."""
        self._options = options
        self._detector = FaceDetector(options.detector, options.device, options.threads)
        self._mesh = FaceMesh(options.device, options.threads)
        self._eyes = EyeContours(options.device, options.threads)
        self._embedder = FaceEmbedder(options.embedder, options.device, options.threads)
        self.provider = self._detector.provider

    def read(self, item_id: str, photo: Photo, runs: Path, gone: Forgotten) -> list[FaceRow]:
        """The faces of a photo, highest score first, without those that are to be forgotten.

        Their crops and embeddings are written below `runs`. Raises InferenceError, EnvError if the disk fails, and what
        decoding the photo raises. A photo without faces is not decoded if its overview is enough to tell.
        """
        looks = self._worthwhile(photo)
        if not looks:
            return []
        picture = photo.every_pixel()
        found = [face for face in self._detector.detect(picture, looks) if _is_wanted(face, item_id, picture, gone)]
        picture.ready([_around(face) for face in found])
        meshes = self._mesh.landmarks(picture, found)
        sure = [pair for pair in zip(found, meshes, strict=True) if pair[1].presence >= self._options.presence]
        if not sure:
            return []
        vectors = self._embedder.embed(picture, [mesh for _, mesh in sure])
        kept = _keep(_npy(vectors), "npy", runs)
        opened = self._eyes.openness(picture, [mesh for _, mesh in sure])
        return [
            self._row(number, item_id, picture, *found, kept, runs)
            for number, found in enumerate((*pair, eyes) for pair, eyes in zip(sure, opened, strict=True))
        ]

    def _worthwhile(self, photo: Photo) -> Sequence[Look]:
        """The looks for which every pixel is needed: all, or those where a smaller picture may show a face, if any."""
        if not (photo.is_reduced and self._detector.is_enough(photo)):
            return self._detector.looks(photo.width, photo.height)
        maybe, where = self._detector.glance(photo)
        return where if self._shows_one(photo.overview, maybe) else ()

    def _shows_one(self, overview: Shown, maybe: list[FoundFace]) -> bool:
        """Whether one of these is a face both as it is and mirrored: what looks like one by chance is seldom both."""
        meshes = self._mesh.landmarks(overview, maybe)
        likely = [pair for pair in zip(maybe, meshes, strict=True) if pair[1].presence >= self._least(pair[0])]
        mirrored = self._mesh.mirrored(overview, [face for face, _ in likely])
        both = zip(likely, mirrored, strict=True)
        return any(sqrt(mesh.presence * other) >= self._least(face) for (face, mesh), other in both)

    def _least(self, face: FoundFace) -> float:
        """Lower bound for the presence of a face in a smaller picture to be worth decoding every pixel."""
        share = SURE if face.score >= self._options.detector.score else DOUBTFUL
        return self._options.presence * share

    def _row(
        self,
        number: int,
        item_id: str,
        picture: Shown,
        face: FoundFace,
        mesh: Landmarks,
        opened: tuple[float | None, float | None],
        vectors: Kept,
        runs: Path,
    ) -> FaceRow:
        region = _region(face, picture)
        yaw, pitch, roll = mesh.pose()
        least, most = self._options.eyes
        eyes = opened if mesh.eye_pixels() >= least and abs(yaw) <= most else (None, None)
        width, lift = mesh.mouth()
        side = float(max(face.box[2] - face.box[0], face.box[3] - face.box[1]))
        return FaceRow(
            face=number,
            face_id=face_id(item_id, region),
            region=region,
            score=face.score,
            presence=mesh.presence,
            pixels=round(side),
            yaw=yaw,
            pitch=pitch,
            roll=roll,
            eye_left=eyes[0],
            eye_right=eyes[1],
            mouth_width=width,
            mouth_lift=lift,
            sharpness=sharpness_within(picture, region),
            crop=_keep(_jpeg(picture, face.box, self._options.crop), "jpg", runs),
            vectors=vectors,
            detector=self._detector.name,
            embedder=self._embedder.name,
            provider=self.provider,
        )


def _region(face: FoundFace, picture: Shown) -> Region:
    height, width = picture.shape[:2]
    left, top, right, bottom = np.clip(face.box / np.array([width, height] * 2), 0, 1).tolist()
    return Region(left, top, right, bottom)


def _is_wanted(face: FoundFace, item_id: str, picture: Shown, gone: Forgotten) -> bool:
    region = _region(face, picture)
    has_area = region.right - region.left > _LEAST and region.bottom - region.top > _LEAST
    return has_area and face_id(item_id, region) not in gone


def _around(face: FoundFace) -> Part:
    """The part of the picture that is read for a face, except for very unusual ones."""
    left, top, right, bottom = (float(each) for each in face.box)
    more = (ROOM - 1) / 2 * max(right - left, bottom - top)
    rows, columns = (top - more, bottom + more), (left - more, right + more)
    return slice(*(max(0, int(each)) for each in rows)), slice(*(max(0, int(each)) for each in columns))


def _keep(data: bytes, extension: str, runs: Path) -> Kept:
    stored = store(data, extension, runs / FOLDER)
    return Kept(f"{FOLDER}/{stored.path}", len(data), stored.sha256)


def _npy(vectors: NDArray[np.float32]) -> bytes:
    out = io.BytesIO()
    np.save(out, vectors, allow_pickle=False)
    return out.getvalue()


def _jpeg(picture: Shown, box: NDArray[np.float32], most: int) -> bytes:
    """The square around a face, cut at the picture's edges, as JPEG."""
    height, width = picture.shape[:2]
    half = ROOM * float(max(box[2] - box[0], box[3] - box[1])) / 2
    x, y = float(box[0] + box[2]) / 2, float(box[1] + box[3]) / 2
    left, top, right, bottom = max(0, int(x - half)), max(0, int(y - half)), int(x + half) + 1, int(y + half) + 1
    part = picture[top : min(bottom, height), left : min(right, width)]
    scale = min(1.0, most / max(part.shape[:2]))
    if scale < 1:
        size = (max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale)))
        part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    _, data = cv2.imencode(".jpg", np.ascontiguousarray(part[..., ::-1]), [cv2.IMWRITE_JPEG_QUALITY, 88])
    return bytes(data)
