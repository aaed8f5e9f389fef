from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError
from sample_facts import AIRLINER, CAT, HOSTILE

from runner import messages as messages_of
from runner.captioner import Message, Part, Revision
from runner.messages import say
from runner.schema import Finding, Texts
from runner.text.language.tokenise import tokenise
from runner.text.prompting.prompt import (
    LONGEST,
    Example,
    PromptOptions,
    RevisionWords,
    Told,
    messages,
    prompt_hash,
    revised,
    says_what,
    tell,
)
from runner.text.prompting.wrong import MOST_FINDINGS

CONF = Path(__file__).parents[2] / "conf" / "prompt"
FACTS = ("name", "what", "where", "when", "colours", "keywords")
OTTER = Example(Told(what="an otter", when="in May", keywords=("otter",)), "An otter in May.", "An otter.")
PUFFIN = Example(
    Told(what="a puffin", when="in May", colours="mostly white", keywords=("puffin",)),
    "A puffin in May.",
    "A white puffin.",
)
CHURCH = Example(
    Told(name="Bled Church", where="at Bled", when="in May", colours="mostly red"), "Bled Church.", "Red church."
)
RULES = PromptOptions("Write.", "Facts: ", FACTS, (OTTER, PUFFIN, CHURCH))


def written(name: str) -> PromptOptions:
    words = yaml.safe_load((CONF / name).read_text())
    for base in words.pop("defaults", ())[:-1]:  # the last is _self_
        words = {**yaml.safe_load((CONF / f"{base}.yaml").read_text()), **words}
    return TypeAdapter(PromptOptions).validate_python(words)


def test_rules_one_example_and_the_facts_are_told_in_turns() -> None:
    assert messages(AIRLINER, RULES) == (
        Message("system", (Part("Write."),)),
        Message(
            "user",
            (
                Part("Facts: "),
                Part('{"name":"Bled Church","where":"at Bled","when":"in May","colours":"mostly red"}'),
            ),
        ),
        Message("assistant", (Part('{"caption":"Bled Church.","alt_text":"Red church."}'),)),
        Message(
            "user",
            (
                Part("Facts: "),
                Part(
                    '{"name":"KLM Boeing 747-400","where":"at Schiphol Airport","when":"in the afternoon, May 2019",'
                    '"colours":"mostly blue and white","keywords":["KLM Boeing 747-400","airliner","aircraft",'
                    '"vehicle","Schiphol Airport","Aviation","Buitenveldertbaan","afternoon","2019"]}',
                    trusted=False,
                ),
            ),
        ),
    )


def test_the_example_is_the_one_that_resembles_the_photo_most() -> None:
    def shown(facts: object) -> str:
        return messages(facts, RULES)[2].parts[0].text  # type: ignore[arg-type]

    assert "Bled Church" in shown(AIRLINER)
    assert "puffin" in shown(replace(CAT, subject="cat"))
    assert "otter" in shown(replace(CAT, colours=()))


def test_without_examples_none_is_shown() -> None:
    assert [message.role for message in messages(CAT, replace(RULES, examples=()))] == ["system", "user"]


def test_only_the_facts_that_are_asked_for_are_told() -> None:
    facts = replace(CAT, title="My cat", caption="She sleeps.")
    assert tell(facts, ("what",)) == Told(what="an Egyptian cat")
    assert tell(facts, ("title", "caption", "kinds")) == Told(kinds=facts.labels, title="My cat", caption="She sleeps.")


def test_camera_and_lens_are_never_told() -> None:
    everything = PromptOptions("", "", tuple(Told.__dataclass_fields__))
    told = messages(AIRLINER, everything)[-1].parts[-1].text
    assert "Nikon" not in told
    assert "Nikkor" not in told


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_a_file_stand_in_the_one_untrusted_part_only(text: str) -> None:
    facts = replace(
        AIRLINER, subject=text, subject_from="human", location=text, category=text, title=text, caption=text,
        keywords=(text,),
    )  # fmt: skip
    everything = replace(RULES, tell=tuple(Told.__dataclass_fields__))
    parts = [part for message in messages(facts, everything) for part in message.parts]
    (foreign,) = [part for part in parts if not part.trusted]
    ours = {part.text for part in parts if part.trusted}
    assert ours <= {"Write.", "Facts: "} | {p.text for e in RULES.examples for m in shown(e) for p in m.parts}
    read = json.loads(foreign.text)
    assert read.keys() <= set(Told.__dataclass_fields__)
    assert all(isinstance(value, str | list) for value in read.values())
    assert not any(character in foreign.text for character in "\x00\n\r\u202e\u200f\ud800")


def shown(example: Example) -> tuple[Message, ...]:
    return messages(AIRLINER, replace(RULES, examples=(example,)))[1:3]


def test_a_long_fact_is_told_as_far_as_a_word_near_the_limit() -> None:
    name = tell(replace(AIRLINER, subject="heron " * 200), ("name",)).name or ""
    assert LONGEST - 6 < len(name) <= LONGEST
    assert name.endswith(" heron")
    assert len(str(tell(replace(AIRLINER, subject="汉" * 5000), ("name",)).name)) == LONGEST


