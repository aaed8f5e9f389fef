"""The tables of `catalog.db`, version by version: their columns, and the migration of an older catalogue."""

from __future__ import annotations

_TABLES = """
CREATE TABLE files (            -- what is known of a file without reading it again
    path BLOB PRIMARY KEY,      -- as the operating system names it
    bytes INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE parts (            -- the ledger: results that exist
    key TEXT PRIMARY KEY,       -- work key of the part
    recipe TEXT NOT NULL,       -- stage, version, options and models, with those of its needs
    stage TEXT NOT NULL,
    good BLOB NOT NULL,         -- item ids, 8 bytes each, whose row is ok
    failed BLOB NOT NULL        -- item ids, 8 bytes each, that fail at every try
) WITHOUT ROWID;
CREATE INDEX parts_by_recipe ON parts (recipe);
CREATE TABLE part_files (       -- where the part's file is: each run that uses it holds a link
    key TEXT NOT NULL REFERENCES parts,
    path TEXT NOT NULL,         -- below the runs folder
    PRIMARY KEY (key, path)
) WITHOUT ROWID;
CREATE TABLE names (            -- published names, taken for good until released
    name TEXT PRIMARY KEY COLLATE NOCASE,
    item_id TEXT NOT NULL,
    prefix TEXT NOT NULL COLLATE NOCASE,
    number INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX names_by_prefix ON names (prefix, number);
CREATE INDEX names_by_item ON names (item_id);
"""

_REVIEW = """
CREATE TABLE edits (            -- texts that a person wrote; the newest of a field stands
    id INTEGER PRIMARY KEY,
    set_name TEXT NOT NULL,
    item_id TEXT NOT NULL,
    field TEXT NOT NULL,        -- caption, alt_text, keywords, subject or location
    value TEXT,                 -- JSON: a string, or a list for keywords; null takes the person's text back
    errors TEXT NOT NULL,       -- JSON list of rules that it breaks with severity error
    run_id TEXT NOT NULL,       -- the run that was on the screen
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL            -- UTC, ISO 8601
);
CREATE INDEX edits_by_item ON edits (set_name, item_id, id);
CREATE TABLE decisions (        -- what a person decided; the newest of an item stands
    id INTEGER PRIMARY KEY,
    set_name TEXT NOT NULL,
    item_id TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('approved', 'rejected', 'reset')),
    reason TEXT,                -- of a rejection
    content_hash TEXT,          -- what was approved: an approval of anything else has lapsed
    run_id TEXT NOT NULL,       -- the run that was on the screen
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL            -- UTC, ISO 8601
);
CREATE INDEX decisions_by_item ON decisions (set_name, item_id, id);
CREATE TABLE publications (     -- what stands at a target
    target TEXT NOT NULL,       -- the target's name in conf/publish
    set_name TEXT NOT NULL,
    item_id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    path TEXT NOT NULL,         -- of the file at the target
    content_hash TEXT NOT NULL,
    caption TEXT NOT NULL,
    alt_text TEXT NOT NULL,
    keywords TEXT NOT NULL,     -- JSON list
    rev INTEGER NOT NULL,       -- raised when the content changes
    remote_id TEXT,             -- key of the row at the target
    file_sha256 TEXT NOT NULL,  -- of the file as uploaded
    row_hash TEXT NOT NULL,     -- of the row as written
    at TEXT NOT NULL,           -- UTC, ISO 8601
    PRIMARY KEY (target, item_id)
) WITHOUT ROWID;
"""

_JOURNAL = """
CREATE TABLE publication_details (  -- what stands at a target, as it was read back
    target TEXT NOT NULL,
    item_id TEXT NOT NULL,
    row TEXT NOT NULL,          -- JSON: values by column
    files TEXT NOT NULL,        -- JSON list: role, path, sha256, bytes, recipe, stamp
    PRIMARY KEY (target, item_id)
) WITHOUT ROWID;
CREATE TABLE publish_journal (  -- what was begun at a target and is not finished
    target TEXT NOT NULL,
    item_id TEXT NOT NULL,
    entry TEXT NOT NULL,        -- JSON: see runner.publishing.publications.Entry
    PRIMARY KEY (target, item_id)
) WITHOUT ROWID;
CREATE TABLE redirects (        -- paths that published photos once had
    target TEXT NOT NULL,
    old_path TEXT NOT NULL,
    new_path TEXT NOT NULL,
    at TEXT NOT NULL,           -- UTC, ISO 8601
    PRIMARY KEY (target, old_path)
) WITHOUT ROWID;
CREATE TABLE withdrawals (      -- photos taken back: only a newer approval publishes them again
    target TEXT NOT NULL,
    item_id TEXT NOT NULL,
    at TEXT NOT NULL,           -- UTC, ISO 8601
    PRIMARY KEY (target, item_id)
) WITHOUT ROWID;
"""

