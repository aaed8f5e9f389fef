"""What a reviewer is told about witnesses, from the evidence of a real run and the current texts."""

from __future__ import annotations

from runner.messages import word
from runner.review.session import Session
from runner.text.claims.shown import Account

NOT_FOUND = "Not found (checked by: object detector, second object detector and second captioner)"


def place_of(session: Session, name: str) -> int:
    (place,) = session.find(f'name:"{name}"')
    return place


def said(account: Account) -> dict[str, str]:
    return {word(claim.words): word(claim.said) for claim in account.standing("contradicted", "supported")}


def test_claims_come_with_who_looked_in_words_and_where_it_was_seen(witnessed_session: Session) -> None:
    account = witnessed_session.account(place_of(witnessed_session, "cat"))
    assert (
        said(account)["car"] == "Not found (checked by: object detector, second object detector and second captioner)"
    )
    assert said(account)["cat"].startswith("Confirmed by: object detector, second object detector and second captioner")
    (cat,) = (claim for claim in account.claims if word(claim.words) == "cat")
    assert [account.seen[number].value for number in cat.seen] == ["cat"]
    assert cat.fields == ("caption", "alt_text", "keywords")
    assert account.claims[0].standing == "contradicted", "what is contradicted comes first"


def test_a_registration_is_held_against_what_is_read_and_another_ones_mark_is_seen(witnessed_session: Session) -> None:
    account = witnessed_session.account(place_of(witnessed_session, "aircraft"))
    assert said(account)["D-AIBD"] == "The picture says D-AIBC (read by: text in the picture)"
    (wrong,) = (claim for claim in account.claims if word(claim.words) == "D-AIBD")
    assert [(account.seen[n].kind, account.seen[n].value) for n in wrong.seen] == [("registration", "D-AIBC")]
    assert [each.value for each in account.seen if each.kind == "owner"] == ["© Jane Doe Photography"]


def test_a_persons_text_is_held_against_nobody_and_a_regenerated_one_is(witnessed_session: Session) -> None:
    place = place_of(witnessed_session, "cat")
    witnessed_session.edit({place: {"caption": "A dog on a bed.", "alt_text": "A dog.", "keywords": ["dog"]}}, "edited")
    assert witnessed_session.account(place).claims == ()
    assert witnessed_session.account(place).seen, "what was seen is still drawn"
    witnessed_session.edit(
        {place: {"caption": "A cat on a wall. A car stands behind it."}}, "regenerated", source="model"
    )
    account = witnessed_session.account(place)
    assert (
        said(account)["car"] == "Not found (checked by: object detector, second object detector and second captioner)"
    )
    assert {claim.fields for claim in account.claims} == {("caption",)}


def test_photos_with_a_contradicted_claim_are_found_until_it_is_gone(witnessed_session: Session) -> None:
    every = witnessed_session.find("is:contradicted")
    assert every == witnessed_session.find("rule:contradicted") == witnessed_session.find("")
    texts = {"caption": "A cat looks into the camera.", "alt_text": "A cat.", "keywords": ["cat"]}
    place = place_of(witnessed_session, "cat")
    witnessed_session.edit({place: texts}, "edited")
    assert witnessed_session.find("is:contradicted") == [each for each in every if each != place]


def test_a_run_without_witnesses_has_an_empty_account(session: Session) -> None:
    assert session.account(0) == Account()
    assert session.find("is:contradicted") == []
