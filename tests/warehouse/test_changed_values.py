"""Days and amounts among the values that changes of opportunities tell."""

from pathlib import Path

from tests.warehouse.desks import desk
from tests.warehouse.tables_alone import Tables, tables_alone

OPPORTUNITIES = "opportunity_id,account_id,name,stage,status,amount,opened_on,close_on\no1,A-1,One,first,open,900,2026-01-10,2026-10-15\n"  # noqa: E501
HEAD = "opportunity_id,changed_at,field,was,now\n"


def _told(found: Tables) -> dict[str, list[tuple[str, str]]]:
    rows = found.rows("select field, was, now from staging.opportunity_changes order by changed_at, field")
    return {field: [(was, now) for one, was, now in rows if one == field] for field, _, _ in rows}


def _said(found: Tables, kind: str) -> list[str]:
    return [one for one in found.said("opportunity_changes") if one.startswith(kind)]


def test_days_and_amounts_are_put_into_one_form_and_words_stay_as_they_are(tmp_path: Path) -> None:
    """An amount of thousands and a day with the month first; a step that looks like a day is none."""
    changes = (
        f"{HEAD}o1,2026-04-01 10:00,close date,9/10/2026,9/15/2026\n"
        'o1,2026-04-02 10:00,amount,"1,200.50",900\no1,2026-04-03 10:00,next step,9/15/2026,"1,200.00"\n'
        'o1,2026-04-04 10:00,amount,900,"$1,000.00"\no1,2026-04-05 10:00,close date,,10/1/2026\n'
    )
    with tables_alone(desk(tmp_path, opportunities__csv=OPPORTUNITIES, opportunity_changes__csv=changes)) as found:
        assert _told(found) == {
            "close date": [("2026-09-10", "2026-09-15"), (None, "2026-10-01")],
            "amount": [("1200.5", "900"), ("900", "$1,000.00")],
            "next step": [("9/15/2026", "1,200.00")],
        }
        assert _said(found, "note") == [
            "note: close date: dates are read as month first, like 12/31/2025",
            "note: amount: amounts without a currency are taken to be in EUR",
            "note: amount: numbers are read like 1,234.50",
        ]
        assert _said(found, "warning") == [
            "warning: amount: values like “$1,000.00”: are no amounts in EUR; such a change tells no amount of then"
        ]


def test_days_that_do_not_tell_their_order_are_read_like_the_moments_beside_or_said(tmp_path: Path) -> None:
    change = "close date,1/9/2026,2/9/2026\n"
    for number, (moment, told) in enumerate({"13/4/2026 10:00": "2026-09-01", "2026-04-13 10:00": "1/9/2026"}.items()):
        files = {"opportunities__csv": OPPORTUNITIES, "opportunity_changes__csv": f"{HEAD}o1,{moment},{change}"}
        with tables_alone(desk(tmp_path / str(number), **files)) as found:
            assert _told(found)["close date"][0][0] == told
            assert [("day or the month first" in one) for one in _said(found, "warning")] == [True] * number
