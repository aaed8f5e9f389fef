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
    """One face that a detector found in a photo. Measures are raw: thresholds are applied when they are read."""

    face: int  # number of the face by descending score, from 0; its row in `vectors`
    face_id: str  # from the photo and the face's place in it, see runner.store.face_id
    region: Region  # its box, in shares of the upright picture
    score: float  # the detector's score, 0 to 1
    presence: float  # probability by the landmark model that it is a face, 0 to 1
    pixels: int  # longer side of its box in the original
    yaw: float  # degrees, positive to the picture's right
    pitch: float  # degrees, positive downwards
    roll: float  # degrees, clockwise positive
    eye_left: float | None  # aspect ratio of the eye on the picture's left; null if it is too small or turned away
    eye_right: float | None  # the same for the other eye
    mouth_width: float  # relative to the distance between the outer corners of the eyes
    mouth_lift: float  # height of the corners of the mouth above its middle, relative to its width
    sharpness: float | None  # reciprocal edge width in pixels of the original, 0 to 1; null without an edge
    crop: Kept  # JPEG of the face with a margin
    vectors: Kept  # embeddings of all faces of the photo, an .npy of float32 [face, dimension], each of length 1
    detector: str  # the model that found the box
    embedder: str  # the model that computed the vector
    provider: str  # the ONNX Runtime provider that was used
