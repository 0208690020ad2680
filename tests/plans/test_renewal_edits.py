"""One contract's call and plays set, beside what others write at the same time."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from steward.domain.renewals import Category
from steward.errors import PlanBroken, PlanChangedMeanwhile
from steward.plans.files import journal
from steward.plans.files.reading import read_plan
from steward.plans.files.store import Plans
from steward.plans.files.text import written
from steward.plans.internal.renewal_edits import WrittenRenewal
from steward.plans.internal.renewals import FILE, Play, PlayState, RenewalForecast, Renewals
from tests.plans.written_by import said_of, set_renewal

NOTHING = WrittenRenewal(None)
SET = WrittenRenewal(
    RenewalForecast(
        contract="C1", category=Category.CHURN_ACTIONABLE, swing_mrr=400, set_by="P1", set_on=date(2026, 9, 3)
    ),
    (Play(play="Visit them", contract="C1", owner="P1"),),
)
HOSTILE = ("../../etc/passwd", 'C"1', "C\n1", "[[calls]]", "’; drop table", "C-1 · C-2", "ﷺ", " ")


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    return Plans.whole(tmp_path / "account_plans")


def _plan(plans: Plans) -> Renewals:
    return plans.open(Renewals, FILE, "A1").plan


def test_a_call_is_written_journalled_and_taken_back(plans: Plans) -> None:
    set_renewal(plans, "A1", "C1", NOTHING, SET, "Ida")
    now = said_of(_plan(plans), "C1")
    assert (now.forecast, now.plays[0].id) == (SET.forecast, "visit-them")
    (line,) = journal.lines(plans.of("A1"))
    assert (line.who, line.file, line.how) == ("Ida", FILE, "started")
    set_renewal(plans, "A1", "C1", now, NOTHING, "Ida")
    assert said_of(_plan(plans), "C1") == NOTHING


def test_what_somebody_wrote_of_another_contract_meanwhile_stays(plans: Plans) -> None:
    other = WrittenRenewal(
        RenewalForecast(contract="C2", category=Category.WILL_RENEW), (Play(play="Visit them", contract="C2"),)
    )
    set_renewal(plans, "A1", "C2", NOTHING, other, "Ben")
    set_renewal(plans, "A1", "C1", NOTHING, SET, "Ida")
    plan = _plan(plans)
    assert [one.contract for one in plan.calls] == ["C2", "C1"]
    assert len({play.id for play in plan.plays}) == 2
    assert said_of(plan, "C2").forecast == other.forecast


def test_what_somebody_wrote_of_the_same_contract_is_not_written_over(plans: Plans) -> None:
    set_renewal(plans, "A1", "C1", NOTHING, SET, "Ben")
    with pytest.raises(
        PlanChangedMeanwhile, match="Category “Churn risk, can be influenced”, yours “Renewal, expected”"
    ):
        set_renewal(
            plans,
            "A1",
            "C1",
            NOTHING,
            WrittenRenewal(RenewalForecast(contract="C1", category=Category.WILL_RENEW)),
            "Ida",
        )
    assert said_of(_plan(plans), "C1").forecast == SET.forecast


def test_the_order_and_the_comments_of_the_file_stay(plans: Plans) -> None:
    for contract in ("C1", "C2", "C3"):
        set_renewal(
            plans, "A1", contract, NOTHING, WrittenRenewal(RenewalForecast(contract=contract, note="first")), "Ida"
        )
    path = plans.of("A1") / FILE
    path.write_text(path.read_text().replace('note = "first"', 'note = "first"  # ask again', 1))
    was = said_of(_plan(plans), "C2")
    assert was.forecast
    set_renewal(plans, "A1", "C2", was, WrittenRenewal(replace(was.forecast, note="second")), "Ida")
    assert [one.contract for one in _plan(plans).calls] == ["C1", "C2", "C3"]
    assert "# ask again" in path.read_text()


def test_nothing_is_saved_over_a_file_that_cannot_be_read(plans: Plans) -> None:
    set_renewal(plans, "A1", "C1", NOTHING, SET, "Ida")
    path = plans.of("A1") / FILE
    path.write_text(path.read_text() + "\n[[calls\n")
    was = said_of(_plan(plans), "C1")
    with pytest.raises(PlanBroken):
        set_renewal(plans, "A1", "C1", was, NOTHING, "Ida")


@pytest.mark.parametrize("contract", HOSTILE)
def test_any_id_is_kept_as_it_is(plans: Plans, contract: str) -> None:
    said = WrittenRenewal(
        RenewalForecast(contract=contract, category=Category.WILL_CHURN), (Play(play="Call", contract=contract),)
    )
    set_renewal(plans, "../x", contract, NOTHING, said, "Ida")
    found = said_of(plans.open(Renewals, FILE, "../x").plan, contract)
    assert found.forecast == said.forecast
    assert [path.parent.parent for path in plans.folder.parent.rglob(FILE)] == [plans.folder]


def test_a_wrong_word_is_told_with_its_line_and_the_rest_works() -> None:
    text = 'account_id = "A1"\n\n[[calls]]\ncontract = "C1"\ncategory = "maybe"\nswing_mrr = 5\n[[plays]]\nplay = "x"\n'
    found = read_plan(Renewals, FILE, "A1", text)
    assert found.plan.calls[0].swing_mrr == 5
    assert found.plan.calls[0].category is None
    assert {(one.line, "maybe" in one.message or "contract" in one.message) for one in found.problems} == {
        (5, True),
        (7, True),
    }


@given(
    some.lists(
        some.builds(
            RenewalForecast,
            contract=some.text(min_size=1, max_size=8).filter(str.strip),
            category=some.none() | some.sampled_from(Category),
            expected_mrr=some.none() | some.integers(0, 10**9),
            note=some.text(max_size=20),
        ),
        max_size=4,
        unique_by=lambda one: one.contract,
    ),
    some.lists(some.builds(Play, id=some.just("p"), play=some.just("x"), contract=some.just("C"),
                           status=some.sampled_from(PlayState)), max_size=1),
)  # fmt: skip
def test_what_is_written_is_what_is_read(calls: list[RenewalForecast], plays: list[Play]) -> None:
    plan = Renewals(account_id="A1", calls=tuple(calls), plays=tuple(plays))
    text = written(plan).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if "\ufffd" not in text:
        assert read_plan(Renewals, FILE, "A1", text).plan == plan
