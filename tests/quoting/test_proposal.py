"""A proposal says what the quote says, and nothing of what is ours alone."""

import io
import zipfile
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from steward.errors import PlanNotFound
from steward.plans.customer.offer import OfferFile
from steward.plans.files.store import Plans
from steward.plans.internal.pricing import LinePrices, PricingFile, PricingReasons
from steward.plans.internal.quote_record import Verdict
from steward.services.quotes import acting, desk, proposals
from steward.services.quotes.opened import quotes_of
from steward.services.scope import acting_book, subject
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.quoting.desk import again, offer_at, said, submitted
from tests.quoting.desk import desk as at_the_desk

CANARY = "Zaunkönig"
OURS = PricingFile(
    account_id="A1",
    reasons=PricingReasons(reason=f"{CANARY} reason", give_to_get=f"{CANARY} get", competitor=f"{CANARY} rival"),
    prices=(LinePrices(line="1", list_mrc=123.4567, list_nrc=91, cost_mrc=43.2198, cost_nrc=17, floor_mrc=51.7391),),
)
NUMBERS = ("123.4567", "43.2198", "51.7391", "1,234.57")


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return at_the_desk(tmp_path)


def plans(workspace: Workspace) -> Plans:
    return Plans.within(workspace)


def words(content: bytes) -> str:
    """Everything that is written in an Office file, with its properties and comments."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


class TestOneComputation:
    def test_the_numbers_of_the_quote_are_those_of_the_proposal(self, office: Workspace) -> None:
        quote = submitted(office, 95)
        warehouse = opened_once(office)
        brief = desk.of_quote(acting_book(warehouse), plans(office), "A1", quote.quote_id)
        found = proposals.proposal_of(plans(office), subject(warehouse, "A1"), quote)
        ours = {figure.id.removeprefix("quote."): figure.value for figure in brief.figures}
        theirs = {figure.id.removeprefix("proposal."): figure.value for figure in found.figures}
        assert theirs == {name: ours[name] for name in theirs} and theirs["tcv"] == 95 * 10 * 12

    @pytest.mark.parametrize("name", ["A", "H"])
    def test_stories_of_the_sample_add_up_on_paper(self, sample_home: Path, name: str) -> None:
        workspace = Workspace.whole(sample_home)
        account_id = {"A": "NW-1011", "H": "NW-1003"}[name]
        warehouse = opened_once(workspace)
        quote = next(filter(proposals.is_issued, quotes_of(plans(workspace), warehouse, [account_id])))
        found = proposals.proposal_of(plans(workspace), subject(warehouse, account_id), quote)
        assert found.prices is not None and found.totals is not None
        monthly = [column.name for column in found.prices.columns].index("Monthly")
        assert sum(row[monthly] for row in found.prices.rows) == pytest.approx(found.totals.rows[0][1])  # type: ignore[misc]
        assert found.totals.rows[1][1] + found.totals.rows[2][1] == pytest.approx(found.totals.rows[3][1])  # type: ignore[operator]


class TestNothingOfOurs:
    def quote_with_canary(self, office: Workspace) -> str:
        store = plans(office)
        offer = offer_at(95, need="Less waiting", recipient="Ida at Acme")
        quote_id = acting.begin(store, "A1", offer, OURS, "ann@example.com")
        acting.submit(store, again(office, quote_id), "ann@example.com", f"{CANARY} note")
        quote = again(office, quote_id)
        for role, person in (("Pricing", "P3"), ("Sales manager", "P2")):
            quote = said(office, quote, role, person, Verdict.APPROVE, f"{CANARY} comment")
        assert quote.state == "approved"
        acting.present(store, quote, "ann@example.com")
        return quote_id

    def test_no_paper_slide_or_mail_holds_a_word_or_number_of_pricing(self, office: Workspace) -> None:
        quote = again(office, self.quote_with_canary(office))
        about = subject(opened_once(office), "A1")
        found = proposals.proposal_of(plans(office), about, quote)
        mail = message_from_bytes(proposals.mail(about, quote, found), policy=policy.default)
        attached = [part.get_content() for part in mail.iter_attachments()]  # type: ignore[attr-defined]
        texts = [words(proposals.paper(found)), words(proposals.deck(found)), *map(words, attached), str(found)]
        texts.append(str(mail.get_body()))  # type: ignore[attr-defined]
        assert len(texts) == 5 and all("Less waiting" in text for text in texts[:2])
        people = ("Pia", "Pricing", "Max Manager", "approv")
        for text in texts:
            assert [one for one in (CANARY, *NUMBERS, *people) if one in text] == []

    def test_the_mail_is_a_draft_with_the_paper(self, office: Workspace) -> None:
        quote = submitted(office, 95)
        about = subject(opened_once(office), "A1")
        found = proposals.proposal_of(plans(office), about, quote)
        mail = message_from_bytes(proposals.mail(about, quote, found), policy=policy.default)
        assert mail["X-Unsent"] == "1" and found.issued.stamp in mail["Subject"]
        assert [part.get_filename() for part in mail.iter_attachments()] == [proposals.paper_name(found)]  # type: ignore[attr-defined]


class TestOfWhatWasApproved:
    def test_a_draft_has_no_proposal(self, office: Workspace) -> None:
        quote = submitted(office, 85)
        with pytest.raises(PlanNotFound):
            proposals.proposal_of(plans(office), subject(opened_once(office), "A1"), quote)

    def test_what_was_changed_by_hand_since_is_not_in_it(self, office: Workspace) -> None:
        quote = submitted(office, 95)
        path = plans(office).of("A1") / quote.offer.file
        path.write_text(path.read_text().replace("95", "1"))
        found = proposals.proposal_of(plans(office), subject(opened_once(office), "A1"), again(office, quote.quote_id))
        assert found.figures[0].value == 950

    def test_the_customer_sees_what_was_sent(self, office: Workspace) -> None:
        quote = submitted(office, 95)
        about = subject(opened_once(office), "A1")
        assert proposals.seen_by_customer(plans(office), about) == ()
        acting.present(plans(office), quote, "ann@example.com")
        assert [one.title for one in proposals.seen_by_customer(plans(office), about)] == ["Two more sites"]

    def test_another_version_has_another_stamp(self, office: Workspace) -> None:
        quote, store = submitted(office, 95), plans(office)
        about = subject(opened_once(office), "A1")
        first = proposals.proposal_of(store, about, quote).issued.stamp
        acting.revise(store, quote, "ann@example.com")
        quote = again(office, quote.quote_id)

        def cheaper(offer: OfferFile) -> OfferFile:
            return replace(offer, lines=offer_at(94).lines)

        acting.edit_offer(store, quote, cheaper, "ann@example.com")
        acting.submit(store, again(office, quote.quote_id), "ann@example.com")
        second = proposals.proposal_of(store, about, again(office, quote.quote_id)).issued.stamp
        assert first.split(" · ")[0].endswith("v1") and second.split(" · ")[0].endswith("v2")
        assert first.split(" · ")[1] != second.split(" · ")[1]


def test_what_a_quote_begins_with_is_the_contract(office: Workspace) -> None:
    from steward.services.quotes import prefill
    from steward.services.quotes.opened import known_of

    store, warehouse = plans(office), opened_once(office)
    known = known_of(warehouse, "A1")
    made = prefill.of_contract(
        prefill.desk_of(store, warehouse, "A1", "Acme", "P1"), known.services.values(), "C1", known.contract_ends["C1"]
    )
    quote_id = acting.begin(store, "A1", made.offer, made.pricing, "ann@example.com")
    quote = again(office, quote_id)
    # What is paid today, 95 + 300, for 36 months from the day after the contract; nothing new in it.
    assert (quote.worth.schedule.mrr, quote.worth.net_new_mrr) == (39500, 0)
    assert str(quote.quoted.quote.term.starts_on) == "2027-04-01" and quote.faults == ()
