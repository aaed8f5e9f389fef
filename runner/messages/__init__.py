"""The program's messages as data: an id and arguments. They become text in a language only when they are shown.

`say` makes a message, `word` turns it into text. The wordings of all messages, in every language, are in
`texts/*.toml`; rules, stages and targets outside this package register theirs with `add`.
"""

from runner.messages.message import Message, Value, as_message, restored, say, shortened, verbatim
from runner.messages.table import LANGUAGES, Wording, add, known
from runner.messages.wording import language_of_process, sentences, word

__all__ = [
    "LANGUAGES",
    "Message",
    "Value",
    "Wording",
    "add",
    "as_message",
    "known",
    "language_of_process",
    "restored",
    "say",
    "sentences",
    "shortened",
    "verbatim",
    "word",
]
