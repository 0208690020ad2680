"""Quotes of the sample: what other systems and mails say of them is there to be seen."""

from fractions import Fraction
from pathlib import Path

from steward.briefings.internal.scope.filters import Filters
from steward.domain.quoting.months import Months
from steward.plans.internal.quote_record import ApprovalEvidence
from steward.services.plans.files import cache_of
from steward.services.quotes import desk
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.homes import opened_once


def _quotes(home: Path, account_id: str) -> desk.QuoteBook:
    workspace = Workspace.whole(home)
    book = acting_book(opened_once(workspace))
    return desk.brief(book, Filters(accounts=(account_id,)), cache_of(workspace))


def test_the_cpq_holds_what_was_offered_first_of_a_quote_that_has_a_second_version(sample_home: Path) -> None:
    found = _quotes(sample_home, "NW-1007")
    (imported,), (written,) = found.imported, found.listed
    assert imported.head.reference == written.quote.reference and written.quote.record.version == 2
    assert (imported.read.faults, imported.total_differs) == ((), None)
    assert imported.worth.schedule.mrr == 3 * 109250 and written.quote.worth.schedule.mrr == 4 * 106000


def test_one_approval_came_by_mail_and_names_what_it_approves(sample_home: Path) -> None:
    ((written,), record) = (found := _quotes(sample_home, "NW-1011").listed), found[0].quote.record
    by_mail = [one for one in record.decisions if one.evidence is ApprovalEvidence.MAIL]
    assert [one.role for one in by_mail] == ["Leadership"] and len(record.decisions) == 4
    stamp = f"{written.quote.reference} v1 · {record.versions[0].content[:8]}"
    assert by_mail[0].comment == f"I approve {stamp}"
    assert by_mail[0].who != next(one.who for one in record.decisions if one is not by_mail[0])
    assert written.quote.state == "presented" and not record.broken


def test_a_renewal_lets_some_of_it_end_with_the_other_contract(sample_home: Path) -> None:
    (renewal,) = [one.quote for one in _quotes(sample_home, "NW-1003").listed if one.quote.title.startswith("Renewal")]
    held = {one.line.product: one.months for one in renewal.worth.schedule.lines}
    # from 28 February 2027 to 30 June 2029: 28 months, and 3 of the 30 days from 28 June
    assert held == {"DIA": Months(28, Fraction(3, 30)), "SDW": Months(36)}
    assert (renewal.state, renewal.faults) == ("draft", ())
