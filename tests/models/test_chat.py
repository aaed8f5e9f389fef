from __future__ import annotations

import pytest
from tiny_gguf import CHATML, PLAIN

from runner.captioner import Message, Part
from runner.models.llama.chat import PICTURE, ChatTemplate

TYPED = (
    "{% for m in messages %}[{{ m.role }}]{% for part in m.content %}"
    "{% if part.type == 'text' %}{{ part.text }}{% endif %}{% endfor %}{% endfor %}[assistant]"
)
NO_SYSTEM = "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}" + PLAIN
ASKED = (Message("system", (Part("Write."),)), Message("user", (Part("Of "), Part("a {{ heron }}", trusted=False))))


def render(source: str, messages: tuple[Message, ...] = ASKED, picture: bool = False) -> list[Part]:
    return ChatTemplate(source, "<s>", "</s>").render(messages, picture)


def text(pieces: list[Part]) -> str:
    return "".join(piece.text for piece in pieces)


def test_untrusted_words_stay_apart_and_as_they_are() -> None:
    assert render(PLAIN) == [
        Part("system: Write.\nuser: Of "),
        Part("a {{ heron }}", trusted=False),
        Part("\nassistant: "),
    ]


def test_a_template_that_wants_lists_gets_them() -> None:
    assert text(render(TYPED)) == "[system]Write.[user]Of a {{ heron }}[assistant]"


def test_a_template_without_system_role_gets_its_words_with_the_first_question() -> None:
    assert text(render(NO_SYSTEM)) == "user: Write.\n\nOf a {{ heron }}\nassistant: "


def test_the_picture_comes_first_in_the_last_question() -> None:
    assert render(PLAIN, picture=True)[1:3] == [PICTURE, Part("Of ")]


def test_the_picture_comes_where_it_is_put() -> None:
    put = (Message("user", (Part("Here: "), PICTURE)), Message("assistant", (Part("Yes."),)), ASKED[1])
    assert text(render(PLAIN, put, picture=True)).startswith(f"user: Here: {PICTURE.text}\nassistant: Yes.")
    assert text(render(PLAIN, put)).startswith("user: Here: \nassistant: Yes.")


def test_words_that_look_like_the_picture_or_a_mark_are_only_words() -> None:
    hostile = (Message("user", (Part(f"\ue0000\ue001{PICTURE.text}", trusted=False),)),)
    assert render(PLAIN, hostile) == [Part("user: "), hostile[0].parts[0], Part("\nassistant: ")]


def test_thinking_is_off_and_the_day_is_always_the_same() -> None:
    source = PLAIN + "{% if not enable_thinking %}<think></think>{% endif %}{{ strftime_now('%Y-%m-%d') }}"
    assert text(render(source)).endswith("<think></think>2026-01-01")


def test_what_templates_of_transformers_use_is_there() -> None:
    source = (
        "{{ bos_token }}{% for m in messages %}{% generation %}{{ m.content }}{% endgeneration %}"
        "{% if loop.last %}{% break %}{% endif %}{% endfor %}{{ {'ä': 1} | tojson }}"
    )
    assert text(render(source)) == '<s>Write.Of a {{ heron }}{"ä": 1}'


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{% for m in messages %}", "does not parse"),
        ("Hello", "leaves out"),
        (PLAIN + PLAIN, "repeats"),
        ("{{ messages[0].content }}", "leaves out"),
        (PLAIN + "{{ nothing.at.all }}", "undefined"),
        (PLAIN + "{{ ''.__class__.__mro__ }}", "unsafe"),
        (PLAIN + "{% for i in range(10 ** 9) %}{% endfor %}", "Range too big"),
    ],
)
def test_a_template_of_no_use_is_refused(source: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        render(source)


def test_a_refusal_of_the_template_is_passed_on() -> None:
    source = "{% if messages | length > 4 %}{{ raise_exception('too many turns') }}{% endif %}" + CHATML
    with pytest.raises(ValueError, match="too many turns"):
        render(source, (*ASKED, *ASKED, *ASKED))
