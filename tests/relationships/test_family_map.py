"""The people of several accounts on one map: whoever is known at two is there once, and nobody is lost."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.short_names import short_names
from steward.domain.stakeholders import Bond, BuyingRole, Support, Tie
from steward.relationships.family import FamilyAccount, Joined, joined
from steward.relationships.layout import places
from steward.relationships.model import Colleague, Network, Person, RelationshipLine
from steward.relationships.single_threading import working_relationships
from tests.relationships.drawn import DAY
from tests.relationships.made import networks


def part(
    key: str, *people: Person, ours: tuple[str, ...] = (), lines: tuple[RelationshipLine, ...] = ()
) -> FamilyAccount:
    colleagues = tuple(Colleague(id=one, name=one) for one in ours)
    return FamilyAccount(
        key, key, Network(account_id=key, as_of=DAY, people=people, colleagues=colleagues, lines=lines)
    )


def fed(key: str, name: str = "", **more: object) -> Person:
    return replace(Person(id=key, name=name or key, in_crm=True), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "emails", "people"),
    [
        # One address, of two contacts of the feed.
        (fed("k1", "Jo"), fed("k2", "Jo"), {"k1": "Jo@x.com ", "k2": "jo@x.com"}, ["k1"]),
        (fed("k1", "Jo"), fed("k2", "Jo"), {"k1": "jo@x.com", "k2": "jo@y.com"}, ["k1", "k2"]),
        (fed("k1", "Jo"), fed("k2", "Jo"), {"k1": "", "k2": ""}, ["k1", "k2"]),
        # A plan speaks of a contact of the other account by its id.
        (Person(id="k2", name="k2", vanished=True), fed("k2", "Jo"), {"k2": ""}, ["k2"]),
        (Person(id="k2", name="k2", vanished=True), fed("k2", "Jo"), {"k2": "jo@x.com"}, ["k2"]),
        # In no feed: one where id and name are the same, two where only the id is.
        (Person(id="board", name="Ann Lee"), Person(id="board", name="ann lee"), {}, ["board"]),
        (Person(id="board", name="Ann Lee"), Person(id="board", name="Bo Marsh"), {}, ["board", "board (B)"]),
    ],
)
def test_two_are_one_by_address_or_id_and_by_nothing_else(
    first: Person, second: Person, emails: dict[str, str], people: list[str]
) -> None:
    found = joined([part("A", first), part("B", second)], emails)
    assert [one.id for one in found.network.people] == people
    assert [one.name for one in found.twice] == (["Jo"] if people[0].startswith("k") else ["Ann Lee"])[
        : 2 - len(people)
    ]


def test_an_address_that_two_of_one_account_share_is_a_desk_and_nobody_s() -> None:
    emails = dict.fromkeys(("k1", "k2", "k3"), "it@x.com")
    found = joined([part("A", fed("k1"), fed("k2")), part("B", fed("k3"))], emails)
    assert len(found.network.people) == 3


def test_who_is_known_twice_stands_where_they_work_with_the_roles_of_both_and_the_reading_confirmed_last() -> None:
    group = part(
        "A",
        Person(
            id="k2", name="k2", vanished=True, roles=(BuyingRole.BLOCKER,), support=Support.SCEPTIC,
            confirmed_on=date(2026, 9, 1),
        ),
        fed("k1"),
        ours=("u1",),
        lines=(
            RelationshipLine(start="k2", end="k1", tie=Tie.CONFLICTS_WITH),
            RelationshipLine(start="u1", end="k2", tie=Tie.KNOWS, bond=Bond.INTRODUCED),
        ),
    )  # fmt: skip
    division = part(
        "B",
        fed("k2", "Jo", title="Head of IT", roles=(BuyingRole.CHAMPION,), support=Support.SUPPORTER),
        ours=("u1",),
        lines=(RelationshipLine(start="u1", end="k2", tie=Tie.KNOWS, bond=Bond.TRUSTED),),
    )
    found = joined([group, division], {"k1": "", "k2": ""})
    jo = found.network.by_id["k2"]
    assert (jo.name, jo.title, jo.here, set(jo.roles)) == (
        "Jo", "Head of IT", True, {BuyingRole.CHAMPION, BuyingRole.BLOCKER},
    )  # fmt: skip
    assert jo.support is Support.SCEPTIC and set(found.read) == {"k2"}
    assert [one.account_id for one in found.at["k2"]] == ["B", "A"]
    assert [(line.tie, line.bond) for line in found.network.lines] == [
        (Tie.CONFLICTS_WITH, None), (Tie.KNOWS, Bond.TRUSTED)
    ]  # fmt: skip
    assert len(found.network.colleagues) == 1


def renamed(network: Network, key: str) -> Network:
    """The same network of people of another account; we are the same people everywhere."""

    def moved(one: str) -> str:
        return f"{key}-{one}" if one in network.by_id else one

    people = tuple(replace(one, id=moved(one.id), name=moved(one.id)) for one in network.people)
    lines = tuple(replace(one, start=moved(one.start), end=moved(one.end)) for one in network.lines)
    return replace(network, account_id=key, people=people, lines=lines)


def of(drawn: list[Network]) -> Joined:
    return joined([FamilyAccount(f"A{n}", f"A{n}", renamed(one, f"A{n}")) for n, one in enumerate(drawn)], {})


@given(st.lists(networks(), min_size=1, max_size=3))
def test_nobody_and_no_line_is_lost_and_what_is_counted_adds_up(drawn: list[Network]) -> None:
    whole = of(drawn).network
    assert len(whole.people) == sum(len(one.people) for one in drawn) == len(whole.by_id)
    assert len(working_relationships(whole)) == sum(len(working_relationships(one)) for one in drawn)
    lines = sum(len({(line.start, line.end, line.tie) for line in one.lines}) for one in drawn)
    assert len(whole.lines) == lines
    ends = {*whole.by_id, *(one.id for one in whole.colleagues)}
    assert all({line.start, line.end} <= ends for line in whole.lines)


@given(st.lists(networks(), min_size=1, max_size=3))
def test_no_two_stand_on_each_other_and_the_accounts_beneath_each_other(drawn: list[Network]) -> None:
    found = of(drawn)
    stand = places(found.network)
    spots = list(stand.values())
    assert len(spots) == len(found.network.people) + len(found.network.colleagues)
    for number, (x, y) in enumerate(spots):
        assert all(abs(x - a) >= 1 - 1e-6 or abs(y - b) >= 1 - 1e-6 for a, b in spots[:number])
    rows = [[stand[key][1] for key, at in found.at.items() if at[0].account_id == f"A{n}"] for n in range(len(drawn))]
    assert all(max(above) < min(below) for above, below in pairwise(rows))


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Kinsfolk Industries", "Kinsfolk Nordics"], ["Industries", "Nordics"]),
        (["Elm", "Elm North", "Elm South"], ["Elm", "North", "South"]),
        (["Alder", "Birch"], ["Alder", "Birch"]),
        (["Elm Elm", "Elm"], ["Elm Elm", "Elm"]),
        (["Elm", "Elm"], ["Elm", "Elm"]),
        (["Elm North"], ["Elm North"]),
        ([], []),
    ],
)
def test_what_names_have_in_common_is_left_out(names: list[str], short: list[str]) -> None:
    assert short_names(names) == short
