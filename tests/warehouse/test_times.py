"""Clocks of every kind: each is the time that was meant, or its row is turned down."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from steward.errors import SourcesUnreadable
from steward.warehouse.loading.load import load
from tests.examples import first
from tests.warehouse.desks import desk, loaded, rejects, rows

HEADER = "ticket_id,account_id,opened_at\n"
AT = "2026-03-15 14:05:00"
WRITTEN = {
    "2026-03-15 2:05 PM": AT,
    "2026/03/15 02:05 pm": AT,
    "2026-3-15 2:05:00 p.m.": AT,
    "2026-03-15 12:05 AM": "2026-03-15 00:05:00",
    "2026-03-15 00:05 AM": "2026-03-15 00:05:00",
    "2026-03-15 12:05 PM": "2026-03-15 12:05:00",
    "2026-03-15 2:05\u202fPM": AT,
    "2026-03-15\u00a014:05\u200b": AT,
    "20260315 1405": AT,
    "20260315T140500": AT,
    "20260315140500": AT,
    "20260315 14:05": AT,
    "20260315": "2026-03-15 00:00:00",
    "Sun, 15 Mar 2026 14:05:00 +0000": AT,
    "Sun, 15 Mar 2026 15:05:00 +0100": AT,
    "Sun Mar 15 2026 15:05:00 GMT+0100 (Central European Standard Time)": AT,
    "Sun Mar 15 14:05:00 2026": AT,
    "15 Mar. 2026 2:05 PM": AT,
    "March 15, 2026, 2:05 PM": AT,
    "2026-03-15T14:05:00Z": AT,
    "2026-03-15 14:05:00 UTC": AT,
    "2026-03-15T15:05:00+01:00": AT,
    "2026-03-15T10:35:00.000-0330": AT,
    "20260315T140500Z": AT,
}
TURNED_DOWN = ("2026-03-15 14:05 CET", "2026-03-15 14:05 PM", "2026-03-15 25:00", "2026-03-15 0 PM", "20261315 1405")


def _tickets(*times: str) -> str:
    return HEADER + "".join(f'T{number:03},A-1,"{time}"\n' for number, time in enumerate(times))


def _opened(folder: Path, *times: str, zone: str = "UTC") -> tuple[list[str], list[str], str]:
    """As loaded, in order; the reasons of what was not; what was said."""
    text = f'timezone = "{zone}"\n'
    workspace, report = loaded(folder, tickets__csv=_tickets(*times), workspace__toml=text)
    found = rows(workspace, "select opened_at::varchar from staging.tickets order by ticket_id")
    reasons = [each["reason"] for each in rejects(workspace, "tickets")]
    return [time for (time,) in found], reasons, "\n".join(report.warnings)


def test_each_time_is_the_one_that_was_meant(tmp_path: Path) -> None:
    found, reasons, said = _opened(tmp_path, *WRITTEN, *TURNED_DOWN)
    assert dict(zip(WRITTEN, found, strict=True)) == WRITTEN
    assert reasons == [f"“{each}” is not a date and time" for each in TURNED_DOWN]
    assert "8 times with an offset from UTC were turned to the clocks of UTC" in said


@pytest.mark.parametrize(
    ("times", "zone", "expected", "said"),
    first(3, [
        (["1773583500000"], "Europe/Berlin", ["2026-03-15 15:05:00"], "milliseconds since 1970"),
        (["15/03/2026 2:05\u202fPM", "03/04/2026 12:00 AM"], "UTC", [AT, "2026-04-03 00:00:00"], "day first"),
        (["2026-07-01T00:30:00Z", "2026-01-01 08:00"], "America/New_York",
         ["2026-06-30 20:30:00", "2026-01-01 08:00:00"],
         "1 times with an offset from UTC were turned to the clocks of America/New_York"),
        (["1773583500", "1773583501"], "UTC", [AT, "2026-03-15 14:05:01"], "seconds since 1970"),
        (["1773583500", "no time", "1773583500.5"], "UTC", [AT, f"{AT}.5"], "seconds since 1970"),
        (["46096.586805555555", "46096"], "Asia/Tokyo", [AT, "2026-03-15 00:00:00"], "days Excel counts"),
        (["15.03.2026 14:05", "03.04.26"], "UTC", [AT, "2026-04-03 00:00:00"], "day first"),
        (["03/15/2026 2:05 pm", "03/04/2026"], "UTC", [AT, "2026-03-04 00:00:00"], "month first"),
    ]),
)  # fmt: skip
def test_what_the_column_shows_is_read_and_said(
    tmp_path: Path, times: list[str], zone: str, expected: list[str], said: str
) -> None:
    found, _, told = _opened(tmp_path, *times, zone=zone)
    assert found == expected
    assert said in told


def test_a_few_numbers_among_dates_are_no_times(tmp_path: Path) -> None:
    found, reasons, _ = _opened(tmp_path, "2026-01-01", "2026-01-02", "45292")
    assert (len(found), reasons) == (2, ["“45292” is not a date and time"])


def test_what_lasts_over_a_change_of_the_clocks_lasts_as_long_as_it_did(tmp_path: Path) -> None:
    text = "incident_id,account_id,started_at,restored_at\n" + "".join(
        f"I{number},A-1,{begun},{over}\n"
        for number, (begun, over) in enumerate(
            [
                ("2026-10-25T02:50:00+02:00", "2026-10-25T02:10:00+01:00"),
                ("2026-10-25T00:30:00+02:00", "2026-10-25T04:00:00+01:00"),
                ("2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"),
                ("2026-07-01T10:00:00Z", "2026-07-01T11:00:00Z"),
            ]
        )
    )
    minutes = "select date_diff('minute', started_at, restored_at) from staging.incidents order by incident_id"
    workspace, _ = loaded(tmp_path, incidents__csv=text, workspace__toml='timezone = "Europe/Berlin"')
    assert [each for (each,) in rows(workspace, minutes)] == [20, 270, 60, 60]
    begun = rows(workspace, "select started_at::varchar from staging.incidents order by incident_id")
    assert begun[0] == ("2026-10-25 02:50:00",)
    assert begun[3] == ("2026-07-01 12:00:00",)


def test_midnight_of_any_zone_is_that_day_and_another_time_the_day_it_is_here(tmp_path: Path) -> None:
    accounts = "account_id,name,customer_since\n" + "".join(
        f"{name},x,{day}\n"
        for name, day in {
            "A-1": "2026-04-01T00:00:00+05:00",
            "A-2": "2026-03-31T22:00:00Z",
            "A-3": "2026-04-01 11:30 PM",
            "A-4": "2026-04-01",
        }.items()
    )
    workspace, _ = loaded(tmp_path, accounts__csv=accounts, workspace__toml='timezone = "Europe/Berlin"')
    found: list[tuple[Any, ...]] = rows(workspace, "select distinct customer_since::varchar from staging.accounts")
    assert found == [("2026-04-01",)]


def test_a_time_zone_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(SourcesUnreadable, match="should be a time zone such as"):
        load(desk(tmp_path, workspace__toml='timezone = "Berlin"'))


BERLIN = 'company = "C"\ncurrency = "EUR"\nas_of = 2026-03-31\ntimezone = "Europe/Berlin"\n'


def test_the_points_of_p_m_say_nothing_of_day_and_month(tmp_path: Path) -> None:
    days = ("03/04/2026 1:05 p.m.", "02/05/2026 2:10 a.m.", "03/15/2026 3:10 p.m.")
    text = "activity_id,account_id,happened_at\n" + "".join(f"V{n},A-1,{day}\n" for n, day in enumerate(days))
    workspace, _ = loaded(tmp_path / "told", activities__csv=text)
    found = rows(workspace, "select happened_at from staging.activities order by activity_id")
    assert [str(one) for (one,) in found] == [
        "2026-03-04 13:05:00", "2026-02-05 02:10:00", "2026-03-15 15:10:00",
    ]  # fmt: skip
    workspace, _ = loaded(tmp_path / "untold", activities__csv=text.replace("15/2026", "05/2026"))
    assert rows(workspace, "select * from staging.activities") == []
    workspace, _ = loaded(tmp_path / "dotted", activities__csv=text.replace("03/15/2026", "3.4.2026").replace("/", "."))
    assert len(rows(workspace, "select * from staging.activities where month(happened_at) in (4, 5)")) == 3


@pytest.mark.parametrize(
    ("written", "meant"),
    first(
        2,
        [
            ("2026-03-15 14:05 (GMT+2)", "2026-03-15 13:05:00"),
            ("2026-03-15 14:05 (EST)", None),
            ("2026-03-15 14:05 (UTC)", "2026-03-15 15:05:00"),
            ("Sun Mar 15 2026 14:05:00 GMT+0000 (UTC)", "2026-03-15 15:05:00"),
            ("Sun Mar 15 2026 14:05:00 GMT+0100 (Central European Standard Time)", "2026-03-15 14:05:00"),
            ("2026-03-15 14:05 (approx.)", None),
        ],
    ),
)
def test_an_offset_in_brackets_is_one_and_what_is_none_is_not_passed_over(
    tmp_path: Path, written: str, meant: str | None
) -> None:
    text = f"ticket_id,account_id,opened_at\nT1,A-1,{written}\n"
    workspace, _ = loaded(tmp_path, tickets__csv=text, workspace__toml=BERLIN)
    found = [str(one) for (one,) in rows(workspace, "select opened_at from staging.tickets")]
    assert found == ([meant] if meant else [])
    assert len(rejects(workspace, "tickets")) == (meant is None)


@pytest.mark.parametrize(
    "end", first(1, ["timestamptz '2026-03-15 15:05:00+00'", "'2026-03-15 16:05:00+02:00'", "'15.03.2026 15:05'"])
)
def test_an_end_in_another_type_than_its_start(tmp_path: Path, end: str) -> None:
    workspace, _ = loaded(tmp_path, workspace__toml=BERLIN)
    duckdb.execute(
        "copy (select 'I' as incident_id, 'A-1' as account_id, timestamp '2026-03-15 14:05:00' as started_at,"
        f" {end} as restored_at) to '{workspace.data}/incidents.parquet'"
    )
    load(workspace)
    ((restored,),) = rows(workspace, "select restored_at from staging.incidents")
    assert (restored.hour, restored.minute) in ((15, 5), (16, 5))


def _months(folder: Path, *months: str) -> tuple[list[str], list[str], str]:
    lines = "".join(f"A-1,{month},{number}\n" for number, month in enumerate(months))
    workspace, report = loaded(folder, charges__csv=f"account_id,month,amount\n{lines}")
    found = [str(month) for (month,) in rows(workspace, "select month from staging.charges order by amount")]
    return found, [each["reason"] for each in rejects(workspace, "charges")], "\n".join(report.warnings)


def test_months_of_six_figures_are_read_where_the_whole_column_is_so(tmp_path: Path) -> None:
    found, reasons, said = _months(tmp_path / "all", "202501", "202512", "202602")
    assert (found, reasons) == (["2025-01-01", "2025-12-01", "2026-02-01"], [])
    assert "month: numbers like 202501 are months (2025-01)" in said
    found, reasons, _ = _months(tmp_path / "some", "2025-01", "2025-02", "202503")
    assert (len(found), len(reasons)) == (2, 1) and "202503" in reasons[0]
    found, reasons, _ = _months(tmp_path / "thirteen", "202501", "202513", "2025-03")
    assert (len(found), len(reasons)) == (1, 2)
