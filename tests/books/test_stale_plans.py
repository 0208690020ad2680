"""A plan that figures or rules overtook: told, approved by nobody, and nothing of it goes to the CRM unseen."""

from collections.abc import Callable, Mapping

import pytest

from steward.briefings.internal.books.worked import WorkedPlan
from steward.domain.books.kinds import PlanKind
from steward.domain.books.solver import Solved
from steward.errors import PlanChangedMeanwhile, StepNotAllowed
from steward.plans.files.store import Plans
from steward.services.books import acting, crm_files, editing
from steward.workspace import Workspace
from tests.books.made import BEA, CAL, FY, HEAD, OWNERS, PEOPLE, briefed, company, now, tables
from tests.books.test_books import agree, asked, begun, place, rows

__all__ = ["asked", "begun"]


def rule(old: str, new: str) -> Callable[[Workspace], Workspace]:
    """The rules, written otherwise since."""

    def changed(made: Workspace) -> Workspace:
        path = made.plans / "_company" / "books" / f"{FY}.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return made

    return changed


def load(**feeds: str) -> Callable[[Workspace], Workspace]:
    """Other figures, loaded since."""
    return lambda made: company(made.home, **feeds)


RENEWS = "contract_id|account_id|starts_on|ends_on\nC1|A1|2025-01-01|2027-02-01"
WITHOUT_BEA = "\n".join(line for line in PEOPLE.splitlines() if "Bea" not in line)
OVERTAKEN: Mapping[str, tuple[Callable[[Workspace], Workspace], str]] = {
    "at most": (
        rule('person = "P4"', 'person = "P4"\nmost_accounts = 1'),
        "Bea Rossi is to have 2 accounts, and may have 1 at most.",
    ),
    "region": (
        rule('person = "P4"', 'person = "P4"\nregions = ["South"]'),
        "Account A1 is to go to Bea Rossi, who does not take it: region, segment or skill.",
    ),
    "put off": (
        rule("effective_on = 2027-01-01", "effective_on = 2027-02-01"),
        "Credit of Account A1 is shared from 1 Jan 2027, and it changes hands on 1 Feb 2027.",
    ),
    "locked": (load(contracts=RENEWS), "Account A1 is to move, and is locked by now: renewal within 90 days."),
    "transferred": (
        load(**tables({**OWNERS, "A1": CAL})),
        "Account A1 is to go from Ann Lund, and is with Cal Berg by now.",
    ),
    "receiver left": (
        load(people=WITHOUT_BEA), "Account A1 is to go to P4, who is none of us any more."
    ),
}  # fmt: skip


@pytest.mark.parametrize("overtaken", OVERTAKEN)
def test_what_was_overtaken_is_told_and_not_approved(asked: Workspace, overtaken: str) -> None:
    change, words = OVERTAKEN[overtaken]
    made = change(asked)
    assert words in briefed(made).findings
    with pytest.raises(StepNotAllowed) as refused:
        acting.approve(Plans.within(made), now(made), briefed(made).source, "Hana")
    assert str(refused.value) == words


def test_what_was_overtaken_is_approved_once_it_stays(asked: Workspace) -> None:
    made = load(**tables({**OWNERS, "A1": CAL}))(asked)
    place(made, "A1", CAL, "")
    assert briefed(made).findings == ()
    acting.approve(Plans.within(made), now(made), briefed(made).source, "Hana")


def test_what_the_crm_gave_to_a_third_meanwhile_is_not_taken_from_them_by_a_file(asked: Workspace) -> None:
    plans = Plans.within(asked)
    for key in ("A1", "A2"):
        agree(asked, key, HEAD)
    acting.approve(plans, now(asked), briefed(asked).source, "Hana")
    acting.publish(plans, now(asked), "Hana")
    made = load(**tables({**OWNERS, "A1": CAL}))(asked)
    assert rows(crm_files.owners_file(plans, briefed(made), "Hana"))[1:] == [["A2", CAL]]
    assert {one[0] for one in rows(crm_files.splits_file(plans, briefed(made), "Hana"))[1:]} == {"O3"}


def test_of_two_who_take_a_plan_at_once_the_second_changes_nothing(begun: Workspace) -> None:
    seen, source = now(begun), briefed(begun).source
    stays = {key: row.owner_id or "" for key, row in source.rows.items()}

    def take(kind: PlanKind, **goes: str) -> None:
        worked = WorkedPlan(kind, Solved({**stays, **goes}, 0.1, 0.1, "solver"))
        editing.take(Plans.within(begun), seen, source, worked, "Hana")

    take(PlanKind.MIDDLE, A1=BEA)
    with pytest.raises(PlanChangedMeanwhile):
        take(PlanKind.EVEN, A2=CAL)
    assert [one.account_id for one in now(begun).plan.moves] == ["A1"]
