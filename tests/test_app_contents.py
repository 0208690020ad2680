"""The one list of pages and the rooms they stand in: all of them, once, and nothing else names one."""

import re
from pathlib import Path

from steward.ui import pages
from steward.ui.rooms import EVERY_PAGE, ROOMS

ROOT = Path(__file__).parents[1]
LISTED = [one for one in vars(pages).values() if isinstance(one, pages.PageOf)]
UNLISTED = [pages.PRESENT, pages.CUSTOMER_VIEW, pages.PRESENTER]
"""Windows that are opened by what leads to them."""


def test_every_page_is_in_the_list_once() -> None:
    found = sorted(str(path.relative_to(ROOT).as_posix()) for path in (ROOT / "pages").rglob("*.py"))
    assert sorted(one.path for one in LISTED) == found


def test_every_page_stands_in_one_room_or_is_opened_by_what_leads_to_it() -> None:
    assert sorted([*EVERY_PAGE, *UNLISTED]) == sorted(LISTED)
    named = set(re.findall(r"pages\.([A-Z_]+)\b", (ROOT / "app.py").read_text(encoding="utf-8")))
    assert {getattr(pages, name) for name in named} >= set(UNLISTED)


def test_the_sidebar_has_twelve_entries_at_most() -> None:
    assert len(ROOMS) <= 12
    assert len({room.title for room in ROOMS}) == len(ROOMS)


def test_no_two_pages_share_a_title() -> None:
    """By its title a page is found in the box, named in a browser's tab, and its file called."""
    titles = [one.title for one in EVERY_PAGE]
    assert sorted(titles) == sorted(set(titles))


def test_a_room_shows_what_may_be_opened_alone() -> None:
    account = next(room for room in ROOMS if room.title == "Account")
    left = account.open_to({pages.PLAN_HISTORY, pages.TIMELINE})
    assert [tab.title for tab in left.tabs] == ["Plan", "Timeline"]
    assert left.pages == (pages.PLAN_HISTORY, pages.TIMELINE)
    assert left.tab_of(pages.PLAN_HISTORY).pages == (pages.PLAN_HISTORY,)
    assert account.open_to(()).tabs == ()


def test_nothing_else_holds_a_pages_name_beside_its_path() -> None:
    """A script named in a source of the app is one the list has, and only the list says its path."""
    for path in (*(ROOT / "steward" / "ui").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"):
        if path.name != "pages.py":
            assert not re.findall(r'"pages/\w+/\w+\.py"', path.read_text(encoding="utf-8")), path


def test_every_page_keeps_the_address_that_links_have() -> None:
    """Of the pages whose files were named anew, and of no other: an address is in mails, calendars and bookmarks."""
    differing = {one.path: one.address for one in LISTED if one.called}
    assert differing == {
        "pages/internal/account_maps.py": "relationship_map", "pages/internal/book.py": "my_book",
        "pages/internal/commitments.py": "promises", "pages/internal/opportunities.py": "pipeline",
        "pages/internal/service.py": "service_watch", "pages/internal/week.py": "my_week",
        "pages/customer/nps.py": "voice",
        # One topic, one name in every folder: the customer's side of it has the longer address.
        "pages/customer/requests.py": "your_requests",
    }  # fmt: skip
    assert len({one.address for one in LISTED}) == len(LISTED)


def test_every_page_a_todo_leads_to_is_in_the_list() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "steward").rglob("*.py"))
    led = set(re.findall(r'"(pages/\w+/\w+\.py)"', sources))
    assert led <= {one.path for one in LISTED}
