"""A quote on its way: who is asked in which turn, what a change voids, and what nobody can do."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from steward.briefings.internal.quotes.asked import ApprovalState
from steward.briefings.internal.quotes.clauses import changed, unchanged
from steward.briefings.internal.quotes.quote import EXPIRED, OpenedQuote
from steward.briefings.internal.quotes.words import fell
from steward.domain.access.scope import Accounts, Scope
from steward.domain.quoting.redline import Mark
from steward.errors import AccountNotFound, ChangeNotAllowed, PlanChangedMeanwhile, PlanNotSaved, StepNotAllowed
from steward.exhibits import COUNT
from steward.plans.customer.offer import Clause
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import ApprovalEvidence, Verdict, file_of
from steward.services.plans import files as plan_files
from steward.services.quotes import acting, proposals
from steward.services.quotes.files import plans_with
from steward.services.quotes.opened import open_quote, quote_ids, version_of
from steward.services.scope import subject
from steward.workflow import ledger
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.quoting.desk import (
    OWN_CLAUSE,
    again,
    begun,
    beside_standard,
    desk,
    need_of,
    offer_at,
    said,
    states,
    submitted,
)

ANN = "ann@example.com"


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return desk(tmp_path)


def plans(workspace: Workspace) -> Plans:
    return Plans.within(workspace)


def priced(workspace: Workspace, quote: OpenedQuote, price: float) -> OpenedQuote:
    """The draft at another price."""
    new = offer_at(price, clauses=quote.offer.plan.clauses)
    acting.edit_offer(plans(workspace), quote, lambda offer: replace(offer, lines=new.lines), ANN)
    return again(workspace, quote.quote_id)


class TestTurns:
    def test_nobody_is_asked_for_a_plain_quote(self, office: Workspace) -> None:
        assert submitted(office, 95).state == "approved"

    def test_steps_follow_one_another_and_the_last_approves(self, office: Workspace) -> None:
        quote = submitted(office, 65, clauses=OWN_CLAUSE)
        assert states(quote) == {
            "Contract admin": "pending", "Pricing": "pending", "Sales manager": "waits", "Leadership": "waits",
            "Finance": "waits",
        }  # fmt: skip
        quote = said(office, quote, "Pricing", "P3")
        quote = said(office, quote, "Contract admin", "P5")
        assert states(quote)["Sales manager"] == "pending"
        assert need_of(quote, "Sales manager").holders == ("P2",)  # the manager of the owner
        for role, person in (("Sales manager", "P2"), ("Leadership", "P6")):
            quote = said(office, quote, role, person)
            assert quote.state == "in_approval"
        assert said(office, quote, "Finance", "P4").state == "approved"

    def test_who_is_signed_in_is_grade_a_and_who_is_spoken_for_d(self, office: Workspace) -> None:
        quote = submitted(office, 65, clauses=OWN_CLAUSE)
        quote = said(office, quote, "Pricing", "P3", who="pia@example.com")
        quote = said(office, quote, "Contract admin", "P5", why="By phone, today", who=ANN)
        assert [one.evidence for one in quote.record.decisions] == [
            ApprovalEvidence.SIGNED_IN,
            ApprovalEvidence.ON_BEHALF,
        ]

    def test_a_rejection_makes_it_a_draft_and_says_why(self, office: Workspace) -> None:
        quote = said(office, submitted(office, 85), "Pricing", "P3", Verdict.REJECT, "Too low.")
        assert (quote.state, quote.record.decisions[-1].comment) == ("draft", "Too low.")
        assert states(quote) == {"Pricing": "rejected"}


class TestReapproval:
    def test_a_worse_line_voids_one_and_leaves_the_other(self, office: Workspace) -> None:
        quote = submitted(office, 82, clauses=OWN_CLAUSE)
        quote = said(office, quote, "Pricing", "P3")
        quote = said(office, quote, "Contract admin", "P5")
        acting.revise(plans(office), quote, ANN)
        quote = priced(office, again(office, quote.quote_id), 81)
        assert states(quote) == {"Contract admin": "approved", "Pricing": "void"}
        (fallen,) = need_of(quote, "Pricing").fallen
        assert [(reason.rule.rule, then.value) for reason, then in fallen.because] == [
            ("discount", pytest.approx(0.18))
        ]
        acting.submit(plans(office), quote, ANN)
        assert states(again(office, quote.quote_id)) == {"Contract admin": "approved", "Pricing": "pending"}

    @pytest.mark.parametrize(
        ("id_", "title", "wording"),
        [
            ("liability", "Liability", "Nobody is liable for anything."),
            pytest.param("exit", "Exit", "They may leave on any day.", marks=pytest.mark.every),
        ],
    )
    def test_a_clause_in_other_words_voids_who_approved_it_alone(
        self, office: Workspace, id_: str, title: str, wording: str
    ) -> None:
        quote = said(office, submitted(office, 82, clauses=OWN_CLAUSE), "Contract admin", "P5")
        quote = said(office, quote, "Pricing", "P3")
        acting.revise(plans(office), quote, ANN)
        other = replace(OWN_CLAUSE[0], id=id_, title=title, wording=wording)
        acting.edit_offer(
            plans(office), again(office, quote.quote_id), lambda one: replace(one, clauses=beside_standard(other)), ANN
        )
        quote = again(office, quote.quote_id)
        assert states(quote) == {"Contract admin": "void", "Pricing": "approved"}
        (fallen,) = need_of(quote, "Contract admin").fallen
        assert fell(fallen, COUNT) == (
            f"Contract admin’s approval of version 1 is void: clauses changed: {title} is not as approved."
        )

    def test_a_standard_clause_that_is_left_out_is_asked_for(self, office: Workspace) -> None:
        quote = begun(office, 95)
        assert states(quote) == {}
        without = tuple(one for one in quote.offer.plan.clauses if one.id != "liability")
        acting.edit_offer(plans(office), quote, lambda one: replace(one, clauses=without), ANN)
        quote = again(office, quote.quote_id)
        assert set(states(quote)) == {"Contract admin"}
        (left_out,) = changed(quote)
        assert (left_out.title, left_out.note) == ("Liability", "left out of the offer")
        assert [one.mark for one in left_out.words] == [Mark.DELETED]

    def test_two_clauses_of_one_title_are_told_apart(self, office: Workspace) -> None:
        named_so = Clause(id="own", title="Liability", wording="None for third parties.")
        quote = begun(office, 95, clauses=(named_so,))
        assert [one.note for one in changed(quote)] == ["not one of our standard clauses"]
        assert unchanged(quote).count("Liability") == 1

    def test_a_better_line_is_approved_at_once(self, office: Workspace) -> None:
        quote = said(office, submitted(office, 82), "Pricing", "P3")
        acting.revise(plans(office), quote, ANN)
        quote = priced(office, again(office, quote.quote_id), 84)
        acting.submit(plans(office), quote, ANN)
        assert (again(office, quote.quote_id).state, again(office, quote.quote_id).record.version) == ("approved", 2)

    def test_who_rejects_after_approving_has_not_approved(self, office: Workspace) -> None:
        quote = said(office, submitted(office, 75), "Pricing", "P3")
        quote = said(office, quote, "Sales manager", "P2", Verdict.REJECT, "No.")
        acting.submit(plans(office), quote, ANN)
        quote = again(office, quote.quote_id)
        assert states(quote) == {"Pricing": "approved", "Sales manager": "pending"}


class TestRefused:
    def test_nobody_approves_their_own(self, office: Workspace) -> None:
        quote = submitted(office, 85, owner="P3")
        with pytest.raises(PlanNotSaved, match="their own"):
            said(office, quote, "Pricing", "P3")

    @pytest.mark.parametrize("person", ["P1", "P4", "nobody"])
    def test_who_does_not_hold_the_role(self, office: Workspace, person: str) -> None:
        with pytest.raises(PlanNotSaved):
            said(office, submitted(office, 85), "Pricing", person)

    def test_who_is_not_asked_yet(self, office: Workspace) -> None:
        with pytest.raises(PlanNotSaved, match="asked"):
            said(office, submitted(office, 75), "Sales manager", "P2")

    def test_a_rejection_without_a_word(self, office: Workspace) -> None:
        with pytest.raises(PlanNotSaved, match="why"):
            said(office, submitted(office, 85), "Pricing", "P3", Verdict.REJECT, " ")

    def test_no_undo_and_no_older_version_lands_in_what_was_submitted(self, office: Workspace) -> None:
        first = begun(office, 85)
        plans = Plans.within(office)
        step = acting.edit_offer(plans, first, lambda file: offer_at(95), "ann@example.com")
        draft = again(office, first.quote_id)
        guarded = plans_with(office, draft.offer)
        assert guarded.why_not(draft.offer) == ""
        acting.submit(plans, draft, "ann@example.com")
        said = "A quote that was submitted does not change: recall it, or make a new version."
        assert plan_files.overtaken(guarded, step, "ann@example.com", str) == said
        for back in (
            lambda: plan_files.take_back(guarded, step, "ann@example.com"),
            lambda: guarded.restore(draft.offer, first.offer.digest, "ann@example.com"),
        ):
            with pytest.raises(PlanNotSaved, match="was submitted does not change"):
                back()  # type: ignore[no-untyped-call]
        assert again(office, first.quote_id).as_submitted

    def test_a_submitted_quote_does_not_change(self, office: Workspace) -> None:
        quote = submitted(office, 95)
        with pytest.raises(PlanNotSaved, match="does not change"):
            priced(office, quote, 50)

    def test_what_somebody_changed_in_the_file_is_not_what_was_approved(self, office: Workspace) -> None:
        quote = submitted(office, 85)
        path = plans(office).of("A1") / quote.offer.file
        path.write_text(path.read_text().replace("85", "84"))
        with pytest.raises(PlanChangedMeanwhile):
            said(office, again(office, quote.quote_id), "Pricing", "P3")

    def test_a_quote_that_lacks_something_is_not_submitted(self, office: Workspace) -> None:
        with pytest.raises(PlanNotSaved, match="within how many days"):
            submitted(office, 85, payment_days=None)

    def test_a_quote_in_another_currency(self, office: Workspace) -> None:
        with pytest.raises(PlanNotSaved, match="in USD, and our prices are in EUR"):
            submitted(office, 85, currency="USD")

    @pytest.mark.parametrize("end", [None, date(9999, 12, 31)])
    def test_a_line_that_ends_with_a_contract_without_an_end(self, office: Workspace, end: date | None) -> None:
        quote = begun(office, 95)
        ending = replace(quote.offer.plan.lines[0], ends_with="C9")
        acting.edit_offer(plans(office), quote, lambda one: replace(one, lines=(ending,)), ANN)
        quote = again(office, quote.quote_id)
        quote = replace(quote, known=replace(quote.known, contract_ends={"C9": end} if end else {}))
        with pytest.raises(PlanNotSaved, match="C9, of which the data knows no end"):
            acting.submit(plans(office), quote, ANN)

    def test_a_quote_whose_last_day_has_passed_is_not_submitted(self, office: Workspace) -> None:
        with pytest.raises(PlanNotSaved, match="It was valid until 4 Oct 2026: give it a later day"):
            submitted(office, 95, valid_until=date(2026, 10, 4))
        assert submitted(office, 95, valid_until=date(2026, 10, 5)).state == "approved"

    def test_nothing_is_submitted_by_rules_that_are_half_understood(self, tmp_path: Path) -> None:
        office = desk(tmp_path, 'account_id = "_company"\n[[rules]]\nid = "x"\nmetric = "discuont"\nrole = "Pricing"\n')
        with pytest.raises(PlanNotSaved, match="approval rules"):
            submitted(office, 50)

    def test_two_who_act_at_once(self, office: Workspace) -> None:
        quote = submitted(office, 65, clauses=OWN_CLAUSE)
        said(office, quote, "Pricing", "P3")
        with pytest.raises(PlanChangedMeanwhile):
            said(office, quote, "Contract admin", "P5")

    def test_what_was_only_said_to_somebody_needs_words(self, office: Workspace) -> None:
        with pytest.raises(PlanNotSaved, match="how and when"):
            said(office, submitted(office, 85), "Pricing", "P3", who=ANN)

    @pytest.mark.parametrize("file", ["offer", "pricing"])
    def test_what_somebody_saved_since_it_was_looked_at(self, office: Workspace, file: str) -> None:
        quote = begun(office, 95)
        path = plans(office).of("A1") / getattr(quote, file).file
        path.write_text(path.read_text().replace("95", "94") + "\n")
        with pytest.raises(PlanChangedMeanwhile):
            acting.submit(plans(office), quote, ANN)

    def test_rules_that_ask_for_more_since_it_was_approved(self, office: Workspace) -> None:
        quote = said(office, submitted(office, 85), "Pricing", "P3")
        path = office.plans / "_company" / "approval_rules.toml"
        path.write_text(path.read_text().replace("value = 20", "value = 12"))
        with pytest.raises(PlanNotSaved, match="Sales manager has not approved"):
            acting.present(plans(office), again(office, quote.quote_id), ANN)

    def test_an_expired_quote_is_not_accepted(self, office: Workspace) -> None:
        quote = replace(submitted(office, 95), today=date(2026, 12, 1))
        assert quote.state == EXPIRED
        with pytest.raises(PlanNotSaved, match="valid until 30 November 2026"):
            acting.present(plans(office), quote, ANN)

    def test_another_text_that_was_signed(self, office: Workspace) -> None:
        quote = submitted(office, 95)
        acting.present(plans(office), quote, ANN)
        quote = again(office, quote.quote_id)
        acting.envelope(plans(office), quote, ANN, "completed", 1, "0000aaaa")
        with pytest.raises(PlanNotSaved, match="0000aaaa"):
            acting.accept(plans(office), again(office, quote.quote_id), ANN)

    def test_evidence_that_is_too_weak(self, tmp_path: Path) -> None:
        office = desk(tmp_path)
        path = office.plans / "_company" / "approval_rules.toml"
        path.write_text(path.read_text().replace('evidence = "D"', 'evidence = "B"'))
        quote = said(office, submitted(office, 85), "Pricing", "P3", why="By phone", who=ANN)
        acting.present(plans(office), quote, ANN)
        with pytest.raises(PlanNotSaved, match="grade B"):
            acting.accept(plans(office), again(office, quote.quote_id), ANN)

    def test_an_end_has_no_exit(self, office: Workspace) -> None:
        quote = submitted(office, 95)
        acting.present(plans(office), quote, ANN)
        acting.accept(plans(office), again(office, quote.quote_id), ANN)
        with pytest.raises(StepNotAllowed):
            acting.revise(plans(office), again(office, quote.quote_id), ANN)


class TestDelegation:
    def test_somebody_else_decides_in_their_place(self, office: Workspace) -> None:
        quote = submitted(office, 85)
        acting.delegate(plans(office), quote, need_of(quote, "Pricing").need.key, "P3", "P7", "pia@example.com")
        quote = again(office, quote.quote_id)
        assert need_of(quote, "Pricing").holders == ("P7",)
        with pytest.raises(PlanNotSaved):
            said(office, quote, "Pricing", "P3")
        assert said(office, quote, "Pricing", "P7").state == "approved"

    @pytest.mark.parametrize("to", ["P3", "P1", ""])
    def test_not_to_themselves_nor_to_who_made_it(self, office: Workspace, to: str) -> None:
        quote = submitted(office, 85)
        with pytest.raises(PlanNotSaved):
            acting.delegate(plans(office), quote, need_of(quote, "Pricing").need.key, "P3", to, "pia@example.com")

    def test_not_in_a_circle(self, office: Workspace) -> None:
        quote = submitted(office, 85)
        key = need_of(quote, "Pricing").need.key
        acting.delegate(plans(office), quote, key, "P3", "P7", "pia@example.com")
        with pytest.raises(PlanNotSaved):
            acting.delegate(plans(office), again(office, quote.quote_id), key, "P7", "P3", "del@example.com")


class TestScope:
    approver = Scope(read=Accounts(frozenset({"A1"})))

    def test_an_approver_decides_where_they_may_read(self, office: Workspace) -> None:
        quote = submitted(office, 85)
        theirs = Workspace(office.home, self.approver)
        mine = open_quote(plans(theirs), opened_once(theirs), "A1", quote.quote_id)
        acting.decide(
            plans(theirs), mine, need_of(mine, "Pricing").need.key, "P3", Verdict.APPROVE, "", "pia@example.com",
            signed_in=True,
        )  # fmt: skip
        assert again(office, quote.quote_id).state == "approved"

    def test_and_changes_nothing_else(self, office: Workspace) -> None:
        quote = submitted(office, 85)
        theirs = Workspace(office.home, self.approver)
        mine = open_quote(plans(theirs), opened_once(theirs), "A1", quote.quote_id)
        for act in (acting.recall, acting.revise, acting.present):
            with pytest.raises(ChangeNotAllowed):
                act(plans(theirs), mine, "pia@example.com")
        with pytest.raises(ChangeNotAllowed):
            acting.decide(
                plans(theirs), mine, need_of(mine, "Pricing").need.key, "P3", Verdict.APPROVE, "", "fay@example.com",
                signed_in=True,
            )  # fmt: skip

    def test_another_book_has_no_such_quote(self, office: Workspace) -> None:
        quote = submitted(office, 85)
        other = Workspace(office.home, Scope(read=Accounts(frozenset({"B1"}))))
        with pytest.raises(AccountNotFound):
            open_quote(plans(other), opened_once(other), "A1", quote.quote_id)


class TestVersions:
    def test_a_copied_folder_brings_no_approval_along(self, office: Workspace) -> None:
        quote = said(office, submitted(office, 85), "Pricing", "P3")
        folder = plans(office).of("A1") / "quotes"
        copytree(folder / quote.quote_id, folder / "Q2")
        copy = again(office, "Q2")
        assert (copy.state, copy.record.broken, copy.record.copied_from) == ("draft", (1, 2), "A1-Q1")
        for press in (acting.present, acting.accept):
            with pytest.raises(PlanNotSaved):
                press(plans(office), copy, ANN)
        own = again(office, "Q1").record
        assert (own.state, own.broken, own.copied_from) == ("approved", (), "")
        acting.submit(plans(office), copy, ANN)
        assert again(office, "Q2").state == "in_approval"

    def test_a_ledger_that_names_no_quote_counts_as_it_did(self, office: Workspace) -> None:
        quote = submitted(office, 95)
        path = plans(office).of("A1") / file_of(quote.quote_id)
        (event,) = quote.record.events
        path.unlink()
        about = {name: value for name, value in event.about.items() if name != "quote"}
        ledger.add(path, event.who, event.event, about, event.content, event.at)
        found = again(office, quote.quote_id).record
        assert (found.state, found.broken) == ("approved", ())

    def test_a_version_reads_as_it_was_submitted(self, office: Workspace) -> None:
        quote = submitted(office, 95)
        acting.revise(plans(office), quote, ANN)
        quote = priced(office, again(office, quote.quote_id), 93)
        (first,) = quote.record.versions
        offer, _ = version_of(plans(office), quote, first)
        assert (offer.lines[0].unit_mrc, quote.offer.plan.lines[0].unit_mrc) == (95, 93)

    def test_a_contract_that_ends_on_another_day_makes_another_quote_of_it(self, office: Workspace) -> None:
        """The sum of a version is that of the day it was submitted, whatever the data says of a contract later."""
        quote = begun(office, 95)
        ending = replace(quote.offer.plan.lines[0], ends_with="C1")
        acting.edit_offer(plans(office), quote, lambda one: replace(one, lines=(ending,)), ANN)
        acting.submit(plans(office), again(office, quote.quote_id), ANN)
        quote = again(office, quote.quote_id)
        assert quote.state == "approved" and quote.worth.schedule.tcv == 95000 * 5
        later = replace(quote, known=replace(quote.known, contract_ends={"C1": date(2027, 12, 31)}))
        assert not later.as_submitted
        with pytest.raises(PlanNotSaved, match="not what was approved"):
            acting.present(plans(office), later, ANN)
        found = proposals.proposal_of(plans(office), subject(opened_once(office), "A1"), later)
        assert next(one.value for one in found.figures if one.id == "proposal.tcv") == 950 * 5

    def test_a_better_evidence_later_is_enough(self, tmp_path: Path) -> None:
        office = desk(tmp_path)
        path = office.plans / "_company" / "approval_rules.toml"
        path.write_text(path.read_text().replace('evidence = "D"', 'evidence = "a"'))
        quote = said(office, submitted(office, 85), "Pricing", "P3", why="By phone", who=ANN)  # written down on behalf
        acting.revise(plans(office), quote, ANN)
        acting.submit(plans(office), priced(office, again(office, quote.quote_id), 84), ANN)
        quote = said(office, again(office, quote.quote_id), "Pricing", "P3")
        acting.present(plans(office), quote, ANN)
        acting.accept(plans(office), again(office, quote.quote_id), ANN)
        assert again(office, quote.quote_id).state == "accepted"

    def test_ids_are_not_given_twice(self, office: Workspace) -> None:
        made = [begun(office).quote_id for _ in range(3)]
        assert len(set(made)) == 3 and set(made) == set(quote_ids(plans(office), "A1"))

    def test_hours_over_and_it_goes_on(self, office: Workspace) -> None:
        quote = submitted(office, 85)
        one = need_of(quote, "Pricing")
        assert one.state is ApprovalState.PENDING and one.due is not None
        later = replace(quote, today=quote.today.replace(day=8))
        assert need_of(later, "Pricing").state is ApprovalState.ESCALATED
        assert need_of(later, "Pricing").holders == ("P3", "P2")
