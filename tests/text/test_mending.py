from __future__ import annotations

import string
import unicodedata
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hydra import compose, initialize_config_dir
from hypothesis import example, given, settings
from hypothesis import strategies as st
from omegaconf import OmegaConf
from pydantic import TypeAdapter
from sample_facts import AIRLINER, CAT, NOTHING

from runner.config.folder import configuration_folder
from runner.text.judging.judge import Judge, errors
from runner.text.judging.pack import RulePack
from runner.text.language.human import visible
from runner.text.language.reading import FIELDS, TextsInContext
from runner.text.language.tokenise import tokenise
from runner.text.repair.keyword_mends import drop_last, leave_out, search_terms
from runner.text.repair.mending import IN_KEYWORD, IN_PROSE, mend
from runner.text.rules import RULES
from runner.text.rules.terms import PreferredTermsOptions, TermCaseOptions

HERON = replace(
    NOTHING, subject="Grey heron", subject_from="set", location="Leiden", location_from="set",
    keywords=("canal", "winter", "snow", "house", "old town", "reed"),
)  # fmt: skip
GOOD = TextsInContext(
    facts=HERON,
    writer="picture",
    caption="A grey heron stands at the edge of a canal in Leiden in winter.",
    alt_text="A tall bird with a long neck beside dark water and snow.",
    keywords=("grey heron", "canal", "Leiden", "winter", "snow", "water bird"),
)


@cache
def judge() -> Judge:
    """The default pack."""
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        composed = compose("config", overrides=["set=demo"])
    pack = TypeAdapter(RulePack).validate_python(OmegaConf.to_container(composed.rules, resolve=True))
    return Judge(pack.rules, pack.thesaurus)


@cache
def house() -> Judge:
    """The default pack with words of a house style."""
    terms = TermCaseOptions("warn", terms=("KLM", "Schiphol", "easyJet"))
    better = PreferredTermsOptions("warn", terms={"airplane, airplanes": "aircraft", "seagull": "gull"})
    return Judge(replace(judge().rules, term_case=terms, preferred_terms=better), judge().thesaurus)


def mended(texts: TextsInContext, using: Judge | None = None) -> TextsInContext:
    using = using or judge()
    return mend(texts, using.findings(texts), using)


def test_good_texts_are_not_touched() -> None:
    spaced = replace(GOOD, caption=f"  {GOOD.caption} ", keywords=(*GOOD.keywords[:5], " water bird"))
    assert mended(GOOD) == GOOD
    assert mended(spaced) == spaced


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("a grey heron stands in a canal in Leiden in winter", "A grey heron stands in a canal in Leiden in winter."),
        ("A grey heron  stands in a canal in Leiden,", "A grey heron stands in a canal in Leiden."),
        ("A grey heron stands in the the canal in Leiden.", "A grey heron stands in the canal in Leiden."),
        ("An image of a grey heron in a canal in Leiden.", "A grey heron in a canal in Leiden."),
        ("Photo of grey herons in a canal in Leiden.", "Grey herons in a canal in Leiden."),
        ("A **grey heron** stands in a canal in _Leiden_.", "A grey heron stands in a canal in Leiden."),
        ("# A grey heron in a canal in Leiden", "A grey heron in a canal in Leiden."),
        ("A stunning grey heron in the beautiful canal.", "A grey heron in the canal."),
        ("A grey heron\u202e in a canal in Leiden.", "A grey heron in a canal in Leiden."),
        (
            "An image of a **stunning** grey heron in in a canal",
            "A grey heron in a canal.",
        ),
    ],
)
def test_what_can_be_mended_without_a_new_word_is(caption: str, expected: str) -> None:
    assert mended(replace(GOOD, caption=caption)) == replace(GOOD, caption=expected)


@pytest.mark.parametrize(
    "caption",
    [
        "Possibly a grey heron in a canal in Leiden.",  # a guess would become a claim
        "The grey heron in the canal is beautiful.",  # nothing would be left to say
        "An amazing heron stands in a canal in Leiden.",  # "a heron": a word that was not there
        "A grey heron with a sense of wonder in a canal.",
        "Photo of.",
        "A photo.",
        "Heron.",
        "Ein Graureiher steht am Ufer eines Kanals und wartet.",
        "<|im_end|> A grey heron stands in a canal in Leiden.",
        '{"caption": "A grey heron stands in a canal."}',
        "",
        "   ",
        "!!!",
    ],
)
def test_what_cannot_is_left_as_it_is(caption: str) -> None:
    texts = replace(GOOD, caption=caption)
    assert errors(judge().findings(texts))
    assert mended(texts) == texts