def test_the_hash_covers_all_that_is_told() -> None:
    told = messages(CAT, RULES)
    assert prompt_hash(told) == prompt_hash(messages(CAT, RULES))
    variants = [
        messages(AIRLINER, RULES),
        messages(CAT, replace(RULES, system="Write!")),
        messages(CAT, replace(RULES, examples=())),
        (replace(told[0], role="user"), *told[1:]),
        (*told[:-1], replace(told[-1], parts=tuple(replace(part, trusted=True) for part in told[-1].parts))),
    ]
    hashes = {prompt_hash(variant) for variant in variants} | {prompt_hash(told, b"jpeg"), prompt_hash(told, b"png")}
    assert len(hashes | {prompt_hash(told)}) == 8
    assert all(len(each) == 16 and int(each, 16) >= 0 for each in hashes)


def test_a_photo_of_something_unknown_says_nothing_of_what_it_shows() -> None:
    unknown = replace(CAT, subject=None, subject_from=None, labels=())
    assert says_what(CAT, RULES)
    assert not says_what(unknown, RULES)
    assert not says_what(replace(unknown, caption="She sleeps."), RULES)
    assert says_what(replace(unknown, caption="She sleeps."), replace(RULES, tell=("caption",)))


def test_a_fact_that_does_not_exist_is_a_problem() -> None:
    (problem,) = replace(RULES, tell=("what", "colour")).problems()
    assert problem.startswith("tell: there is no fact 'colour'. Available: name, what,")
    with pytest.raises(ValidationError, match="subject"):
        TypeAdapter(Told).validate_python({"subject": "a cat"})


@pytest.mark.parametrize("name", sorted(path.name for path in CONF.glob("*.yaml")))
def test_shipped_prompts_are_valid(name: str) -> None:
    prompt = written(name)
    assert prompt.problems() == []
    assert prompt.name == name.removesuffix(".yaml")


def test_the_label_follows_the_words_and_nothing_else() -> None:
    label = RULES.label
    assert label.startswith("unnamed-1-")
    assert replace(RULES, name="mine", version=3).label == label.replace("unnamed-1", "mine-3")
    assert replace(RULES, system="Other words.").label.split("-")[:2] == ["unnamed", "1"]
    assert len({replace(RULES, system="Other words.").label, replace(RULES, tell=("what",)).label, label}) == 3


def test_shipped_examples_answer_with_their_own_facts_only() -> None:
    for example in written("default.yaml").examples:
        told = " ".join(filter(None, (example.facts.name, example.facts.what, example.facts.where, example.facts.when)))
        known = {token.fold for token in tokenise(f"{told} {example.facts.colours} scene with")}
        assert {token.fold for token in tokenise(f"{example.caption} {example.alt_text}")} <= known
        assert {token.fold for token in tokenise(told)} <= {token.fold for token in tokenise(example.caption)}


def test_no_two_shipped_examples_have_the_same_pieces() -> None:
    facts = [example.facts for example in written("default.yaml").examples]
    assert len(facts) == len(set(facts))


WORDS = RevisionWords(("draft", "wrong", "avoid"), "Wrong:\n", "\nAvoid: ", "\nAgain: ", "\nWrite: ")
REVISION = Revision(
    Texts("A stunning cat.", "A cat.", ("cat",)),
    ("caption", "keywords"),
    (Finding.of("fluff", "caption", "error", ("stunning",), "'stunning' praises."),),
    ("stunning", "serene"),
    99,
)


def test_a_revision_goes_on_from_the_first_conversation() -> None:
    asked = messages(CAT, RULES)
    told = revised(asked, REVISION, WORDS)
    assert told[: len(asked)] == asked
    assert told[len(asked) :] == (
        Message(
            "assistant",
            (Part('{"caption":"A stunning cat.","alt_text":"A cat.","keywords":["cat"]}', trusted=False),),
        ),
        Message(
            "user",
            (
                Part("Wrong:\n"),
                Part("caption: 'stunning' praises.", trusted=False),
                Part("\nAvoid: "),
                Part('"serene"', trusted=False),
                Part("\nWrite: caption, keywords"),
            ),
        ),
    )


def test_a_revision_tells_what_is_chosen_in_its_order() -> None:
    asked = messages(CAT, RULES)
    told = revised(asked, REVISION, replace(WORDS, tell=("avoid",)))
    assert told[:-1] == asked[:-1]
    assert told[-1].parts[: len(asked[-1].parts)] == asked[-1].parts
    assert [part.text for part in told[-1].parts[len(asked[-1].parts) :]] == [
        "\nAvoid: ",
        '"stunning", "serene"',
        "\nWrite: caption, keywords",
    ]
    again = revised(asked, REVISION, replace(WORDS, tell=("facts", "wrong")))[-1].parts
    assert again[len(asked[-1].parts) :][:3] == (Part("\nAgain: "), asked[-1].parts[-1], Part("Wrong:\n"))
    nothing = revised(asked, replace(REVISION, avoid=()), replace(WORDS, tell=("avoid",)))[-1].parts
    assert nothing == (*asked[-1].parts, Part("\nWrite: caption, keywords"))


