"""A file as people leave it: each slip is told with its line, and the rest is read. The docstring is the file."""

import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from steward.domain.stakeholders import BuyingRole
from steward.plans.files.reading import ReadPlan, read_plan
from steward.plans.files.store import opened
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy


def told(test: Callable[..., Any]) -> ReadPlan[Strategy]:
    """The strategy that a test's docstring holds."""
    return read_plan(Strategy, ours.FILE, "A1", textwrap.dedent(test.__doc__ or "").lstrip("\n"))


def problems(found: ReadPlan[Strategy]) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in found.problems]


def test_a_date_that_is_none_is_told_and_the_rest_of_the_entry_is_read() -> None:
    """
    account_id = "A1"

    [[risks]]
    risk = "Price"
    due = "soon"
    mrr_at_stake = 12_000
    """
    found = told(test_a_date_that_is_none_is_told_and_the_rest_of_the_entry_is_read)
    assert problems(found) == [(5, "“due” should be a date such as 2026-12-31, not “soon”.")]
    assert (found.plan.risks[0].risk, found.plan.risks[0].due, found.plan.risks[0].mrr_at_stake) == (
        "Price",
        None,
        12_000,
    )
    assert not found.broken


def test_a_broken_line_is_told_and_what_stands_before_and_behind_it_is_read() -> None:
    """
    account_id = "A1"

    [[risks]]
    risk = "Price"
    due = 2026-13-40
    likelihood = "high"

    [[actions]]
    action = "Call her"
    """
    found = told(test_a_broken_line_is_told_and_what_stands_before_and_behind_it_is_read)
    assert found.broken
    assert [line for line, _ in problems(found)] == [5]
    assert found.plan.risks[0].likelihood is ours.Likelihood.HIGH
    assert found.plan.actions[0].action == "Call her"


def test_words_off_the_list_unknown_keys_and_missing_ones_are_told_in_order() -> None:
    """
    account_id = "A1"
    colour = "blue"

    [position]
    kind = "huge"

    [[actions]]
    owner = "P1"

    [[readings]]
    person = "K1"
    roles = ["champion", "boss"]
    shoe_size = 43
    believed_influence = 9
    """
    found = told(test_words_off_the_list_unknown_keys_and_missing_ones_are_told_in_order)
    assert problems(found) == [
        (2, "“colour” is not a section Steward knows; it is left as it is."),
        (5, "“kind” should be one of strategic, growth, at risk, not “huge”."),
        (7, "“action” is missing."),
        (12, f"“roles” should be one of {', '.join(BuyingRole)}, not “boss”."),
        (13, "“shoe_size” is not a key of readings; it is left as it is."),
        (14, "“believed_influence” should be 1 to 5, not 9."),
    ]  # fmt: skip


def test_an_entry_that_says_of_nobody_is_left_out_until_it_is_fixed() -> None:
    """
    account_id = "A1"

    [[readings]]
    support = "mentor"

    [[readings]]
    person = "K1"
    """
    found = told(test_an_entry_that_says_of_nobody_is_left_out_until_it_is_fixed)
    assert [reading.person for reading in found.plan.readings] == ["K1"]
    assert found.numbered["readings"] == (1,)
    assert problems(found) == [(3, "Without “person” this entry is left out.")]


def test_entries_twice_and_links_to_nowhere_are_told() -> None:
    """
    account_id = "A1"

    [[risks]]
    id = "price"
    risk = "Price"

    [[risks]]
    id = "price"
    risk = "Price again"

    [[actions]]
    action = "Call her"
    risk = "prise"
    """
    found = told(test_entries_twice_and_links_to_nowhere_are_told)
    assert len(found.plan.risks) == 2
    assert (3, "There is more than one entry with id = “price”.") in problems(found)
    assert (13, "“risk” points to “prise”, which is none of the risks.") in problems(found)


def test_a_file_of_another_account_is_told() -> None:
    """
    account_id = "B2"
    """
    found = told(test_a_file_of_another_account_is_told)
    assert problems(found) == [(1, "It says it is about account “B2”, but lies in the folder of A1.")]


def test_a_key_within_a_long_text_is_no_key() -> None:
    '''
    account_id = "A1"

    [position]
    situation = """
    [[risks]]
    due = "soon"
    """
    kind = "hugest"
    '''
    found = told(test_a_key_within_a_long_text_is_no_key)
    assert [line for line, _ in problems(found)] == [8]
    assert found.plan.risks == ()


HOSTILE = {
    "not UTF-8": b'account_id = "A1"\n[position]\nambition = "\xff\xfe"\n',
    "NUL": b'account_id = "A1"\n[position]\nambition = "a\x00b"\n',
    "an open text": b'account_id = "A1"\n[position]\nambition = """never closed\n',
    "an open bracket": b'account_id = "A1"\n[[risks]]\nrisk = ["a", "b"\n[position]\nkind = "growth"\n',
    "no TOML at all": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "nested deeply": b'account_id = "A1"\nx = ' + b"[" * 5_000 + b"]" * 5_000,
    "a table twice": b'account_id = "A1"\n[position]\nkind = "growth"\n[position]\nkind = "growth"\n',
    "dates in words": b'account_id = "A1"\nrisks = "many"\nswot = 5\nposition = [1]\n',
    "empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_breaks_the_reader(name: str) -> None:
    found = opened(Strategy, ours.FILE, "A1", HOSTILE[name])
    assert isinstance(found.plan, Strategy)
    assert found.problems or not found.exists


def test_a_file_of_windows_is_read_like_any_other() -> None:
    content = b'\xef\xbb\xbfaccount_id = "A1"\r\n[position]\r\nkind = "growth"\r\n'
    found = opened(Strategy, ours.FILE, "A1", content)
    assert (found.problems, found.plan.position.kind) == ((), ours.AccountKind.GROWTH)


def test_a_word_of_earlier_days_is_still_read() -> None:
    """
    account_id = "A1"

    [[readings]]
    person = "K1"
    support = "enemy"

    [[readings]]
    person = "K2"
    support = "opposed"
    """
    found = told(test_a_word_of_earlier_days_is_still_read)
    assert problems(found) == []
    assert [str(one.support) for one in found.plan.readings] == ["opposed", "opposed"]
