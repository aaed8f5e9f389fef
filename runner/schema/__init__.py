"""The row type of every evidence table, with one comment per column.

A stage yields these rows; `runner.store.evidence` writes them as Parquet with the columns of `Common` in front.
A missing value is None (null), never a plausible substitute. Times are naive local camera times unless the name
says UTC.
"""

from runner.schema.base import VERSION, Common, Float32, Options, Row, SourceRow
from runner.schema.photos import (
    ClassifyRow,
    Colour,
    DeriveRow,
    EmbedRow,
    ExifRow,
    FactsRow,
    Hint,
    IntakeRow,
    Label,
    QualityPart,
    QualityRow,
    Rendition,
    SimilarRow,
)
from runner.schema.tables import GENERATED, ComparisonRow, GeneratedRow, PublicationRow, ReviewRow
from runner.schema.texts import (
    NO_TEXTS,
    PROSE,
    TEXTS,
    AlignmentRow,
    AttemptRow,
    CaptionRow,
    CheckRow,
    ClaimVerdict,
    DuplicateRow,
    Field,
    Finding,
    Ground,
    NameRow,
    Prose,
    RepairRow,
    Texts,
    texts_of,
)

__all__ = [
    "GENERATED", "NO_TEXTS", "PROSE", "TEXTS", "VERSION", "AlignmentRow", "AttemptRow", "CaptionRow", "CheckRow",
    "ClaimVerdict", "ClassifyRow", "Colour", "Common", "ComparisonRow", "DeriveRow", "DuplicateRow", "EmbedRow",
    "ExifRow", "FactsRow", "Field", "Finding", "Float32", "GeneratedRow", "Ground", "Hint", "IntakeRow", "Label",
    "NameRow", "Options", "Prose", "PublicationRow", "QualityPart", "QualityRow", "Rendition", "RepairRow",
    "ReviewRow", "Row", "SimilarRow", "SourceRow", "Texts", "texts_of",
]  # fmt: skip
