"""What a plan of books asks for stands in the week of whoever is asked, until they said it, and in nobody else's."""

from steward.briefings.internal.scope.book import acting_book
from steward.domain.books.states import TransferEvent
from steward.plans.files.store import Plans
from steward.services.books import acting
from steward.services.plans.files import cache_of
from steward.services.week import everything
from steward.ui.pages import BOOKS, where_done
from steward.workspace import Workspace
from tests.books.made import ANN, FY, HEAD, NORTH, SOUTH, briefed, now
from tests.books.test_books import agree, asked, begun
from tests.homes import opened_once

__all__ = ["asked", "begun"]


def weeks(made: Workspace) -> dict[str, list[tuple[str, str]]]:
    """What books ask, of whom: the account and the first word of it."""
    found = everything(acting_book(opened_once(made)), cache_of(made))
    told: dict[str, list[tuple[str, str]]] = {}
    for one in found.todos:
        if one.books:
            assert where_done(one, found.week())[0] is BOOKS and one.query["year"] == FY
            told.setdefault(one.doer_id or "", []).append((one.account_id, one.words.split(maxsplit=1)[0]))
    return {key: sorted(said) for key, said in told.items()}


def test_each_manager_is_asked_once_until_they_agreed(asked: Workspace) -> None:
    assert weeks(asked) == {NORTH: [("A1", "Agree"), ("A2", "Agree")], SOUTH: [("A1", "Agree")]}
    agree(asked, "A2", NORTH)
    agree(asked, "A1", NORTH)
    assert weeks(asked) == {SOUTH: [("A1", "Agree")]}
    agree(asked, "A1", SOUTH)
    assert weeks(asked) == {HEAD: [("", "Approve")]}
    acting.approve(Plans.within(asked), now(asked), briefed(asked).source, "Hana")
    assert weeks(asked) == {HEAD: [("", "Publish")]}
    acting.publish(Plans.within(asked), now(asked), "Hana")
    assert weeks(asked) == {}


def test_what_is_contested_is_both_managers_to_settle_then_leaderships(asked: Workspace) -> None:
    agree(asked, "A2", NORTH)
    acting.contest(Plans.within(asked), now(asked), briefed(asked).source, "A1", "Ann", ANN, "In a bid.")
    assert weeks(asked) == {key: [("A1", "Settle")] for key in (NORTH, SOUTH, HEAD)}
    path = asked.data / "workspace.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-10-08", "2026-10-20"), encoding="utf-8")
    later = Workspace.whole(asked.home)
    assert weeks(later) == {HEAD: [("A1", "Decide")]}
    acting.decide(Plans.within(later), now(later), "A1", TransferEvent.UPHOLD, "Hana", "After the bid.")
    assert weeks(later) == {HEAD: [("", "Approve")]}
