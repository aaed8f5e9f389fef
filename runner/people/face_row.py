"""The evidence of faces: where they are, what was measured, and where their embeddings are stored."""

from __future__ import annotations

from dataclasses import dataclass

from runner.facts import Region
from runner.schema import Row


@dataclass(frozen=True, slots=True)
class Kept:
    """A file beside the rows. It can be deleted for good, and the rows stay as they are."""

    path: str  # below the runs folder
    bytes: int  # size of the file
    sha256: str  # of the file; also its name


@dataclass(frozen=True, slots=True)
class FaceRow(Row):
    """One face that a detector found in a photo. What was measured is raw: thresholds are applied when it is read."""

    face: int  # number of the face, the surest first, from 0; its row in `vectors`
    face_id: str  # photo and place, see runner.store.face_id
    region: Region  # where, in shares of the upright picture
    score: float  # 0 to 1, as the detector gives it
    presence: float  # 0 to 1: certainty of the landmarks' model that it is a face
    pixels: int  # longer side of its box in the original
    yaw: float  # degrees, to the picture's right positive
    pitch: float  # degrees, downwards positive
    roll: float  # degrees, clockwise positive
    eye_left: float | None  # aspect ratio of the eye on the picture's left; null: too small or turned away to tell
    eye_right: float | None  # of the one on the right
    mouth_width: float  # over the distance of the eyes' outer corners
    mouth_lift: float  # how far the mouth's ends lie above its middle, over its width
    sharpness: float | None  # reciprocal edge width in pixels of the original, 0 to 1; null: nothing has an edge
    crop: Kept  # JPEG of the face with room around it
    vectors: Kept  # embeddings of all faces of the photo, an .npy of float32 [face, dimension], each of length 1
    detector: str  # whose box it is
    embedder: str  # whose vector it is
    provider: str  # the ONNX Runtime provider really used