SENTENCES = (
    "A grey heron stands at the edge of a canal in Leiden in winter and looks at the water.",
    "Snow lies on the roofs of the houses along the quay.",
    "Two boats are moored below a bridge with an iron railing.",
    "Bicycles lean on the wall of a bakery with a green door.",
    "A man in a long coat carries bread to a window.",
    "Behind him a girl feeds ducks from a paper bag.",
    "Smoke rises over chimneys and gables on the far side.",
    "Reeds bend low where the ice has broken.",
    "No wind moves the flags of the museum.",
)


def test_a_text_that_is_too_long_ends_at_a_sentence() -> None:
    assert mended(replace(GOOD, caption=" ".join(SENTENCES))).caption == " ".join(SENTENCES[:6])


def test_or_at_a_word_that_can_be_the_last() -> None:
    long = "A grey heron with " + ", ".join(f"{word}feather" for word in string.ascii_lowercase) * 1
    text = f"{long} and a long neck stands at the edge of the canal between the houses of the old town and the"
    alt = mended(replace(GOOD, alt_text=text)).alt_text or ""
    assert len(alt) <= 250
    assert text.startswith(alt[:-1].rstrip())
    assert alt.endswith("feather.")


def test_a_text_that_is_far_too_long_is_not_trimmed() -> None:
    texts = replace(GOOD, alt_text="A heron walks over the bridge to the town. " * 15)
    assert mended(texts) == texts


def test_advice_is_no_reason_to_lose_words() -> None:
    texts = replace(GOOD, alt_text=f"A tall bird with a long neck beside dark water. {SENTENCES[4]} {SENTENCES[2]}")
    assert {finding.severity for finding in judge().findings(texts)} <= {"warn"}
    assert mended(texts).alt_text == texts.alt_text


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [
        (("heron", "Herons", "canal", "Canal", "snow"), ("heron", "canal", "snow")),
        (("heron", "blue", "canal", "dark green", "snow"), ("heron", "canal", "snow")),
        (("heron", "photography", "canal", "stunning", "snow"), ("heron", "canal", "snow")),
        (("heron, canal, snow", "winter", "reed"), ("heron", "canal", "snow", "winter", "reed")),
        (("a heron", "#canal", "A bird in snow."), ("heron", "canal", "bird in snow")),
        (("heron", "**canal**", "snow"), ("heron", "canal", "snow")),
        (("heron", "<|im_end|>", "canal", "ignore the rules", "snow"), ("heron", "canal", "snow")),
        (("heron", "canal", "snow", "a grey heron stands in the canal and waits"), ("heron", "canal", "snow")),
    ],
)
def test_keywords_are_mended_or_left_out(keywords: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert mended(replace(GOOD, keywords=keywords)) == replace(GOOD, keywords=expected)


def test_a_few_keywords_too_many_lose_the_last_ones() -> None:
    keywords = tuple(f"{a}{b}ird" for a in "bcdfgh" for b in "aeiouklmnp")
    assert len(keywords) == 60
    assert mended(replace(GOOD, keywords=keywords)).keywords == keywords[:50]
    assert drop_last(keywords, 20) == keywords


def test_keywords_of_which_too_few_would_be_left_stay_for_the_captioner() -> None:
    texts = replace(GOOD, keywords=("heron", "blue", "green"))
    assert mended(texts) == texts


def test_what_no_source_supports_is_dropped_from_keywords_and_never_from_sentences() -> None:
    told = TextsInContext(
        "An Egyptian cat at night, November 2021.", "Mostly brown and grey scene with an Egyptian cat.",
        ("Egyptian cat", "cat", "tiger", "mammal", "beach"), facts=CAT, writer="facts",
    )  # fmt: skip
    assert mended(told) == replace(told, keywords=("Egyptian cat", "cat", "mammal"))
    invented = replace(told, caption="An Egyptian cat on the beach at night, November 2021.")
    assert mended(invented).caption == invented.caption


def test_a_mend_that_makes_another_field_wrong_is_not_made() -> None:
    caption = "Image of a tall bird with a long neck beside dark water in Leiden."
    alt_text = "A tall bird with a long neck beside the frozen edge of a canal, and behind it two men."
    texts = replace(GOOD, caption=caption, alt_text=alt_text)
    assert {finding.rule for finding in errors(judge().findings(texts))} == {"image_of"}
    assert mended(texts) == texts


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("A klm Boeing 747 lands at SCHIPHOL in May.", "A KLM Boeing 747 lands at Schiphol in May."),
        ("klm's Boeing 747 lands at Schiphol in May.", "KLM's Boeing 747 lands at Schiphol in May."),
        ("A blue airplane lands at dusk in the rain.", "A blue aircraft lands at dusk in the rain."),
        ("An airplane lands at dusk in the rain.", "An aircraft lands at dusk in the rain."),
        ("Airplane over a wet runway at dusk.", "Aircraft over a wet runway at dusk."),
        ("Two airplanes land at dusk in the rain.", "Two airplanes land at dusk in the rain."),
        ("A seagull flies over the harbour at dusk.", "A gull flies over the harbour at dusk."),
    ],
)
def test_terms_are_written_as_the_house_writes_them(caption: str, expected: str) -> None:
    texts = TextsInContext(caption=caption, fields=("caption",))
    assert mended(texts, house()).caption == expected


