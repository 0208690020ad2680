"""The weekly status as files: what happened, what comes, what we need; days for a calendar that replace each other."""

import shutil
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
from icalendar import Calendar
from pptx import Presentation
from typer.testing import CliRunner

from steward.briefings.customer.delivery.events import dated_entries
from steward.briefings.customer.delivery.lines import delivery_lines
from steward.briefings.customer.delivery.status import delivery_status
from steward.cli import app
from steward.output.calendar_files import dates_file
from steward.plans.customer.delivery import LineWords
from steward.services.delivery import files
from tests.delivery.delivery_made import TABLES, WORDS, plan_subject

BUSY = "NW-1002"


def entries(folder: Path, *words: LineWords, saves: int = 0, **tables: str) -> dict[str, tuple[int, date, str, str]]:
    """Each entry of the calendar by its uid: sequence, day, title, status."""
    about = plan_subject(folder, *words, **tables)
    made = Calendar.from_ical(dates_file(dated_entries(about.subject, delivery_lines(about), saves)))
    assert made["METHOD"] == "PUBLISH"
    found = {
        str(one["UID"]): (int(one["SEQUENCE"]), one.decoded("DTSTART"), str(one["SUMMARY"]), str(one["STATUS"]))
        for one in made.walk("VEVENT")
    }
    assert len(found) == len(made.walk("VEVENT")), "no uid twice"
    return found


def test_a_line_is_an_entry_of_its_day_and_what_we_need_one_of_its_own(tmp_path: Path) -> None:
    found = sorted((day, title, status) for _, day, title, status in entries(tmp_path, *WORDS).values())
    assert (date(2026, 10, 30), "Northwind: Dedicated Internet at Lyon promised", "CONFIRMED") in found
    assert (date(2026, 9, 18), "Northwind: Managed SD-WAN in service", "CONFIRMED") in found
    assert (date(2026, 10, 16), "Northwind: we need from you: Your yes to the works", "CONFIRMED") in found
    assert [status for _, _, status in found].count("CANCELLED") == 2, "what will not come is taken out again"


def test_the_sequence_rises_with_a_new_day_and_the_uid_stays(tmp_path: Path) -> None:
    second = "moved         | 2026-09-29 | 2026-10-09 | 2026-10-30 | carrier | zqsecret"
    earlier = TABLES["order_date_changes"].replace(second, "")
    now, before = entries(tmp_path / "now"), entries(tmp_path / "before", order_date_changes=earlier)
    assert set(now) == set(before)
    risen = {now[key][1] for key in now if now[key][0] > before[key][0]}
    assert risen == {date(2026, 10, 30)} and not any(now[key][0] < before[key][0] for key in now)


def test_each_save_of_what_they_are_told_is_a_newer_entry(tmp_path: Path) -> None:
    first, second = entries(tmp_path, *WORDS, saves=1), entries(tmp_path, *WORDS, saves=2)
    assert all(second[key][0] == first[key][0] + 1 for key in first)


def rows(content: bytes, sheet: str) -> Sequence[tuple[object, ...]]:
    """The rows of a sheet below its headings."""
    return list(openpyxl.load_workbook(BytesIO(content))[sheet].iter_rows(min_row=5, values_only=True))


def test_the_workbook_tells_the_week_and_what_comes(tmp_path: Path) -> None:
    about = plan_subject(tmp_path, *WORDS)
    found = delivery_status(about)
    content = files.workbook(about.subject, found)
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames == [
        "About", "Delivery week", "Delivery ahead", "Delivery needs", "Delivery moved", "Delivery lines",
        "Delivery milestones",
    ]  # fmt: skip
    assert [(str(row[0])[:10], row[1]) for row in rows(content, "Delivery week")] == [
        ("2026-09-29", "Dedicated Internet at Lyon")
    ], "the last week of data that ends on the 30th"
    ahead = [(str(row[0])[:10], row[1], row[2]) for row in rows(content, "Delivery ahead")]
    assert ahead == sorted(ahead)
    assert ("2026-10-16", "Managed SD-WAN at Gdansk", "We need from you: Your yes to the works") in ahead
    assert (
        "2026-10-01",
        "Dedicated Internet at Gdansk",
        "Promised to be in service (over; we owe you a new day)",
    ) in ahead
    assert max(day for day, *_ in ahead) <= "2026-11-05", "four weeks"
    assert len(rows(content, "Delivery lines")) == len(found.lines) == 10
    assert files.workbook(about.subject, found) == content, "equal content, equal bytes"


def test_the_week_has_what_happened_in_it_and_nothing_else(tmp_path: Path) -> None:
    about = plan_subject(tmp_path, told_on=date(2026, 9, 16))
    week = delivery_status(about).week
    assert week and [row[0] for row in week.rows] == [date(2026, 9, 10), date(2026, 9, 11)]
    assert week.rows[0][2] == "In service, 9 days later than first promised"
    assert week.rows[1][2] == "Now promised for 9 Oct 2026 instead of 25 Sep 2026: the access carrier moved its date"


def test_the_slides_tell_the_finding_and_why_dates_moved(tmp_path: Path) -> None:
    about = plan_subject(tmp_path, *WORDS)
    shown = Presentation(BytesIO(files.deck(about.subject, delivery_status(about))))
    texts = [[shape.text_frame.text for shape in slide.shapes if shape.has_text_frame] for slide in shown.slides]
    assert any("2 of 5 services on order are later than promised" in text for text in texts[0])
    assert any(text.endswith("later than first promised, and why") for text in texts[-1])


def test_the_command_writes_the_files_and_writes_down_that_it_did(sample_home: Path, tmp_path: Path) -> None:
    for name in ("data", "account_plans"):
        shutil.copytree(sample_home / name, tmp_path / name)
    made = {kind: tmp_path / f"status.{kind}" for kind in ("xlsx", "pptx", "ics")}
    asked = [word for kind, path in made.items() for word in (f"--{kind}", str(path))]
    said = CliRunner().invoke(app, ["delivery", BUSY, "--home", str(tmp_path), *asked])
    assert said.exit_code == 0, said.output
    assert all(path.stat().st_size > 200 for path in made.values())
    log = (tmp_path / "account_plans" / "_company" / "exports.jsonl").read_text(encoding="utf-8")
    assert all(path.name in log for path in made.values())
    unknown = CliRunner().invoke(app, ["delivery", "NW-9", "--home", str(tmp_path)])
    assert unknown.exit_code == 1 and "There is no account" in unknown.output
