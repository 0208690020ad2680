"""The customer's window of an account: whatever is asked in it, every message is of that account, and says nothing of
how we work."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.app import TOKEN, serving
from benchmarks.speaking import Answer
from benchmarks.speaking import Window as Client
from steward.services.scope import account_of
from steward.ui.customer_view.page import TAB, TABS
from steward.ui.kit.secret import made_secret
from steward.ui.present.signed_link import Link, PresentWindow, signed
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.begun import begun
from tests.examples import first
from tests.own_loop import run as run_alone

OURS = (
    "churn", "upsell", "whitespace", "blocker", "at risk", "forecast", "economic buyer", "health score",
    "Definition and source", "account_plans", ".toml", "customer.", "internal.", "staging.", "Not loaded",
)  # fmt: skip
"""What nobody says to a customer, and where we keep things."""
ELSEWHERE = ("my_week", "my_book", "account", "strategy", "review", "spend", "present", "presenter", "access", "")


class Place(NamedTuple):
    url: str
    home: Workspace
    mine: str
    others: tuple[bytes, ...]


@pytest.fixture(scope="module")
def place(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    home = Workspace.whole(shutil.copytree(small_sample, tmp_path_factory.mktemp("theirs") / "home"))
    found = open_warehouse(home).columns("select account_id, name from customer.accounts order by 1")
    names = dict(zip(found["account_id"].tolist(), found["name"].tolist(), strict=True))
    mine = "NW-1004" if "NW-1004" in names else next(iter(names))
    others = tuple(name.encode() for key, name in names.items() if key != mine and name not in names[mine])
    with serving(home.home, begin=begun) as served:
        yield Place(served.url, home, mine, others)


def _link(place: Place, account_id: str, window: PresentWindow = PresentWindow.VIEW) -> str:
    quarter = str(account_of(place.home, account_id).quarter)
    return signed(Link(account_id, quarter, "", ""), window, made_secret(place.home))


def _safe(place: Place, answer: Answer) -> None:
    told = b"\n".join(answer.frames)
    assert not answer.failed
    assert not [name for name in place.others if name in told]
    said = told.decode("utf-8", "replace")
    assert not [word for word in OURS if re.search(rf"(?<![\w-]){re.escape(word)}", said)]


async def _client(place: Place) -> Client:
    return await Client.open(place.url, Cookie=f"steward-{place.url.rpartition(':')[2]}={TOKEN}")


def test_every_topic_is_of_this_account_and_says_nothing_of_ours(place: Place) -> None:
    async def attack() -> None:
        link, name = _link(place, place.mine), account_of(place.home, place.mine).account.name.encode()
        for topic in TABS:
            client = await _client(place)
            shown = await client.go("customer_view", link=link, **{TAB: topic})
            _safe(place, shown)
            assert name in b"\n".join(shown.frames)
            await client.close()

    run_alone(attack())


def test_no_address_leads_from_it_to_our_pages_or_to_another_account(place: Place) -> None:
    async def attack() -> None:
        other = next(key for key in ("NW-1001", "NW-1002", "NW-1003") if key != place.mine)
        client = await _client(place)
        _safe(place, await client.go("customer_view", link=_link(place, place.mine)))
        for page in ELSEWHERE:
            _safe(place, await client.go(page, account=other, quarter="2026-Q2", link=_link(place, other)))
        _safe(place, await client.go("customer_view", link=_link(place, other)))
        await client.close()

    run_alone(attack())


@pytest.mark.parametrize("spoilt", first(2, ["changed", "of no account", "of another window", ""]))
def test_a_link_that_is_not_ours_shows_a_sentence_and_nothing_else(place: Place, spoilt: str) -> None:
    good = _link(place, place.mine)
    link = {
        "": "",
        "changed": good[:-2] + ("AA" if good[-2:] != "AA" else "BB"),
        "of another window": _link(place, place.mine, PresentWindow.CUSTOMER),
        "of no account": signed(Link("NW-9999", "2026-Q3", "", ""), PresentWindow.VIEW, made_secret(place.home)),
    }[spoilt]

    async def attack() -> None:
        client = await _client(place)
        shown = await client.go("customer_view", link=link)
        _safe(place, shown)
        assert [said.replace("\\", "") for said in shown.alerts] == [
            "This link leads to no review. Ask for a new one where you got it."
        ]
        assert account_of(place.home, place.mine).account.name.encode() not in b"\n".join(shown.frames)
        await client.close()

    run_alone(attack())
