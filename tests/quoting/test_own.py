"""Nobody approves their own quote: under no other name, through nobody else, and not by handing it over first."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.quotes.book import ListedQuote
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.domain.access.scope import Accounts, Scope
from steward.errors import ChangeNotAllowed, PlanNotSaved
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import Verdict
from steward.services.quotes import acting
from steward.services.quotes.opened import open_quote
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.quoting.desk import PEOPLE, again, begun, desk, need_of, said, submitted

ANN, PIA = "ann@example.com", "pia@example.com"
READER = Scope(read=Accounts(frozenset({"A1"})))


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return desk(tmp_path)


def plans(workspace: Workspace) -> Plans:
    return Plans.within(workspace)


def submitted_by(office: Workspace, who: str, price: float = 85, **changed: object) -> OpenedQuote:
    quote = begun(office, price, **changed)
    acting.submit(plans(office), quote, who)
    return again(office, quote.quote_id)


def decided(office: Workspace, quote: OpenedQuote, person: str, who: str, role: str = "Pricing") -> OpenedQuote:
    return said(office, quote, role, person, Verdict.APPROVE, "By phone", who)


@pytest.mark.parametrize("owner", ["P3", "Pia Pricing", " pia  pricing ", "PIA@example.com", "p3"])
@pytest.mark.parametrize("who", [PIA, "Pia Pricing", ANN])
def test_under_no_name_of_the_owner(office: Workspace, owner: str, who: str) -> None:
    quote = submitted(office, 85, owner=owner)
    with pytest.raises(PlanNotSaved, match="their own"):
        decided(office, quote, "P3", who)


@pytest.mark.parametrize("who", [PIA, "Pia Pricing", "P3"])
def test_not_who_submitted_it_for_another(office: Workspace, who: str) -> None:
    quote = submitted_by(office, who)
    with pytest.raises(PlanNotSaved, match="their own"):
        decided(office, quote, "P3", PIA)


def test_not_who_handed_it_over_between_two_versions(office: Workspace) -> None:
    quote = submitted(office, 85, owner="P3")
    acting.recall(plans(office), quote, ANN)
    quote = again(office, quote.quote_id)
    acting.edit_offer(plans(office), quote, lambda one: replace(one, offer=replace(one.offer, owner="P1")), ANN)
    acting.submit(plans(office), again(office, quote.quote_id), ANN)
    with pytest.raises(PlanNotSaved, match="their own"):
        decided(office, again(office, quote.quote_id), "P3", PIA)


def test_not_who_takes_it_over_after_they_approved_it(office: Workspace) -> None:
    quote = decided(office, submitted(office, 85), "P3", PIA)
    acting.revise(plans(office), quote, ANN)
    quote = again(office, quote.quote_id)
    acting.edit_offer(plans(office), quote, lambda one: replace(one, offer=replace(one.offer, owner="P3")), ANN)
    acting.submit(plans(office), again(office, quote.quote_id), ANN)
    quote = again(office, quote.quote_id)
    assert (quote.state, need_of(quote, "Pricing").holders) == ("in_approval", ("P2",))


def test_not_one_of_two_of_the_owners_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tests.quoting.desk as at

    twins = PEOPLE + "P8        | Pia Pricing   | pia8@example.com  |\n"
    monkeypatch.setitem(at.TABLES, "people", twins)
    office = desk(tmp_path)
    quote = submitted(office, 85, owner="Pia Pricing")
    with pytest.raises(PlanNotSaved, match="their own"):
        decided(office, quote, "P3", PIA)
    signed_in = "Pia Pricing (pia@example.com)"  # how who signed in is called, where two have one name
    quote = submitted_by(office, signed_in)
    with pytest.raises(PlanNotSaved, match="their own"):
        decided(office, quote, "P3", PIA)
    assert decided(office, submitted(office, 85), "P3", signed_in).record.decisions[-1].evidence == "A"


def test_who_made_it_is_not_asked_and_whom_it_would_go_to_is(office: Workspace) -> None:
    quote = submitted(office, 85, owner="P3")
    assert need_of(quote, "Pricing").holders == ("P2",)
    assert decided(office, quote, "P2", "max@example.com").state == "approved"


def test_who_made_it_does_not_hold_up_a_role_of_which_all_decide(tmp_path: Path) -> None:
    office = with_two(tmp_path)
    quote = submitted(office, 85, owner="P7")
    assert need_of(quote, "Pricing").holders == ("P3",)
    assert decided(office, quote, "P3", PIA).state == "approved"


class TestPassingOn:
    def key(self, quote: OpenedQuote) -> str:
        return need_of(quote, "Pricing").need.key

    def test_not_for_somebody_else(self, office: Workspace) -> None:
        quote = submitted(office, 85)
        for who in (ANN, "del@example.com"):
            with pytest.raises(PlanNotSaved, match="Only who is asked"):
                acting.delegate(plans(office), quote, self.key(quote), "P3", "P7", who)

    def test_not_to_who_submitted_it(self, office: Workspace) -> None:
        quote = submitted_by(office, "del@example.com")
        with pytest.raises(PlanNotSaved, match="their own"):
            acting.delegate(plans(office), quote, self.key(quote), "P3", "P7", PIA)

    def test_a_delegate_whose_own_it_is_is_not_asked(self, office: Workspace) -> None:
        path = office.plans / "_company" / "approval_rules.toml"
        path.write_text(path.read_text().replace('person = "P3"', 'person = "P3"\ndelegate = "P1"'))
        assert need_of(submitted(office, 85), "Pricing").holders == ("P3",)

    @pytest.mark.parametrize(("until", "asked"), [("2026-10-05", "P7"), ("2026-10-04", "P3")])
    def test_a_delegate_decides_until_the_last_day(self, office: Workspace, until: str, asked: str) -> None:
        path = office.plans / "_company" / "approval_rules.toml"
        away = f'person = "P3"\ndelegate = "P7"\naway_until = {until}'
        path.write_text(path.read_text().replace('person = "P3"', away))
        assert need_of(submitted(office, 85), "Pricing").holders == (asked,)


def with_two(folder: Path) -> Workspace:
    """A company where everybody who holds Pricing must approve: Pia and Del, of whom Pia is named twice."""
    office = desk(folder)
    path = office.plans / "_company" / "approval_rules.toml"
    text = path.read_text().replace('role = "Pricing"\nstep = 1', 'role = "Pricing"\nmode = "all"\nstep = 1')
    more = "".join(f'[[approvers]]\nrole = "Pricing"\nperson = "{one}"\n' for one in ("del@example.com", "Pia Pricing"))
    path.write_text(text + more)
    return office


class TestEverybodyOfARole:
    def test_all_are_asked_once_and_the_last_approves(self, tmp_path: Path) -> None:
        office = with_two(tmp_path)
        quote = submitted(office, 85)
        assert need_of(quote, "Pricing").holders == ("P3", "P7")
        quote = decided(office, quote, "P3", PIA)
        assert quote.state == "in_approval"
        quote = decided(office, quote, "P7", "del@example.com")
        acting.present(plans(office), quote, ANN)
        assert again(office, quote.quote_id).state == "presented"

    def test_who_has_it_passed_on_decides_for_both(self, tmp_path: Path) -> None:
        office = with_two(tmp_path)
        quote = submitted(office, 85)
        acting.delegate(plans(office), quote, need_of(quote, "Pricing").need.key, "P3", "P6", PIA)
        quote = decided(office, again(office, quote.quote_id), "P6", "lea@example.com")
        assert quote.state == "in_approval"
        quote = decided(office, quote, "P7", "del@example.com")
        assert quote.state == "approved"
        acting.present(plans(office), quote, ANN)  # and stays approved

    def test_whom_it_went_to_decides_for_all(self, tmp_path: Path) -> None:
        office = with_two(tmp_path)
        quote = replace(submitted(office, 85), today=date(2026, 10, 8))
        key = need_of(quote, "Pricing").need.key
        acting.decide(plans(office), quote, key, "P2", Verdict.APPROVE, "", "max@example.com", signed_in=True)
        assert again(office, quote.quote_id).state == "approved"
        acting.present(plans(office), again(office, quote.quote_id), ANN)


class TestWhoMayOnlyRead:
    def opened(self, office: Workspace, quote: OpenedQuote) -> tuple[Plans, OpenedQuote]:
        theirs = Workspace(office.home, READER)
        return plans(theirs), open_quote(plans(theirs), opened_once(theirs), "A1", quote.quote_id)

    def test_does_not_submit(self, office: Workspace) -> None:
        store, quote = self.opened(office, begun(office, 95))
        with pytest.raises(ChangeNotAllowed):
            acting.submit(store, quote, PIA)

    def test_does_not_say_what_the_customer_did(self, office: Workspace) -> None:
        quote = submitted(office, 95)
        acting.present(plans(office), quote, ANN)
        store, theirs = self.opened(office, quote)
        for act in (
            lambda: acting.accept(store, theirs, PIA),
            lambda: acting.close(store, theirs, "declined", PIA),
            lambda: acting.envelope(store, theirs, PIA, "completed", 1),
        ):
            with pytest.raises(ChangeNotAllowed):
                act()

    def test_does_not_decide_for_a_role_that_nobody_holds(self, tmp_path: Path) -> None:
        from steward.plans.company.approvals import SHIPPED

        office = desk(tmp_path, SHIPPED.read_text(encoding="utf-8"))
        store, quote = self.opened(office, submitted(office, 95, payment_days=60))
        key = need_of(quote, "Finance").need.key
        with pytest.raises(ChangeNotAllowed):
            acting.decide(store, quote, key, "P7", Verdict.APPROVE, "", "del@example.com", signed_in=True)
        whole = again(office, quote.quote_id)
        acting.decide(plans(office), whole, key, "P7", Verdict.APPROVE, "We met", "del@example.com", signed_in=True)
        assert again(office, quote.quote_id).record.decisions[-1].evidence == "D"

    def test_and_nobody_without_a_name(self, office: Workspace) -> None:
        """Who looks with another's eyes has none to change under."""
        store, quote = self.opened(office, submitted(office, 85))
        key = need_of(quote, "Pricing").need.key
        with pytest.raises((ChangeNotAllowed, PlanNotSaved)):
            acting.decide(store, quote, key, "P3", Verdict.APPROVE, "", "", signed_in=True)
        assert again(office, quote.quote_id).state == "in_approval"


def test_nothing_of_their_own_is_theirs_to_decide(office: Workspace) -> None:
    from steward.briefings.internal.quotes.asked import asked

    quote = submitted(office, 85)
    listed = ListedQuote(quote, "Acme", quote.today, asked(quote), quote.title)
    assert [bool(listed.is_for(who)) for who in (PIA, "P3", ANN, "P1", "")] == [True, True, False, False, False]


def test_an_approval_is_over_where_another_of_the_role_turned_it_down(tmp_path: Path) -> None:
    office = with_two(tmp_path)
    quote = decided(office, submitted(office, 85), "P3", PIA)
    quote = said(office, quote, "Pricing", "P7", Verdict.REJECT, "Too low")
    acting.submit(plans(office), quote, ANN)
    quote = decided(office, again(office, quote.quote_id), "P7", "del@example.com")
    assert quote.state == "in_approval"  # Pia is asked again
    assert decided(office, quote, "P3", PIA).state == "approved"
