"""The photo that a face is in, with a box around the face."""

from __future__ import annotations

from PyQt6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reviewer.widgets.picture import PictureView
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import translate
from runner.review.people.photos import FacePhoto
from runner.store.face_id import place_of
from runner.text.claims.shown import Seen

_PREVIEW_BYTES = 36 * 2**20
_ORIGINAL_BYTES = 130 * 2**20


class PhotoPane(QWidget):
    """One photo with its name below it."""

    def __init__(self) -> None:
        super().__init__()
        self.previews = Pictures(_PREVIEW_BYTES, None, 1, self)
        self.originals = Pictures(_ORIGINAL_BYTES, None, 1, self)
        self.picture, self.name = PictureView(self.previews, self.originals), QLabel()
        self.name.setProperty("role", "muted")
        self.name.setContentsMargins(8, 0, 8, 0)
        self.setMinimumWidth(180)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.name)

    def show_face(self, face: str, name: str, photo: FacePhoto | None) -> None:
        """Show the photo and a box around the face, labelled with `name`."""
        self.picture.setVisible(photo is not None)
        if photo is None:
            self.name.setText(translate("photo_pane", "The photo is no longer in any run."))
            return
        self.name.setText(photo.path.name)
        self.picture.show_photo(photo.preview, photo.path, photo.width, photo.item_id)
        self.picture.seen.show_seen((Seen("person", name, None, place_of(face).region),))

    def is_quiet(self) -> bool:
        """True if no picture is being decoded."""
        return not self.previews.is_busy() and not self.originals.is_busy()

    def stop(self) -> None:
        """Stop decoding pictures."""
        self.previews.stop()
        self.originals.stop()
