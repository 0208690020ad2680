"""A design goes through its states one allowed step at a time, and what was reviewed holds only while it is that."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.design.knowledge import Gap, GapKind, gaps, level
from steward.domain.design.words import Confidence, Level, Meets
from steward.errors import PlanChangedMeanwhile, StepNotAllowed
from steward.plans.customer import design as customers
from steward.plans.customer.design import Design, Exclusion
from steward.plans.customer.design_content import known, questions_of
from steward.plans.files.store import Plans
from steward.plans.internal.design_states import DesignEvent, DesignState, content_digest, standing
from steward.plans.internal.engineering import Engineering, MustException, signed_for
from steward.services.design.files import OpenedDesign, bill_of_materials, ledger_path, open_design
from steward.services.design.shown import question_sets
from steward.services.design.steps import next_steps, take_step
from steward.workflow.ledger import Ledger, LedgerEvent
from tests.design.design_made import ID, answers, design, engineering, put

NAMES = {"P1": "Ida Falk", "P2": "Bo Lind", "wan": "SD-WAN Edge", "lte": "Mobile backup"}
E = DesignEvent
SIGNED = MustException(
    requirement="no-stop", reason="They know.", signed_by="P1", signed_on=date(2026, 9, 2),
    wording="No branch stops when a line fails",
)  # fmt: skip
TO_REVIEW = (E.INTERVIEW, E.DESIGN, E.REVIEW)
TO_HAND_OVER = (*TO_REVIEW, E.PRICE, E.HAND_OVER)


def opened(plans: Plans) -> OpenedDesign:
    return open_design(plans, "A1", ID)


def go(plans: Plans, *events: DesignEvent, who: str = "Bo Lind") -> OpenedDesign:
    for event in events:
        take_step(plans, opened(plans), event, who, NAMES, "because")
    return opened(plans)


def save(plans: Plans, plan: Design) -> None:
    file = plans.open(Design, customers.file_of(ID), "A1")
    plans.save(file, plan, "Ida Falk")


class TestSteps:
    def test_a_design_that_knows_all_goes_to_implementation_and_is_accepted(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        found = go(plans, *TO_HAND_OVER, E.ACCEPT)
        assert found.standing.state is DesignState.ACCEPTED and found.standing.settled
        assert next_steps(plans, found, NAMES) == ()
        assert [one.who for one in found.ledger.events] == ["Bo Lind"] * 6

    def test_the_signature_stands_where_people_read_it(self, tmp_path: Path) -> None:
        found = go(put(tmp_path, design()), *TO_REVIEW)
        signed = found.engineering.plan.sign_off
        assert (signed.signed_by, signed.digest) == ("Bo Lind", content_digest(found.plan))

    @pytest.mark.parametrize("done", [TO_REVIEW, (*TO_REVIEW, E.PRICE), TO_HAND_OVER, (*TO_HAND_OVER, E.ACCEPT)])
    def test_nobody_signs_what_they_have_not_seen(self, tmp_path: Path, done: tuple[DesignEvent, ...]) -> None:
        *before, last = done
        plans = put(tmp_path, design())
        seen = go(plans, *before)
        lines = seen.plan.lines
        save(plans, replace(seen.plan, lines=(replace(lines[0], monthly=77, note="Another"), *lines[1:])))
        with pytest.raises(PlanChangedMeanwhile, match="Somebody else changed this design meanwhile"):
            take_step(plans, seen, last, "Bo Lind", NAMES)
        assert opened(plans).ledger.names == tuple(before)
        assert go(plans, last).ledger.names == done

    def test_nobody_takes_back_a_step_they_have_not_seen(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        seen = go(plans, E.INTERVIEW)
        go(plans, E.DESIGN)
        with pytest.raises(PlanChangedMeanwhile):
            take_step(plans, seen, E.TAKE_BACK, "Bo Lind", NAMES)

    def test_nobody_but_the_sales_engineer_signs(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        go(plans, E.INTERVIEW, E.DESIGN)
        with pytest.raises(StepNotAllowed, match=r"signed by the sales engineer, Bo Lind"):
            take_step(plans, opened(plans), E.REVIEW, "Ida Falk", NAMES)
        assert opened(plans).standing.state is DesignState.DESIGNED

    def test_a_must_that_is_not_met_needs_a_signed_exception(self, tmp_path: Path) -> None:
        offers_single = replace(design(), about=replace(design().about, offered="single"))
        plans = put(tmp_path, offers_single)
        go(plans, E.INTERVIEW, E.DESIGN)
        with pytest.raises(StepNotAllowed, match="No branch stops when a line fails” is a must"):
            go(plans, E.REVIEW)
        for lacking, why in (
            (replace(SIGNED, signed_by=""), "nobody signed its exception"),
            (replace(SIGNED, reason=" "), "its exception has no reason"),
            (replace(SIGNED, signed_on=None), "its exception has no day"),
            (replace(SIGNED, wording="Else"), "its exception was signed for “Else”"),
            (replace(SIGNED, wording=""), "its exception was signed for no wording that it names"),
        ):
            put(tmp_path, offers_single, replace(engineering(), exceptions=(lacking,)))
            with pytest.raises(StepNotAllowed, match=f"is a must: {why}"):
                go(plans, E.REVIEW)
        put(tmp_path, offers_single, replace(engineering(), exceptions=(SIGNED,)))
        assert go(plans, E.REVIEW).standing.state is DesignState.REVIEWED

    def test_an_exception_lapses_with_the_words_it_was_signed_for_and_is_signed_anew(self) -> None:
        first, *others = design().requirements
        ours = replace(engineering(), exceptions=(SIGNED,))
        assert ours.excepted((first, *others)) == {"no-stop"}
        rewritten = replace(first, requirement="No branch stops, or we pay a million")
        assert ours.excepted((rewritten, *others)) == frozenset() == ours.excepted(others)
        required = {"no-stop": rewritten.requirement}
        assert signed_for((SIGNED,), (replace(SIGNED, reason="Else"),), required) == (replace(SIGNED, reason="Else"),)
        (anew,) = signed_for((SIGNED,), (replace(SIGNED, signed_on=date(2026, 10, 1)),), required)
        assert replace(ours, exceptions=(anew,)).excepted((rewritten,)) == {"no-stop"}
        (unsigned,) = signed_for((), (replace(SIGNED, signed_by="", wording=""),), required)
        assert unsigned.wording == ""

    def test_nothing_is_handed_over_while_an_order_question_is_open(self, tmp_path: Path) -> None:
        plan = replace(design(), answers=tuple(one for one in answers() if one.question != "cut-over"))
        plans = put(tmp_path, plan)
        go(plans, *TO_REVIEW, E.PRICE)
        with pytest.raises(StepNotAllowed, match="Not answered: In which hours may a site be switched over"):
            go(plans, E.HAND_OVER)

    def test_what_is_only_assumed_is_open_for_the_order(self, tmp_path: Path) -> None:
        plans = put(tmp_path, replace(design(), answers=answers(Confidence.ASSUMED)))
        go(plans, *TO_REVIEW, E.PRICE)
        with pytest.raises(StepNotAllowed, match="Only assumed"):
            go(plans, E.HAND_OVER)

    def test_an_order_question_that_opens_after_the_hand_over_keeps_it_from_being_accepted(
        self, tmp_path: Path
    ) -> None:
        plans = put(tmp_path, design())
        go(plans, *TO_HAND_OVER)
        held = opened(plans).plan
        guessed = tuple(replace(one, confidence=Confidence.ASSUMED) for one in held.answers)
        save(plans, replace(held, answers=guessed))
        assert opened(plans).standing.state is DesignState.HANDED_OVER, "how sure we are is no other design"
        with pytest.raises(StepNotAllowed, match="Only assumed"):
            go(plans, E.ACCEPT)

    def test_an_option_of_which_all_is_excluded_delivers_nothing(self, tmp_path: Path) -> None:
        out = tuple(Exclusion(id=f"x-{one.id}", what=one.id, line=one.id) for one in design().lines)
        plan = replace(design(), exclusions=out)
        plans = put(tmp_path, plan)
        with pytest.raises(StepNotAllowed, match="Write an option with its bill of materials first"):
            go(plans, E.INTERVIEW, E.DESIGN)
        known_of = known(plan, questions_of(plan, question_sets(plans)))
        assert level(known_of) is None and gaps(known_of, Level.BUDGETARY) == (Gap(GapKind.OPTION),)
        put(tmp_path, replace(plan, lines=(*plan.lines, replace(plan.lines[0], id="l9"))))
        go(plans, E.DESIGN)
        with pytest.raises(StepNotAllowed, match="Nothing is delivered"):
            go(plans, E.REVIEW)

    @pytest.mark.parametrize("blank", [" ", "\n\t", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}"])
    def test_blanks_are_no_answer(self, tmp_path: Path, blank: str) -> None:
        first, *others = answers()
        plans = put(tmp_path, replace(design(), answers=(replace(first, value=blank), *others)))
        go(plans, *TO_REVIEW, E.PRICE)
        with pytest.raises(StepNotAllowed, match="Not answered: Which applications must run over it"):
            go(plans, E.HAND_OVER)

    def test_a_line_at_a_site_that_is_not_in_the_table_is_open(self, tmp_path: Path) -> None:
        first, second, *others = design().lines
        plans = put(tmp_path, replace(design(), lines=(first, replace(second, site="nowhere"), *others)))
        go(plans, *TO_REVIEW, E.PRICE)
        with pytest.raises(StepNotAllowed, match="Line l2 is at a site that is not in the table: nowhere"):
            go(plans, E.HAND_OVER)

    def test_where_nothing_is_paid_a_month_that_is_said(self, tmp_path: Path) -> None:
        once = tuple(replace(one, monthly=None) for one in design().lines)
        plans = put(tmp_path, replace(design(), lines=once))
        go(plans, *TO_REVIEW)
        with pytest.raises(StepNotAllowed, match="No line has a monthly price: where nothing is paid a month, write 0"):
            go(plans, E.PRICE)
        put(tmp_path, replace(design(), lines=tuple(replace(one, monthly=0) for one in once)))
        assert go(plans, E.PRICE).standing.state is DesignState.PRICED

    def test_a_return_and_a_drop_say_why(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        go(plans, *TO_HAND_OVER)
        with pytest.raises(StepNotAllowed, match="Say why"):
            take_step(plans, opened(plans), E.RETURN, "Bo Lind", NAMES, " ")
        found = go(plans, E.RETURN)
        assert found.standing.last is not None and found.standing.last.about == {"why": "because"}
        assert go(plans, E.RESUME, E.DROP).standing.state is DesignState.DROPPED

    def test_the_last_step_is_taken_back_and_not_twice(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        go(plans, *TO_REVIEW, E.TAKE_BACK)
        assert opened(plans).standing.state is DesignState.DESIGNED
        with pytest.raises(StepNotAllowed, match="cannot be taken back"):
            go(plans, E.TAKE_BACK)

    def test_nobody_without_a_name_takes_a_step(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        with pytest.raises(StepNotAllowed, match="Say who you are"):
            take_step(plans, opened(plans), E.INTERVIEW, " ", NAMES)
        assert not ledger_path(plans, "A1", ID).exists()


class TestReview:
    def test_an_answer_that_changed_opens_the_review_and_put_back_it_holds(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        before = go(plans, *TO_REVIEW, E.PRICE).plan
        first, *others = before.answers
        save(plans, replace(before, answers=(replace(first, value="Something else"), *others)))
        found = opened(plans).standing
        assert (found.state, found.reopened, found.reviewed_by) == (DesignState.DESIGNED, True, "Bo Lind")
        assert [one.event for one in next_steps(plans, opened(plans), NAMES)] == [E.REVIEW, E.DROP]
        save(plans, before)
        assert opened(plans).standing.state is DesignState.PRICED

    def test_a_new_signature_is_written_behind_that_the_review_was_opened(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        before = go(plans, *TO_REVIEW).plan
        save(plans, replace(before, sites=(replace(before.sites[0], users=400), *before.sites[1:])))
        found = go(plans, E.REVIEW)
        assert found.ledger.names[-2:] == (E.REOPEN, E.REVIEW)
        assert found.standing.state is DesignState.REVIEWED and not found.standing.reopened

    def test_prices_contracts_and_words_around_it_leave_the_review_alone(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        before = go(plans, *TO_REVIEW).plan
        cheaper = tuple(replace(one, monthly=1) for one in before.lines)
        sites = tuple(replace(one, current_mrc=1, provider="Another") for one in before.sites)
        later = replace(before.about, shown_on=None, need="Said otherwise.")
        save(plans, replace(before, lines=cheaper, sites=sites, about=later))
        assert opened(plans).standing.state is DesignState.REVIEWED

    @given(data=st.data())
    def test_any_change_of_what_is_reviewed_opens_it_and_any_order_is_the_same(self, data: st.DataObject) -> None:
        plan = design()
        reviewed = Ledger(
            tuple(
                LedgerEvent(at=_AT, who="x", event=one, content=content_digest(plan))
                for one in ("interviewing", "designed", "reviewed")
            )
        )
        section = data.draw(
            st.sampled_from(["answers", "sites", "requirements", "options", "lines", "meets", "exclusions"])
        )
        held = getattr(plan, section)
        mixed = data.draw(st.permutations(held))
        assert standing(replace(plan, **{section: tuple(mixed)}), reviewed).state is DesignState.REVIEWED
        less = held[: data.draw(st.integers(0, len(held) - 1))]
        assert standing(replace(plan, **{section: less}), reviewed).reopened

    def test_a_judgement_that_changed_opens_it(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        before = go(plans, *TO_REVIEW).plan
        save(plans, replace(before, meets=(*before.meets[:-1], replace(before.meets[-1], meets=Meets.NO))))
        assert opened(plans).standing.reopened

    def test_a_line_that_is_excluded_opens_it(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        before = go(plans, *TO_REVIEW, E.PRICE).plan
        save(plans, replace(before, exclusions=(*before.exclusions, Exclusion(id="e2", what="Backup", line="l3"))))
        assert opened(plans).standing.reopened

    def test_what_is_accepted_stays_so_and_tells_that_it_was_changed(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        before = go(plans, *TO_HAND_OVER, E.ACCEPT).plan
        for plan, overtaken in ((replace(before, lines=before.lines[1:]), True), (before, False)):
            save(plans, plan)
            found = opened(plans).standing
            assert (found.state, found.reopened, found.overtaken) == (DesignState.ACCEPTED, False, overtaken)

    def test_an_edited_ledger_is_told(self, tmp_path: Path) -> None:
        plans = put(tmp_path, design())
        go(plans, *TO_REVIEW)
        path = ledger_path(plans, "A1", ID)
        lines = path.read_text().splitlines()
        lines[2] = json.dumps({**json.loads(lines[2]), "who": "Somebody"})
        path.write_text("\n".join(lines) + "\n")
        assert opened(plans).standing.broken == (3,)


_AT = datetime(2026, 9, 1, tzinfo=UTC)


def test_a_quote_is_begun_from_an_option_without_what_is_excluded(tmp_path: Path) -> None:
    found = bill_of_materials(put(tmp_path, design()), "A1", ID)
    assert (found.title, found.opportunity_id, found.option.id) == ("Branches", "O1", "dual")
    assert [(one.line_id, one.product_id, one.site_id, str(one.quantity), str(one.monthly)) for one in found.lines] == [
        ("l2", "wan", "oslo", "1", "500"), ("l3", "lte", "oslo", "2", "140.50"), ("l4", "wan", "bergen", "1", "450"),
    ]  # fmt: skip
    assert [one.line_id for one in found.excluded] == ["l5"]
    assert [one.line_id for one in bill_of_materials(put(tmp_path, design()), "A1", ID, "single").lines] == ["l1"]


def test_files_read_back_as_they_were_written(tmp_path: Path) -> None:
    plans = put(tmp_path, design())
    found = opened(plans)
    assert found.plan == design() and found.engineering.plan == engineering()
    assert found.file.problems == found.engineering.problems == ()
    assert isinstance(found.engineering.plan, Engineering)
