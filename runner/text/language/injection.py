"""Recognises texts in a file that are meant for programs, not people: markup, chat templates, orders to a model.

Such a text does not count as a person's words about the photo. It stays in the evidence of `exif` and is not used
elsewhere.
"""

from __future__ import annotations

import re
import unicodedata

# Tags, tokens of chat templates, placeholders and JSON. Nobody writes them about a photo.
_MARKUP = re.compile(
    r"<[^<>]*>|<\||\|>|<｜|｜>|\[/?inst\]|\{\{|\}\}|\{%|%\}|\$\{|\{\w+[.!:\[][^{}]*\}|```|###|[{\[,]\s*\"|\"\s*[}\]:]|\\[nu\"]"
    r"|\{(?:caption|alt_text|keywords|subject|location|title|name|user|date|year|n)\}"
    r"|^\s*(?:system|assistant|user|human|developer)\s*:",
    re.IGNORECASE | re.MULTILINE,
)

# Stems of verbs and nouns, by language: en, de, nl, fr, es, pt, it, pl, sv, tr, ru; scripts without spaces are below.
_SET_ASIDE = (
    r"ignor\w*|disregard\w*|forget\w*|overrid\w*|overrul\w*|bypass\w*|missacht\w*|vergiss|vergesst|vergessen|übergeh\w*"
    r"|negeer\w*|vergeet|oubli\w+|néglig\w+|olvid\w+|omit\w+|esque[cç]\w+|desconsider\w+|dimentic\w+|trascur\w+"
    r"|zignoruj\w*|ignoruj\w*|pomiń|zapomnij|glöm|strunta|игнорир\w*|забудь\w*|пренебре\w*"
)
_ORDERS = (
    r"rules?|instructions?|prompts?|guidelines?|directives?|constraints?|regel\w*|anweisung\w*|vorgaben|instruktion\w*"
    r"|instructies|voorschriften|règles?|consignes?|reglas?|instruccion\w*|regras?|instruç\w+|regole|istruzioni|zasad\w*"
    r"|reguł\w*|instrukcj\w*|regler\w*|instruktioner\w*|правил\w*|инструкци\w*|указани\w*"
)
_LET_THROUGH = (
    r"approve|accept|publish|genehmige|freigeben|akzeptiere|keur|goedkeuren|approuve[zr]?|accepte[zr]?|aprueba|aprobar"
    r"|acepta|aprove|aprovar|aceite|approva|approvare|accetta|zatwierdź|godkänn|onayla|одобри\w*|утверди\w*|прими"
)
_EVERYTHING = (
    r"everything|all|this (?:photo|image|picture|row)|alles|dieses (?:foto|bild)|dit|tout|todo"
    r"|cette (?:photo|image)|esta (?:foto|imagen|imagem)|tudo|tutto|questa (?:foto|immagine)|wszystko|to zdjęcie|allt"
    r"|hepsini|всё|все|это фото"
)
_PLAIN = re.compile(
    rf"\b(?:{_SET_ASIDE})\b.{{0,60}}\b(?:{_ORDERS})\b"
    rf"|(?:^|[.!?:])\W*(?:please |bitte |por favor |s'il vous plaît )?(?:{_LET_THROUGH})\s+(?:{_EVERYTHING})\b"
    r"|\band approve\b|\bsystem prompt\b|\bnew instructions?\b|\blanguage model\b|\bas an ai\b|\bjailbreak\b"
    r"|\byou are now\b|\byou are an? (?:\w+ )?(?:ai|assistant|model|bot|captioner)\b|\b(?:developer|god|debug) mode\b"
    r"|(?:^|[.!?:])\W*(?:act as|(?:respond|answer|reply) (?:as|with|only)|output (?:only|the|your))\b"
    r"|\b(?:set|mark|rate|score) (?:the |this |it )?(?:\w+ )?(?:as |to )(?:passed|approved|100|10/10)\b"
    r"|\b(?:kurallar\w*|talimat\w*)\b.{0,30}\b(?:yok say|görmezden|unut)"
    r"|\bdrop table\b|\bend of (?:facts|input|data)\b",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_WITHOUT_BLANKS = re.compile(
    r"(?:忽略|无视|無視|忘记|忘掉).{0,20}(?:规则|規則|指令|指示|提示|ルール)"
    r"|(?:ルール|規則|指示|命令|プロンプト).{0,12}(?:無視|忘れ)|(?:규칙|지시|명령|프롬프트).{0,12}(?:무시|잊)"
    r"|(?:批准|通过|承認|批準).{0,8}(?:所有|全部|一切|这张|すべて)|(?:すべて|全て).{0,6}承認|모두.{0,6}승인"
    r"|تجاهل.{0,30}(?:قواعد|تعليمات|القواعد|التعليمات)|(?:התעלם|שכח).{0,30}(?:כללים|הוראות|הכללים|ההוראות)"
    r"|(?:नियम|निर्देश).{0,30}(?:अनदेखा|भूल|नज़रअंदाज़)|(?:αγνόησε|ξέχνα).{0,30}(?:κανόνες|οδηγίες)",
    re.DOTALL,
)
_JOINERS = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_WORD = re.compile(r"[^\W\d_]+")


def is_for_machines(text: str) -> bool:
    """Whether the text contains markup, a control token, an order to a model, or a word spelt with two alphabets."""
    plain = _JOINERS.sub("", unicodedata.normalize("NFKC", text))
    found = _MARKUP.search(text) or _MARKUP.search(plain) or _PLAIN.search(plain) or _WITHOUT_BLANKS.search(plain)
    return bool(found) or any(map(_is_disguised, _WORD.findall(_JOINERS.sub("", text))))


def _is_disguised(word: str) -> bool:
    """Whether a word mixes Latin letters with Cyrillic or Greek ones, which look alike."""
    if word.isascii() or len(word) < 2:
        return False
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return "LATIN" in scripts and not scripts.isdisjoint({"CYRILLIC", "GREEK"})
