"""A text that has to be a time, a zone or a place and is none is kept, told of, and not saved anew."""

from dataclasses import replace

import pytest

from steward.plans.customer.review import Meeting, Review
from steward.plans.files.shapes import newly_wrong
from steward.plans.files.store import opened

LONG = "x" * 300


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("starts_at", "25:99", "“starts_at” is no time of day such as 14:00: “25:99”."),
        ("starts_at", "2 pm", ""),
        ("zone", "Mars/Phobos", "“zone” is no time zone such as Europe/Berlin: “Mars/Phobos”."),
        ("zone", "Asia/Kathmandu", ""),
        ("place", LONG, f"“place” is longer than 120 characters, which a link alone may be: “{LONG[:59]}…”."),
        ("place", f"https://meet.example/{LONG}", ""),
    ],
)
def test_a_file_with_what_is_none_says_so_and_keeps_it(key: str, value: str, said: str) -> None:
    found = opened(Review, "review.toml", "A1", f'account_id = "A1"\n[meeting]\n{key} = "{value}"\n'.encode())
    assert getattr(found.plan.meeting, key) == value
    assert all(said in one.said for one in found.problems)
    assert bool(found.problems) is bool(said)


def test_minutes_below_one_are_told_of() -> None:
    found = opened(Review, "review.toml", "A1", b'account_id = "A1"\n[meeting]\nminutes = -5\n')
    assert any("should be 1 to 1440, not -5" in one.said for one in found.problems)


def test_what_was_wrong_before_does_not_hold_up_another_change() -> None:
    before = Review(account_id="A1", meeting=Meeting(zone="Mars/Phobos"))
    assert newly_wrong(before, replace(before, meeting=replace(before.meeting, place="Leeds"))) == ""
    assert newly_wrong(before, replace(before, meeting=replace(before.meeting, zone="Mars/Deimos"))) == (
        "“Time zone” is no time zone such as Europe/Berlin."
    )