def finding(field: str, message: messages_of.Message) -> Finding:
    words = message.values().get("words")
    return Finding.of(message.id.partition(".")[0], field, "error", (str(words),) if words else (), message)


def told_of(findings: Sequence[Finding], avoid: Sequence[str] = ()) -> list[str]:
    """The lines of what is wrong, and behind them the line of words to avoid."""
    revision = replace(REVISION, findings=tuple(findings), avoid=tuple(avoid))
    parts = [part.text for part in revised(messages(CAT, RULES), revision, WORDS)[-1].parts]
    lines = parts[parts.index(next(each for each in parts if each.endswith("Wrong:\n"))) + 1].splitlines()
    return [*lines, *([parts[parts.index("\nAvoid: ") + 1]] if "\nAvoid: " in parts else [])]


def test_what_is_wrong_is_said_once_with_all_its_words_and_fields() -> None:
    unsourced = [finding(field, say("ungrounded_name.unsourced", words=words)) for field, words in
                 (("caption", "Paul"), ("caption", "Anna"), ("alt_text", "Anna"))]  # fmt: skip
    silent = [finding(field, say("subject_missing.unnamed", subject="Grey heron")) for field in ("caption", "alt_text")]
    assert told_of([*unsourced, *silent], ["Paul", "Anna", "Nepal"]) == [
        "caption, alt_text: No source gives the name 'Paul', 'Anna'",
        "caption, alt_text: Doesn't mention the subject 'Grey heron'",
        '"Nepal"',
    ]


def test_a_word_in_another_word_that_is_told_is_still_to_be_avoided() -> None:
    assert told_of([finding("caption", say("fluff.praise", words="heavenly"))], ["heaven"])[-1] == '"heaven"'


def test_messages_that_differ_in_more_than_their_words_stay_apart_and_of_many_alike_two_are_told() -> None:
    holding = [finding("keywords", say("keyword_shape.holds", words=f"a{sign}b", found=sign)) for sign in ",;:"]
    sentence = finding("caption", say("sentence.unended"))
    assert told_of([*holding, sentence]) == [
        "keywords: 'a,b' contains ','; use a search term",
        "keywords: 'a;b' contains ';'; use a search term",
        "caption: Doesn't end with a full stop",
    ]


def test_a_sentence_that_is_not_of_the_table_is_told_as_it_is() -> None:
    long = "This rule of somebody else says at some length what it found here and what would be right instead of it."
    own = [
        Finding.of("own", "caption", "error", (), long),
        *(Finding.of(f"r{n}", "caption", "error", (), f"{n}.") for n in range(3)),
    ]
    assert told_of(own) == [f"caption: {each}" for each in (long, "0.", "1.", "2.")]


def test_a_draft_is_shown_again_unless_more_is_wrong_with_it_than_is_told() -> None:
    names = [finding("caption", say("ungrounded_name.unsourced", words=f"Name {n}")) for n in range(MOST_FINDINGS + 1)]
    asked = messages(CAT, RULES)
    mendable = revised(asked, replace(REVISION, findings=tuple(names[:-1])), WORDS)
    assert [message.role for message in mendable[len(asked) - 1 :]] == ["user", "assistant", "user"]
    assert json.loads(mendable[-2].parts[0].text)["caption"] == "A stunning cat."
    beyond = revised(asked, replace(REVISION, findings=tuple(names)), WORDS)
    assert json.loads(beyond[-2].parts[0].text) == {"alt_text": "A cat."}, "what is not written anew is shown"


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_a_draft_and_of_findings_are_never_trusted(text: str) -> None:
    finding = Finding.of("x", "caption", "error", (text,), f"'{text}' is wrong.")
    revision = Revision(Texts(text, text, (text,)), ("caption",), (finding,) * 3, (f"also {text}",), 99)
    told = revised(messages(CAT, RULES), revision, replace(WORDS, tell=("draft", "wrong", "avoid", "facts")))
    ours = {part.text for message in told[-2:] for part in message.parts if part.trusted}
    assert ours == {"Wrong:\n", "\nAvoid: ", "\nAgain: ", "\nWrite: caption"}
    foreign = [part.text for message in told[-2:] for part in message.parts if not part.trusted]
    assert not any(character in each for each in foreign for character in "\x00\n\r\u202e\u200f\ud800")


def test_a_revision_stays_short_whatever_a_model_wrote() -> None:
    long = "word " * 100_000
    findings = tuple(Finding.of("x", "caption", "error", (long,), f"{n} {long}") for n in range(5_000))
    revision = Revision(Texts(long, long, (long,) * 5_000), ("caption",), findings, (long,) * 5_000, 99)
    told = revised(messages(CAT, RULES), revision, WORDS)
    assert sum(len(part.text) for message in told[-2:] for part in message.parts) < 9_000