_PREFERENCES = """
CREATE TABLE preferences (      -- which of two variants' texts a person prefers; the newest of a pair stands
    id INTEGER PRIMARY KEY,
    sweep_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    left_run TEXT NOT NULL,     -- as they were shown
    right_run TEXT NOT NULL,
    choice TEXT NOT NULL CHECK (choice IN ('left', 'right', 'tie', 'both_bad')),
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL            -- UTC, ISO 8601
);
CREATE INDEX preferences_by_sweep ON preferences (sweep_id, item_id);
"""

# `edits.source`: who wrote the text, see `runner.store.decisions.Source`. SQLite keeps the wording of ALTER TABLE in
# the schema, where a comment at its end would swallow what follows.
_FIELDS = """
ALTER TABLE edits ADD COLUMN source TEXT NOT NULL DEFAULT 'human';
CREATE TABLE field_decisions (  -- what a person decided about one text; the newest of a field stands
    id INTEGER PRIMARY KEY,
    set_name TEXT NOT NULL,
    item_id TEXT NOT NULL,
    field TEXT NOT NULL,        -- caption, alt_text or keywords
    decision TEXT NOT NULL CHECK (decision IN ('approved', 'rejected', 'reset')),
    reason TEXT,                -- of a rejection
    value TEXT NOT NULL,        -- JSON: the text that it is about; a decision about any other has lapsed
    run_id TEXT NOT NULL,       -- the run that was on the screen
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL            -- UTC, ISO 8601
);
CREATE INDEX field_decisions_by_item ON field_decisions (set_name, item_id, id);
"""

# `decisions.earlier_hash`: what an approval of version 0.1.0 was bound to, before `store.legacy` bound it to the row.
_WHOLE = """
ALTER TABLE decisions ADD COLUMN earlier_hash TEXT;
"""

# `part_files.sha256`: of the file as it was written; null for a file of version 0.1.0 that has not been used since.
_VERIFIED = """
ALTER TABLE part_files ADD COLUMN sha256 TEXT;
"""

# Everything that one reviewer did at once has the same `change_id`; rows of earlier versions have none and cannot be
# undone.
_CHANGES = """
CREATE TABLE changes (          -- what one reviewer did at once: one action in the window, or one command
    id INTEGER PRIMARY KEY,
    set_name TEXT NOT NULL,
    run_id TEXT NOT NULL,       -- the run that was on the screen
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL,           -- UTC, ISO 8601
    undoes INTEGER              -- the change that this one takes back; null for all others
);
CREATE INDEX changes_by_reviewer ON changes (set_name, reviewer, id);
ALTER TABLE edits ADD COLUMN change_id INTEGER;
ALTER TABLE decisions ADD COLUMN change_id INTEGER;
ALTER TABLE field_decisions ADD COLUMN change_id INTEGER;
CREATE INDEX edits_by_change ON edits (change_id);
CREATE INDEX decisions_by_change ON decisions (change_id);
CREATE INDEX field_decisions_by_change ON field_decisions (change_id);
"""

_STAGE_KEYS = """
ALTER TABLE parts RENAME COLUMN recipe TO stage_key;
DROP INDEX parts_by_recipe;
CREATE INDEX parts_by_stage_key ON parts (stage_key)
"""

# `files.ctime_ns`: of the inode; it changes with every replacement, whatever the mtime. Null if an earlier version
# recorded the file. From this version on, every table has a seal: see `runner.store.seals`.
_TIMES = """
ALTER TABLE files ADD COLUMN ctime_ns INTEGER;
CREATE TABLE artifacts (        -- files that parts speak of
    path TEXT PRIMARY KEY,      -- below the runs folder
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,  -- when it was written, or last found to be whole
    ctime_ns INTEGER NOT NULL
) WITHOUT ROWID;
"""

_STATES = """
CREATE TABLE artifact_states (  -- how the files that a part speaks of were when all of them were last found to be whole
    part TEXT PRIMARY KEY,      -- the name of its file, which bears its hash
    state BLOB NOT NULL         -- a digest of their sizes and times
) WITHOUT ROWID;
"""

