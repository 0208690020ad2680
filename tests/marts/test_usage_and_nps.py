"""Utilisation and survey answers: given rows, expected figures."""

from pathlib import Path

import pytest

from steward.briefings.customer.adoption.adoption import adoption
from steward.briefings.customer.nps.nps import customer_nps
from steward.briefings.customer.subject import subject
from tests.homes import ACCOUNTS, loaded

AS_OF = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'
SUBSCRIPTIONS = "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2025-01-01"


def test_utilisation_is_what_was_used_of_what_is_committed(tmp_path: Path) -> None:
    usage = """
        account_id | product_id | day        | used | committed | site_id
        A1         | wan        | 2026-01-01 | 95   | 100       | hq
        A1         | wan        | 2026-01-02 | 55   | 100       | hq
        A1         | calls      | 2026-01-02 | 7    |           | hq
    """
    warehouse = loaded(tmp_path, AS_OF, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS, usage=usage)
    brief = adoption(subject(warehouse, "A1", "2026-Q1"))
    values = {figure.id: figure.value for figure in brief.figures}
    assert values == {"adoption.utilisation.wan": pytest.approx(75), "adoption.used.calls": 7}
    assert brief.near_limit is not None
    assert brief.near_limit.rows == (("hq", "wan", 75.0, 1, 2),)


def _survey(*scores: str) -> str:
    rows = [f"r{n} | A1 | {score} | 2026-02-01 | 2026-02-0{2 + n % 7}" for n, score in enumerate(scores)]
    return "\n".join(["response_id | account_id | score | sent_on | answered_on", *rows])


def test_five_answers_give_a_score_with_its_margin(tmp_path: Path) -> None:
    tables = {
        "accounts": ACCOUNTS,
        "subscriptions": SUBSCRIPTIONS,
        "nps_responses": _survey("10", "9", "8", "6", "9", ""),
    }
    brief = customer_nps(subject(loaded(tmp_path, AS_OF, **tables), "A1", "2026-Q1"))
    assert brief.figure("voice.nps").value == pytest.approx(40)
    assert brief.figure("voice.answered").value == 5
    assert brief.figure("voice.coverage").value == pytest.approx(5 / 6 * 100)
    assert "±" in brief.figure("voice.nps").note


def test_four_answers_are_not_scored_and_it_is_not_told_how_they_answered(tmp_path: Path) -> None:
    tables = {"accounts": ACCOUNTS, "subscriptions": SUBSCRIPTIONS, "nps_responses": _survey("10", "9", "8", "6", "")}
    brief = customer_nps(subject(loaded(tmp_path, AS_OF, **tables), "A1", "2026-Q1"))
    assert brief.figure("voice.nps").value is None
    assert "under 5" in brief.figure("voice.nps").why
    assert brief.figure("voice.answered").value == 4
    assert brief.figure("voice.answered").note == "of 5 asked"
    assert brief.answers is None and brief.comments is None


def test_who_was_asked_is_not_known_from_answers_alone(tmp_path: Path) -> None:
    """40 ± 1.96 × 100 × √((0.6 + 0.2 − 0.4²) / 5) = ± 70; had all five that were asked answered it would be ± 0."""
    tables = {"accounts": ACCOUNTS, "subscriptions": SUBSCRIPTIONS, "nps_responses": _survey("10", "9", "8", "6", "9")}
    brief = customer_nps(subject(loaded(tmp_path, AS_OF, **tables), "A1", "2026-Q1"))
    assert brief.figure("voice.nps").note == "± 70 from 5 answers"
    assert brief.figure("voice.coverage").value is None
    assert "answers alone" in brief.figure("voice.coverage").why


def test_answers_are_anonymous(tmp_path: Path) -> None:
    survey = _survey("10", "9", "8", "6", "9").replace("answered_on\n", "answered_on | comment\n")
    survey = "\n".join([*survey.splitlines()[:1], *(f"{line} | fine" for line in survey.splitlines()[1:])])
    tables = {"accounts": ACCOUNTS, "subscriptions": SUBSCRIPTIONS, "nps_responses": survey}
    brief = customer_nps(subject(loaded(tmp_path, AS_OF, **tables), "A1", "2026-Q1"))
    assert brief.comments is not None
    assert {column.name for column in brief.comments.columns} == {"Score", "What they wrote"}
    assert [row[0] for row in brief.comments.rows] == [6, 8, 9, 9, 10]