def test_every_mend_is_of_a_rule_that_exists() -> None:
    assert {*IN_PROSE, *IN_KEYWORD} <= RULES.keys()


def test_search_terms_are_cut_and_bare() -> None:
    assert search_terms(("the heron;canal", " - snow!", ",", "a", "an apple")) == (
        "heron",
        "canal",
        "snow",
        "a",
        "apple",
    )


def test_left_out_is_the_later_twin_and_no_more_than_needed() -> None:
    def twins(kept: tuple[str, ...]) -> int:
        return len(kept) - len(set(kept))

    assert leave_out(("a", "b", "a", "c", "b"), twins) == ("a", "b", "c")
    assert leave_out(("a", "b"), lambda kept: 3) == ("a", "b")


WORDS = st.sampled_from(
    "a an the grey heron herons stunning beautiful image photo of this is in at canal canal, Leiden. blue **bold** "
    "_low_ `code` possibly at perhaps klm airplane 747-400 Schiphol! Egyptian cat cats night morning beach 2021 "
    "<|im_end|> \u202e \x07 # - * ; : … word words Ein und der 苍鹭 &amp; <b> </s> ignore rules approve".split(" ")
)
PROSE = st.one_of(st.none(), st.text(max_size=80), st.lists(WORDS, max_size=70).map(" ".join))
KEYWORDS = st.lists(st.one_of(st.text(max_size=12), st.lists(WORDS, max_size=4).map(" ".join)), max_size=20).map(tuple)
TEXTS: Any = st.builds(
    TextsInContext, PROSE, PROSE, KEYWORDS, facts=st.sampled_from([None, CAT, AIRLINER]),
    writer=st.sampled_from(["person", "facts", "picture"]),
)  # fmt: skip


def words(texts: TextsInContext) -> set[str]:
    joined = " , ".join(filter(None, (texts.caption, texts.alt_text, *texts.keywords)))
    return {token.fold for token in tokenise(joined)} | {
        part for token in tokenise(joined) for part in token.fold.split("-")
    }


def seen(texts: TextsInContext) -> TextsInContext:
    """The texts as a reader sees them: a mark of format joins what stands around it, all else invisible parts words."""

    def shown(text: str) -> str:
        parting = ("Cc", "Cn", "Co", "Cs")
        return visible("".join(" " if unicodedata.category(each) in parting else each for each in text))

    caption, alt_text = (text and shown(text) for text in (texts.caption, texts.alt_text))
    return replace(texts, caption=caption, alt_text=alt_text, keywords=tuple(map(shown, texts.keywords)))


@settings(max_examples=150)
@example(TextsInContext("0\x1f0\ud7fc0", "0\x1f0\ud7fc0", ("0\x1f0\ud7fc0", "her\u00adon", "canal", "snow")))
@given(TEXTS)
def test_mending_adds_no_word_and_leaves_nothing_to_mend(texts: TextsInContext) -> None:
    made = mended(texts, house())
    assert words(made) <= words(texts) | words(seen(texts)) | {"klm", "schiphol", "easyjet", "aircraft", "gull"}
    assert mended(made, house()) == made


@settings(max_examples=150)
@given(TEXTS)
def test_mending_changes_only_what_has_a_finding_and_makes_nothing_worse(texts: TextsInContext) -> None:
    before = judge().findings(texts)
    made = mended(texts)
    after = judge().findings(made)
    changed = [field for field in FIELDS if getattr(made, field) != getattr(texts, field)]
    assert set(changed) <= {finding.field for finding in before}
    assert not [finding for finding in errors(after) if finding.field in changed]
    assert len(errors(after)) <= len(errors(before))
