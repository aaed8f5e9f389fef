"""What the program has to say, as data: an id and arguments, worded in a language where it is shown.

`say` makes a message, `word` words it. The wording of all messages, in every language, is in `texts/*.toml`; whoever
adds a rule, stage or target outside this package brings the wording with `add`.
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
