"""One person's week as JSON for scripts; the shape is promised in docs/data.md."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from steward.briefings.internal.todo import Todo
from steward.briefings.internal.week.attention import Attention
from steward.briefings.internal.week.my_week import MyWeek
from steward.cli.as_json.text import as_text
from steward.ui.pages import where_done

OUTREACH = ("name", "last_contact_on", "days", "with", "about", "mrr", "owner")


def week_json(found: MyWeek, person_id: str | None, agendas: Mapping[str, Sequence[str]]) -> str:
    """What to do in its order, and whom to call; `agendas`: facts for a call, by account."""
    calls = zip(found.outreach.keys, found.outreach.rows, strict=True) if found.outreach else ()
    return as_text(
        {
            "person_id": person_id,
            "person": found.person or None,
            "quarter": str(found.quarter),
            "as_of": found.as_of,
            "today": found.today,
            "totals": {figure.id.removeprefix("week."): figure.value for figure in found.figures},
            "accounts": [_account(place, one) for place, one in enumerate(found.attention, start=1)],
            "todos": [_todo(place, one, found) for place, one in enumerate(found.todos, start=1)],
            "outreach": [
                {"account_id": key, **dict(zip(OUTREACH, row, strict=True)), "agenda": agendas.get(key)}
                for key, row in calls
            ],
        }
    )


def _account(place: int, one: Attention) -> dict[str, Any]:
    return {
        "rank": place,
        "account_id": one.row.account_id,
        "account": one.row.name,
        "points": one.score,
        "reasons": [{"reason": each.reason, "points": each.points, "presses": each.presses} for each in one.reasons],
        "mrr_at_stake": one.at_stake,
        "first": one.todos[0].words,
        "lines": len(one.todos),
    }


def _todo(place: int, one: Todo, found: MyWeek) -> dict[str, Any]:
    return {
        "rank": place,
        "reason": str(one.reason),
        "account_id": one.account_id,
        "account": one.account,
        "owner_id": one.owner_id,
        "doer_id": one.doer_id or one.owner_id,
        "what": one.words,
        "mrr_at_stake": one.at_stake,
        "due": one.due,
        "metric": one.receipt.metric,
        "link": _link(one, found),
    }


def _link(one: Todo, found: MyWeek) -> str:
    """The page of the app where it is dealt with, without the server's address."""
    page, query = where_done(one, found)
    name = Path(page.path).stem
    return f"/{name}?{urlencode(query)}" if query else f"/{name}"
