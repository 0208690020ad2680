"""A file that is no TOML any more: the line where somebody slipped is told in words, and the rest is read."""

import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from steward.plans.files.reading import ReadPlan, read_plan
from steward.plans.files.store import opened
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import AccountKind, Strategy
from tests.examples import first

OPEN = "A quote or bracket that opens on this line is never closed."
OPEN_TEXT = "The text that begins on this line is never closed: three quotes are missing at its end."
NO_KEY = "This line is not a key with its value, such as: owner = “P105”."
NO_VALUE = "What stands behind the equals sign cannot be read. Text needs straight quotes around it."
Told = list[tuple[int, str]]


def broken(test: Callable[..., Any]) -> tuple[Strategy, Told]:
    """The strategy that a test's docstring holds, and what is told about it."""
    found = read_plan(Strategy, ours.FILE, "A1", textwrap.dedent(test.__doc__ or "").lstrip("\n"))
    assert found.broken
    return found.plan, told(found)


def told(found: ReadPlan[Strategy]) -> Told:
    return [(problem.line, problem.message) for problem in found.problems]


def test_a_quote_that_is_not_closed_costs_its_own_line() -> None:
    """
    account_id = "A1"

    [position]
    kind = "growth"
    ambition = "Their only supplier
    value = "We know their plants"
    """
    plan, slips = broken(test_a_quote_that_is_not_closed_costs_its_own_line)
    assert slips == [(5, OPEN)]
    assert (plan.position.kind, plan.position.value) == (AccountKind.GROWTH, "We know their plants")


def test_a_bracket_that_is_not_closed_costs_its_own_list() -> None:
    """
    account_id = "A1"

    [swot]
    strengths = [
      "Engineers they trust",
      "Local stock",
    weaknesses = ["Price"]
    threats = ["A tender"]

    [[risks]]
    risk = "Price"
    """
    plan, slips = broken(test_a_bracket_that_is_not_closed_costs_its_own_list)
    assert slips == [(4, OPEN)]
    assert (plan.swot.strengths, plan.swot.weaknesses, plan.swot.threats) == ((), ("Price",), ("A tender",))
    assert plan.risks[0].risk == "Price"


def test_a_forgotten_comma_is_told_where_it_is_missed() -> None:
    """
    account_id = "A1"
    [swot]
    strengths = [
      "Engineers they trust"
      "Local stock",
    ]
    weaknesses = ["Price"]
    """
    plan, slips = broken(test_a_forgotten_comma_is_told_where_it_is_missed)
    assert slips == [(5, "A comma or a closing bracket is missing here, or on the line above.")]
    assert plan.swot.weaknesses == ("Price",)


def test_a_long_text_that_is_not_closed_does_not_swallow_the_rest_of_the_file() -> None:
    '''
    account_id = "A1"

    [position]
    kind = "growth"
    ambition = """
    Their only supplier.
    In every plant.

    [[risks]]
    risk = "Price"
    owner = "P1"
    '''
    plan, slips = broken(test_a_long_text_that_is_not_closed_does_not_swallow_the_rest_of_the_file)
    assert slips == [(5, OPEN_TEXT)]
    assert (plan.position.kind, plan.risks[0].owner) == (AccountKind.GROWTH, "P1")


def test_of_two_long_texts_the_one_that_is_not_closed_is_told() -> None:
    '''
    account_id = "A1"

    [position]
    ambition = """
    Their only supplier.

    strategy = """
    Plant by plant.
    """
    kind = "growth"
    '''
    plan, slips = broken(test_of_two_long_texts_the_one_that_is_not_closed_is_told)
    assert slips == [(4, OPEN_TEXT)]
    assert (plan.position.strategy, plan.position.kind) == ("Plant by plant.\n", AccountKind.GROWTH)


def test_a_header_with_a_bracket_too_few_is_read_as_what_was_meant() -> None:
    """
    account_id = "A1"

    [[risks]
    risk = "Price"

    [[risks]]
    risk = "Service"
    due = "soon"
    """
    plan, slips = broken(test_a_header_with_a_bracket_too_few_is_read_as_what_was_meant)
    assert slips == [
        (3, "The brackets are not closed as they were opened: [section] or [[entry]]."),
        (8, "“due” should be a date such as 2026-12-31, not “soon”."),
    ]
    assert [risk.risk for risk in plan.risks] == ["Price", "Service"]


def test_everything_somebody_in_a_hurry_writes_is_told_on_its_line() -> None:
    r"""
    account_id = "A1"

    [[risks]]
    risk = “Price”
    likelihood = high
    mrr_at_stake = 12.000,50
    play = "See C:\plans"
    owner
    due = 31.12.2026

    [[actions]]
    action = "Call her"
    due = 2026-02-30
    action = "Call him"
    """
    plan, slips = broken(test_everything_somebody_in_a_hurry_writes_is_told_on_its_line)
    unreadable = (
        "What stands behind the equals sign cannot be read to its end. "
        "Text needs quotes around it; a number is written 1200.5, a date 2026-12-31."
    )
    assert slips == [
        (3, "“risk” is missing."),
        (4, NO_VALUE),
        (5, NO_VALUE),
        (6, unreadable),
        (7, r"A backslash within quotes has to be written twice: \\."),
        (8, NO_KEY),
        (9, unreadable),
        (13, "There is no such day or time."),
        (14, "This key is there twice; the first one is read."),
    ]
    assert plan.actions[0].action == "Call her"


def test_what_stands_below_a_broken_entry_keeps_its_lines() -> None:
    '''
    account_id = "A1"
    [[risks]]
    risk = ["""
    [[risks]]
    risk = "Service"
    due = "soon"
    '''
    plan, slips = broken(test_what_stands_below_a_broken_entry_keeps_its_lines)
    assert (6, "“due” should be a date such as 2026-12-31, not “soon”.") in slips
    assert plan.risks[-1].risk == "Service"