_RATINGS = """
CREATE TABLE ratings (          -- stars, colour labels and flags that a person gave; the newest of a kind stands
    id INTEGER PRIMARY KEY,
    set_name TEXT NOT NULL,
    item_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('stars', 'colour', 'flag')),
    value TEXT NOT NULL,        -- JSON: 1 to 5, a colour, pick or reject; null takes it off
    run_id TEXT NOT NULL,       -- the run that was on the screen
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL,           -- UTC, ISO 8601
    change_id INTEGER
);
CREATE INDEX ratings_by_item ON ratings (set_name, item_id, id);
CREATE INDEX ratings_by_change ON ratings (change_id);
"""

_PEOPLE = """
CREATE TABLE people_changes (   -- what one person said at once about people in photos
    id INTEGER PRIMARY KEY,
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL,           -- UTC, ISO 8601
    source TEXT,                -- the program whose word it is; null: the reviewer's own
    undoes INTEGER              -- the change that this one takes back; null for all others
);
CREATE TABLE people_assertions (-- one word each: see runner.store.people.Word
    id INTEGER PRIMARY KEY,
    change_id INTEGER NOT NULL REFERENCES people_changes,
    kind TEXT NOT NULL,
    face TEXT,
    other TEXT,
    person TEXT,
    value TEXT
);
CREATE INDEX people_assertions_by_change ON people_assertions (change_id);
CREATE INDEX people_assertions_by_face ON people_assertions (face);
CREATE INDEX people_assertions_by_other ON people_assertions (other);
CREATE INDEX people_assertions_by_person ON people_assertions (person);
CREATE TABLE forgotten_faces (  -- places where nobody is to be looked for any more
    face TEXT PRIMARY KEY,
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL            -- UTC, ISO 8601
) WITHOUT ROWID;
"""

_SAME_PHOTOS = """
CREATE TABLE same_photos (      -- photos of a set that are one picture in other bytes
    id INTEGER PRIMARY KEY,     -- grows with time
    set_name TEXT NOT NULL,
    item_id TEXT NOT NULL,
    photo TEXT NOT NULL,        -- what they have in common: the id of the one that was known first
    run_id TEXT NOT NULL,       -- the run that found it
    at TEXT NOT NULL,           -- UTC, ISO 8601
    UNIQUE (set_name, item_id)
);
CREATE INDEX same_photos_by_photo ON same_photos (set_name, photo);
CREATE INDEX same_photos_by_item ON same_photos (item_id);
"""

_PERSONS = """
CREATE TABLE forgotten_persons (-- ids of people who were forgotten, made at random: they say nothing of anybody
    person TEXT PRIMARY KEY,
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL            -- UTC, ISO 8601
) WITHOUT ROWID;
CREATE TABLE people_exports (   -- files with names in them that were written for other programs
    path TEXT PRIMARY KEY,
    item_id TEXT NOT NULL       -- the photo whose people it names
) WITHOUT ROWID;
"""

# `people_changes.carried_by`: the change in `changes` that carried these assertions over to other pictures; undo takes
# both back.
_CARRIED = """
CREATE TABLE carried (          -- photos with another picture that a person said are the same photo
    change_id INTEGER NOT NULL, -- the change that carried the words
    origin TEXT NOT NULL,       -- the photo of before
    item_id TEXT NOT NULL,      -- the photo of now
    PRIMARY KEY (change_id, origin)
) WITHOUT ROWID;
ALTER TABLE people_changes ADD COLUMN carried_by INTEGER;
CREATE INDEX people_changes_by_carried ON people_changes (carried_by);
"""

# `parts.basis`: for each photo of `good` and `failed`, 8 bytes that stand for what its rows rest on besides the photo's
# bytes: zeros for nothing, ones if that was not recorded. Empty if none rests on anything, null in older parts.
_BASIS = "ALTER TABLE parts ADD COLUMN basis BLOB"

SCHEMAS = (
    _TABLES, _REVIEW, _JOURNAL, _PREFERENCES, _FIELDS, _WHOLE, _VERIFIED, _CHANGES, _STAGE_KEYS, _TIMES, _STATES,
    _RATINGS, _PEOPLE, _SAME_PHOTOS, _PERSONS, _CARRIED, _BASIS,
)  # fmt: skip
"""By schema version, the statements that migrate from the version before."""

VERSION = len(SCHEMAS)
"""The schema version of catalogues that this program writes."""
