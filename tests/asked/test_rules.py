"""The rules of a company: which level a request has, what cannot be followed is told, and the shipped ones stand in."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from steward.domain.requests.words import Turn
from steward.plans.company.request_rules import SHIPPED, used_rules
from steward.workflow.clock import Calendar, business_minutes

OWN = """account_id = "_company"
[escalating]
owner_at = 20

[[calendars]]
id = "oslo"
zone = "Europe/Oslo"
country = "NO"
opens = "08:00"
closes = "16:00"

[[levels]]
queue = "accounting"
priority = "urgent"
resolve = 1
[[levels]]
queue = "accounting"
resolve = 2
[[levels]]
priority = "urgent"
resolve = 3
pauses = ["customer", "carrier"]
"""


def company(folder: Path, text: str) -> Path:
    path = folder / "_company" / "request_rules.toml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("queue", "priority", "hours"),
    [
        ("accounting", "urgent", 1), ("accounting", "low", 2), ("pricing", "urgent", 3),
        ("pricing", "normal", 40),  # no rule of theirs: the one that comes with Steward
        ("a queue of the source", "normal", 40),
    ],
)  # fmt: skip
def test_the_most_precise_level_counts(tmp_path: Path, queue: str, priority: str, hours: float) -> None:
    rules = used_rules(company(tmp_path, OWN))
    assert rules.wrong == () and rules.level(queue, priority).resolve == hours
    assert (rules.owner_at, rules.manager_at, rules.leadership_at) == (0.2, 0.75, 1.0)


def test_a_level_has_its_calendar_and_the_turns_that_do_not_count(tmp_path: Path) -> None:
    level = used_rules(company(tmp_path, OWN)).level("pricing", "urgent")
    assert level.calendar == Calendar("Europe/Oslo", time(8), time(16), country="NO")
    assert level.pauses == {Turn.CUSTOMER, Turn.CARRIER}


def test_what_comes_with_steward_is_without_a_fault_and_never_sleeps_where_it_says_so(tmp_path: Path) -> None:
    rules = used_rules(tmp_path)
    assert rules.wrong == () and SHIPPED.is_file()
    always = rules.level("support", "urgent").calendar
    begin, end = datetime(2026, 10, 2, 18, tzinfo=UTC), datetime(2026, 10, 5, 6, tzinfo=UTC)
    assert business_minutes(begin, end, always) == pytest.approx(60 * 60, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('[[levels]]\ncalendar = "moon"\n', "There is no calendar “moon”"),
        ('[[calendars]]\nid = "a"\nzone = "Mars/Base"\n', "no time zone “Mars/Base”"),
        ('[[calendars]]\nid = "a"\ncountry = "XX"\n', "no public holidays of “XX"),
        ('[[calendars]]\nid = "a"\nopens = "18:00"\ncloses = "09:00"\n', "closes before it opens"),
        ('[[calendars]]\nid = "a"\nopens = "early"\n', "“early” of the calendar “a” is no time of day"),
        ("[[levels]]\nresolve = 1\n[[levels]]\nresolve = 2\n", "Two levels are of any request"),
        ('[[levels]]\nqueue = "kitchen"\n', "kitchen"),
        ("[[levels", "line"),
    ],
)
def test_what_cannot_be_followed_is_told_and_a_clock_goes_all_the_same(tmp_path: Path, text: str, wrong: str) -> None:
    rules = used_rules(company(tmp_path, f'account_id = "_company"\n{text}'))
    assert any(wrong in one for one in rules.wrong), rules.wrong
    begin, end = datetime(2026, 10, 5, 9, tzinfo=UTC), datetime(2026, 10, 5, 11, tzinfo=UTC)
    assert business_minutes(begin, end, rules.level("pricing", "low").calendar) >= 0