def test_a_table_within_an_entry_stays_with_it() -> None:
    """
    account_id = "A1"

    [[maps]]
    id = "whole"
    name = "Whole account"
    [maps.places]
    K1 = [1, 2]

    [position]
    kind = growth
    """
    plan, slips = broken(test_a_table_within_an_entry_stays_with_it)
    assert slips == [(10, NO_VALUE)]
    assert plan.maps[0].places == (("K1", 1, 2),)


def test_a_section_that_is_there_twice_is_told() -> None:
    """
    account_id = "A1"
    [position]
    kind = "growth"
    [position]
    value = "We know their plants"
    """
    plan, slips = broken(test_a_section_that_is_there_twice_is_told)
    assert slips == [(4, "“position” is there twice.")]
    assert plan.position.kind is AccountKind.GROWTH


def read(text: str) -> ReadPlan[Strategy]:
    return opened(Strategy, ours.FILE, "A1", f'account_id = "A1"\n{text}'.encode()).found


LINES = {
    "the key, not a line of a long text": ('[position]\nsituation = """\nkind = "x"\n"""\nkind = "huge"\n', 6),
    "the dotted key": ('position.value = "v"\nposition.kind = "huge"\n', 3),
    "the array of entries": ('\nrisks = [\n  { risk = "A", due = "soon" },\n]\n', 3),
    "a section nobody knows": ('[position]\nkind = "growth"\n[foo.bar]\nx = 1\n', 4),
    "the table of places": ('[[maps]]\nname = "M"\n[maps.places]\nK1 = "left"\n', 4),
    "the entry, of several": ('[[risks]]\nrisk = "A"\n\n[swot]\n\n[[risks]]\nrisk = "B"\ndue = 5\n', 9),
}


@pytest.mark.parametrize("what", LINES)
def test_a_problem_stands_on_the_line_of(what: str) -> None:
    text, line = LINES[what]
    assert [problem.line for problem in read(text).problems] == [line]


VALUES = {
    "a number with 400 digits": f'[[risks]]\nrisk = "A"\nmrr_at_stake = 1{"0" * 400}\n',
    "a number with 5,000 digits": f'[[risks]]\nrisk = "A"\nmrr_at_stake = 1{"0" * 5000}\n',
    "a list 900 deep": f'[[risks]]\nrisk = "A"\ndue = {"[" * 900}{"]" * 900}\n',
    "a list 90 deep": f'[[risks]]\nrisk = "A"\ndue = {"[" * 90}{"]" * 90}\n',
    "no number at all": '[[risks]]\nrisk = "A"\nmrr_at_stake = nan\n',
    "a table": '[[risks]]\nrisk = "A"\ndue = { year = 2026 }\n',
}


@pytest.mark.parametrize("what", VALUES)
def test_a_value_that_is_beyond_reading_is_told_in_a_sentence_and_its_entry_read(what: str) -> None:
    found = read(VALUES[what])
    assert found.plan.risks[0].risk == "A"
    assert [problem.line for problem in found.problems] == [4]
    assert len(found.problems[0].message) < 150


def test_a_key_or_word_of_any_length_is_told_briefly() -> None:
    long = "x" * 100_000
    found = read(f'{long} = 1\n[position]\nkind = "{long}"\n{long} = 2\n[[actions]]\naction = "A"\nrisk = "{long}"\n')
    assert len(found.problems) == 4
    assert all(len(problem.message) < 200 for problem in found.problems)


def test_keys_nested_5_000_deep_leave_the_rest_to_be_read() -> None:
    found = read(f'position.kind{".a" * 5_000} = 1\n[[risks]]\nrisk = "A"\n')
    assert told(found) == [(2, "This is nested too deeply to be read.")]
    assert found.plan.risks[0].risk == "A"


def test_a_text_of_ten_megabytes_is_read() -> None:
    assert len(read(f'[position]\nvalue = "{"x" * 10_000_000}"\n').plan.position.value) == 10_000_000


MANY = 20_000
SLIPS = {
    "keys nobody knows": ("".join(f"x{n} = 1\n" for n in range(MANY)), MANY),
    "entries without a word": ("[[risks]]\n" * MANY, MANY),
    "dates that are none": ('[[risks]]\nrisk = "A"\ndue = "x"\n' * MANY, MANY),
    "as many keys and a broken line": ("".join(f"x{n} = 1\n" for n in range(MANY)) + "y =\n", MANY + 1),
    "escaped quotes": ('[position]\nvalue = "' + '\\"' * 50 * MANY + "\n", 1),
}


@pytest.mark.parametrize("what", first(2, SLIPS))
def test_thousands_of_slips_are_each_told_on_their_line(what: str) -> None:
    text, number = SLIPS[what]
    problems = read(text).problems
    assert len(problems) == number
    assert problems[-1].line == text.rstrip("\n").count("\n") + 2


def test_a_file_in_utf_16_is_one_sentence() -> None:
    found = opened(Strategy, ours.FILE, "A1", 'account_id = "A1"\n[position]\nkind = "growth"\n'.encode("utf-16")).found
    assert found.broken
    assert told(found) == [(1, "This file is UTF-16 text; save it as UTF-8 in the editor it was written with.")]


def test_a_letter_of_windows_1252_is_told_and_the_rest_read() -> None:
    found = opened(Strategy, ours.FILE, "A1", 'account_id = "A1"\n[position]\nvalue = "Café"\n'.encode("cp1252")).found
    assert found.broken
    assert told(found) == [(3, "This line is not UTF-8 text.")]
    assert found.plan.position.value.startswith("Caf")
