"""Every error this program raises on purpose.

RunnerError
├─ ConfigError                 exit 2; lists all problems
├─ EnvError                    exit 3; says what is missing and how to mend it
│  └─ ModelError               about a model or its server; also says what this machine could write with
├─ PublishError                a step at a target failed; journalled, reported, retried by the next publish
│  ├─ TransferError            a file, or the connection that carries it
│  └─ DatabaseError            a row, or the connection that carries it
└─ ItemError                   becomes a row of evidence; the run continues
   ├─ UnreadableFile           the file system refused the bytes
   ├─ RefusedFile              the bytes are not a photo that this set accepts
   ├─ DecodeError              the pixels could not be decoded
   ├─ MetadataError            EXIF, IPTC or XMP could not be read
   ├─ InferenceError           a model failed, or its process died
   ├─ TimeoutExceeded          one item took longer than its limit
   └─ StageFault               a stage broke its own contract: a defect in the program
"""

from __future__ import annotations

from collections.abc import Sequence

from runner.messages import Message, as_message, word


class RunnerError(Exception):
    """Base of all errors that carry a message for the user; `exit_code` is the process's.

    Its text consists of the strings and messages among its arguments; `str` words them in English.
    """

    exit_code = 1

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages of this error, in order."""
        return tuple(as_message(each) for each in self.args if isinstance(each, Message | str))

    def in_words(self, language: str = "en") -> str:
        """Its text in this language, one line per message."""
        return "\n".join(word(message, language) for message in self.messages)

    def __str__(self) -> str:
        return self.in_words()


class ConfigError(RunnerError):
    """The configuration is wrong. `problems` has one sentence for each problem."""

    exit_code = 2

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))

    def __reduce__(self) -> tuple[type[ConfigError], tuple[tuple[str, ...]]]:
        return type(self), (self.problems,)


class EnvError(RunnerError):
    """Something outside the configuration is missing. `mend` is the command or step that fixes it."""

    exit_code = 3

    def __init__(self, problem: Message | str, mend: Message | str) -> None:
        super().__init__(problem, mend)

    @property
    def problem(self) -> str:
        """What is missing, in English."""
        return word(self.messages[0])

    @property
    def mend(self) -> str:
        """How to mend it, in English."""
        return word(self.messages[1])


class ModelError(EnvError):
    """A captioner's model is not there, or the server that has it does not answer or cannot see."""


class ItemError(RunnerError):
    """One item failed. `kind` is the value of the column `error_kind`.

    A `lasting` error has the same cause at every try (the bytes are damaged) and its row is reused like any other
    result; any other error is tried again by the next run.
    """

    kind = "item"
    lasting = True

    def __init__(self, message: Message | str, kind: str | None = None) -> None:
        self.kind, self.message = kind or type(self).kind, as_message(message)
        super().__init__(self.message)

    def __reduce__(self) -> tuple[type[ItemError], tuple[Message, str]]:
        return type(self), (self.message, self.kind)


class UnreadableFile(ItemError):
    """The operating system refused to give the file's bytes (permissions, a dead mount, vanished meanwhile)."""

    kind = "unreadable"
    lasting = False


class RefusedFile(ItemError):
    """Not a photo that the set accepts: `empty`, `wrong_type`, `truncated`, `too_small`, `too_many_pixels`."""

    kind = "refused"


class DecodeError(ItemError):
    """libvips could not decode the pixels."""

    kind = "decode"


class MetadataError(ItemError):
    """The metadata blocks could not be parsed."""

    kind = "metadata"


class InferenceError(ItemError):
    """A model failed on this item, or the process that ran it died."""

    kind = "inference"
    lasting = False


class TimeoutExceeded(ItemError):
    """The item took longer than its stage allows."""

    kind = "timeout"
    lasting = False


class StageFault(ItemError):
    """The stage raised something it should not, or gave no result. A defect of this program, not of the photo."""

    kind = "internal"
    lasting = False


class PublishError(RunnerError):
    """Something at a target failed. `kind`: connect, auth, transfer, database or local.

    A `passing` error is the network's: trying again may help. After `connect` and `auth` nothing else can work either.
    """

    kind = "local"

    def __init__(self, message: Message | str, kind: str | None = None, passing: bool = False) -> None:
        self.kind, self.message, self.passing = kind or type(self).kind, as_message(message), passing
        super().__init__(self.message)

    @property
    def hopeless(self) -> bool:
        """Whether every other photo would fail for the same reason."""
        return self.kind in ("connect", "auth")


class TransferError(PublishError):
    """A file could not be brought to the target, or taken from it."""

    kind = "transfer"


class DatabaseError(PublishError):
    """A row could not be written to the target's table, or read from it."""

    kind = "database"
