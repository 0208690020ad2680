"""What an approval and a signature system say of a written quote: what counts, with which grade, and what not."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from steward.briefings.internal.quotes.asked import asked
from steward.briefings.internal.quotes.facts import AccountImports
from steward.briefings.internal.quotes.imported.beside import signature_said
from steward.briefings.internal.quotes.imported.evidence import decisions_of
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.errors import ChangeNotAllowed, PlanNotSaved
from steward.plans.company.approvals import SHIPPED
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import ApprovalEvidence, Verdict
from steward.services.plans.files import cache_of
from steward.services.quotes import acting, imported
from steward.services.quotes.evidence import take_over, to_take_over
from steward.services.scope import acting_book
from steward.warehouse.rows.internal.imported import ImportedEnvelope
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.quoting.desk import APPROVERS, OWN_CLAUSE, again, begun, desk, said, states, submitted
from tests.quoting.imports import ENVELOPES, ITEMS, with_files

ANN = "ann@example.com"
AT_LEAST_B = SHIPPED.read_text(encoding="utf-8").replace('evidence = "D"', 'evidence = "B"') + APPROVERS


def office(folder: Path, *items: str, envelopes: str = "", policy: str = "") -> Workspace:
    """Acme's company, and what was imported of the quote A1-Q1."""
    told = {"approval_work_items": ITEMS + "\n".join(items)} if items else {}
    told |= {"envelopes": ENVELOPES + envelopes} if envelopes else {}
    return desk(folder, policy, **told)


def taken(workspace: Workspace, quote: OpenedQuote, who: str = ANN) -> OpenedQuote:
    return take_over(Plans.within(workspace), opened_once(workspace), quote, who)


def standing(quote: OpenedQuote) -> list[tuple[str, str]]:
    return [(str(one.stands), one.why_not) for one in decisions_of(quote, asked(quote))]


PRICING = "w1|A1-Q1|Approved|1|Pricing|P3|2026-10-05 12:30|"


def test_an_imported_approval_is_grade_b_and_the_last_one_approves(tmp_path: Path) -> None:
    workspace = office(tmp_path, PRICING)
    quote = taken(workspace, submitted(workspace, 85))
    (decision,) = quote.record.decisions
    assert (quote.state, decision.person, decision.who) == ("approved", "P3", ANN)
    assert (decision.evidence, decision.work_item) == (ApprovalEvidence.IMPORTED, "w1")
    assert quote.record.broken == () and quote.record.events[-1].about["decided_at"] == "2026-10-05T12:30:00"


def test_it_is_taken_over_once(tmp_path: Path) -> None:
    workspace = office(tmp_path, PRICING)
    quote = taken(workspace, submitted(workspace, 85, clauses=OWN_CLAUSE))
    assert standing(quote) == [("taken over", "")] and states(quote)["Contract admin"] == "pending"
    with pytest.raises(PlanNotSaved, match="says nothing that is still to be decided"):
        taken(workspace, quote)


def test_one_press_takes_a_chain_in_its_order(tmp_path: Path) -> None:
    later = "w2|A1-Q1|Approved|1|Sales manager|max@example.com|2026-10-05 12:20|"
    workspace = office(tmp_path, later, PRICING)
    quote = submitted(workspace, 75)
    assert sorted(standing(quote)) == [("its turn comes later", ""), ("to take over", "")]
    quote = taken(workspace, quote)
    assert [one.role for one in quote.record.decisions] == ["Pricing", "Sales manager"]
    assert quote.state == "approved"


def test_an_imported_rejection_makes_it_a_draft(tmp_path: Path) -> None:
    workspace = office(tmp_path, PRICING.replace("Approved", "Rejected"))
    quote = taken(workspace, submitted(workspace, 85))
    assert (quote.state, quote.record.decisions[-1].verdict) == ("draft", Verdict.REJECT)


COUNTS = {
    "a1|A1-Q1|Approved|1|Pricing|Pia Pricing||": ("to take over", ""),
    "a2|A1-Q1|Approved||discount|P3||": ("to take over", ""),
    "a3|A1-Q1|Approved|||pia@example.com||": ("to take over", ""),
    "b1|A1-Q1|Approved|2|Pricing|P3||": ("does not count", "It names version 2; the last is 1."),
    "b2|A1-Q1|Approved|1|Pricing|P4||": ("does not count", "Fay Finance does not decide as Pricing."),
    "b3|A1-Q1|Approved|1|Pricing|P1||": ("does not count", "Nobody approves their own quote."),
    "b4|A1-Q1|Approved|1|Pricing|||": ("does not count", "It does not say who decided."),
    "b5|A1-Q1|Approved|1|Legal|P6||": ("does not count", "Our rules ask nobody for it."),
    "b6|A1-Q1|Approved|1|Pricing|P3||true": (
        "does not count", "Nobody decided: the system reviewed it by itself.",
    ),
    "b7|A1-Q1|Approved|1|Pricing|Santa Claus||": (
        "does not count", "“Santa Claus” is nobody of us whom the data knows.",
    ),
    "b8|A1-Q1|Approved|1|Pricing|P3|2020-01-01 09:00|": (
        "does not count", "It was decided before version 1 was submitted.",
    ),
    "b9|A1-Q1|Approved||Pricing|P3|2031-01-01 09:00|": (
        "does not count", "It was decided on a day that is still to come.",
    ),
}  # fmt: skip
"""By name, by the rule, by who holds one role; and what is of no version, of no role, of nobody."""


def test_what_counts(tmp_path: Path) -> None:
    quote = submitted(office(tmp_path, *COUNTS), 85)
    found = {one.item.work_item_id: (str(one.stands), one.why_not) for one in decisions_of(quote, asked(quote))}
    assert found == {item.partition("|")[0]: said for item, said in COUNTS.items()}
    assert [one.item.work_item_id for one in to_take_over(quote)] == ["a1", "a2", "a3"]


@pytest.mark.parametrize(
    ("items", "stand"),
    [
        ((("Approved", "12:30"), ("Rejected", "15:30")), ("does not count", "to take over")),
        ((("Rejected", "12:30"), ("Approved", "15:30")), ("does not count", "to take over")),
        ((("Approved", "12:30"), ("Rejected", "12:30")), ("does not count", "does not count")),
        ((("Approved", "12:30"), ("Rejected", "")), ("does not count", "does not count")),
        ((("Approved", "12:30"), ("Approved", "15:30")), ("to take over", "to take over")),
    ],
)  # fmt: skip
def test_the_last_word_of_a_person_counts(
    items: tuple[tuple[str, str], ...], stand: tuple[str, ...], tmp_path: Path
) -> None:
    told = [
        f"w{number}|A1-Q1|{verdict}|1|Pricing|P3|{at and f'2026-10-05 {at}'}|"
        for number, (verdict, at) in enumerate(items)
    ]
    assert tuple(one for one, _ in standing(submitted(office(tmp_path, *told), 85))) == stand


def test_of_a_role_that_nobody_holds_nothing_is_taken_over(tmp_path: Path) -> None:
    nobody = AT_LEAST_B.replace('[[approvers]]\nrole = "Pricing"\nperson = "P3"\n', "")
    workspace = office(tmp_path, PRICING, policy=nobody)
    ((stands, why),) = standing(submitted(workspace, 85))
    assert stands == "does not count" and why.startswith("Nobody holds the role Pricing")


def test_one_that_is_pending_says_nothing(tmp_path: Path) -> None:
    workspace = office(tmp_path, PRICING.replace("Approved", "Pending"))
    assert standing(submitted(workspace, 85)) == []


def test_of_a_later_version_one_that_names_none_does_not_count(tmp_path: Path) -> None:
    workspace = office(tmp_path, "w1|A1-Q1|Approved||Pricing|P3|2026-10-05 12:30|", PRICING.replace("w1", "w2"))
    plans, quote = Plans.within(workspace), submitted(workspace, 85)
    acting.recall(plans, quote, ANN)
    acting.submit(plans, again(workspace, quote.quote_id), ANN)
    assert standing(again(workspace, quote.quote_id)) == [
        ("does not count", "It names no version, and may be of an earlier one."), ("of an earlier version", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(("grade", "accepted"), [("imported", True), ("on behalf", False)])
def test_a_policy_that_wants_b_takes_b(grade: str, accepted: bool, tmp_path: Path) -> None:
    workspace = office(tmp_path, PRICING, policy=AT_LEAST_B)
    plans, quote = Plans.within(workspace), submitted(workspace, 85)
    if grade == "imported":
        quote = taken(workspace, quote)
    else:
        quote = said(workspace, quote, "Pricing", "P3", why="By phone", who=ANN)
    acting.present(plans, quote, ANN)
    quote = again(workspace, quote.quote_id)
    if accepted:
        acting.accept(plans, quote, ANN)
        assert again(workspace, quote.quote_id).state == "accepted"
    else:
        with pytest.raises(PlanNotSaved, match=r"grade B; Pricing was recorded on behalf \(D\)"):
            acting.accept(plans, quote, ANN)


def test_who_may_only_read_takes_nothing_over(tmp_path: Path) -> None:
    from steward.domain.access.scope import Accounts, Scope

    workspace = office(tmp_path, PRICING)
    quote = submitted(workspace, 85)
    reads = Plans(Plans.within(workspace).folder, Scope(Accounts(frozenset({"A1"}))))
    with pytest.raises(ChangeNotAllowed):
        take_over(reads, opened_once(workspace), quote, ANN)


def sent(workspace: Workspace) -> OpenedQuote:
    """A quote that the customer has."""
    quote = submitted(workspace, 95)
    acting.present(Plans.within(workspace), quote, ANN)
    return again(workspace, quote.quote_id)


def with_envelope(quote: OpenedQuote, **told: object) -> OpenedQuote:
    """The same, and an envelope of it."""
    bare = ImportedEnvelope("A1", quote.reference, "e1", quote.reference, *[None] * 9)  # type: ignore[arg-type]
    imports = AccountImports(envelopes=(bare._replace(**told),))
    return replace(quote, known=replace(quote.known, imports=imports))


def differences(workspace: Workspace) -> list[tuple[object, ...]]:
    table = imported.differences(acting_book(opened_once(workspace)), EVERYTHING, cache_of(workspace))
    return [row[1:] for row in table.rows] if table else []


ON_6, ON_7 = datetime(2026, 10, 6, 9), datetime(2026, 10, 7, 10)


@pytest.mark.parametrize(
    ("told", "said", "differs"),
    [
        ({"status": "sent", "version": 1, "sent_at": ON_6}, "sent on 6 Oct 2026 (envelope e1, version 1)", ""),
        ({"status": "delivered", "version": 1, "sent_at": ON_6}, "opened on 6 Oct 2026 (envelope e1, version 1)", ""),
        ({"status": "completed", "version": 1, "recipient": "Kim", "sent_at": ON_6, "completed_at": ON_7},
         "signed by Kim on 7 Oct 2026 (envelope e1, version 1)", ""),
        ({"status": "declined", "version": 1, "recipient": "Kim", "declined_reason": "Too dear"},
         "declined by Kim (envelope e1, version 1): Too dear", ""),
        ({"status": "completed", "version": 2}, "signed (envelope e1, version 2)",
         "The customer signed version 2; version 1 is the one that was approved."),
        ({"status": "completed", "digest": "0badbeef"}, "signed (envelope e1, which names no version)",
         "The text that was signed (0badbeef) is not that of version 1."),
        ({"status": "completed", "digest": "7"}, "signed (envelope e1, which names no version)",
         "The text that was signed (7) is named by less than 8 characters: nobody can tell which."),
        ({"status": "completed"}, "signed (envelope e1, which names no version)", ""),
    ],
)  # fmt: skip
def test_an_envelope_is_how_the_signature_stands(
    told: dict[str, object], said: str, differs: str, tmp_path: Path
) -> None:
    quote = with_envelope(sent(desk(tmp_path)), **told)
    assert (signature_said(quote.envelopes), quote.signed_otherwise) == (f"Signature: {said}.", differs)


def test_a_digest_is_the_same_in_capitals(tmp_path: Path) -> None:
    quote = sent(desk(tmp_path))
    content = quote.record.versions[0].content
    for digest, same in ((content[:8], True), (content[:8].upper(), True), (content, True), (content + "0", False)):
        assert (with_envelope(quote, status="completed", digest=digest).signed_otherwise == "") is same


@pytest.mark.parametrize(
    ("told", "no"),
    [
        ({"status": "declined", "version": 1, "declined_reason": "Too dear"},
         "The customer declined to sign (envelope e1): Too dear."),
        ({"status": "voided", "version": 1}, "The envelope was taken back (envelope e1)."),
        ({"status": "voided"}, "The envelope was taken back (envelope e1)."),
        ({"status": "voided", "sent_at": datetime(2026, 10, 4, 9)}, ""),
        ({"status": "declined", "version": 2}, ""),
        ({"status": "sent", "version": 1}, ""),
    ],
)  # fmt: skip
def test_what_was_not_signed_is_accepted_only_with_a_word(told: dict[str, object], no: str, tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    quote = with_envelope(sent(workspace), **told)
    assert quote.not_signed == no
    if no:
        with pytest.raises(PlanNotSaved, match="Say how they accepted it all the same"):
            acting.accept(Plans.within(workspace), quote, ANN, " ")
    acting.accept(Plans.within(workspace), quote, ANN, "By letter" if no else "")
    assert again(workspace, "Q1").state == "accepted"


def test_what_was_declined_in_our_own_record_counts_until_it_is_signed(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    for status, no in (("declined", "The customer declined to sign."), ("completed", "")):
        quote = again(workspace, "Q1") if status == "completed" else sent(workspace)
        acting.envelope(Plans.within(workspace), quote, ANN, status, 1)
        assert again(workspace, "Q1").not_signed == no


def test_a_signature_of_another_version_is_a_finding_and_stands_in_the_way(tmp_path: Path) -> None:
    workspace = office(tmp_path, envelopes="e1|A1-Q1|Completed|2||||")
    quote = sent(workspace)
    differs = "The customer signed version 2; version 1 is the one that was approved."
    assert differences(workspace) == [("A1-Q1", "envelope e1: completed", differs)]
    with pytest.raises(PlanNotSaved, match=differs):
        acting.accept(Plans.within(workspace), quote, ANN)


def test_a_signature_of_what_the_customer_never_had_is_a_finding(tmp_path: Path) -> None:
    workspace = office(tmp_path, envelopes="e1|A1-Q1|Completed|1||||")
    begun(workspace, 95)
    assert differences(workspace) == [("A1-Q1", "envelope e1: completed", "Draft")]


def test_what_the_two_say_of_an_approval_is_a_finding(tmp_path: Path) -> None:
    workspace = office(tmp_path, PRICING)
    said(workspace, submitted(workspace, 85), "Pricing", "P3", Verdict.REJECT, "Too low")
    assert differences(workspace) == [
        ("A1-Q1", "Pia Pricing approved it (work item w1)", "Here Pia Pricing rejected it.")
    ]


STAMP = "Proposal: Two sites (A1-Q1 v1 · 7f3a91c0)"
DOCUSIGN = '[envelopes]\nfile = "report.csv"\npreset = "docusign"\n'
ADOBE = '[envelopes]\nfile = "report.csv"\npreset = "adobe sign"\n'


@pytest.mark.parametrize(
    ("sources", "report", "status"),
    [
        (DOCUSIGN, f"Envelope ID,Subject,Status,Sent On,Completed On\ne1,{STAMP},Completed,2026-10-06,2026-10-07\n"
         "e2,A confidentiality agreement,Sent,2026-10-06,\n", "completed"),
        (ADOBE, f"Agreement ID,Agreement Name,Status\ne1,{STAMP},Out for Signature\ne2,Else,Signed\n", "sent"),
    ],
)  # fmt: skip
def test_a_report_is_read_by_the_stamp_in_its_subject(sources: str, report: str, status: str, tmp_path: Path) -> None:
    workspace = with_files(tmp_path, sources, report=report)
    (envelope,) = begun(workspace, 95).envelopes
    assert (envelope.envelope_id, envelope.status, envelope.version, envelope.digest) == ("e1", status, 1, "7f3a91c0")


def test_work_items_of_salesforce_are_read_without_a_mapping(tmp_path: Path) -> None:
    sources = '[approval_work_items]\nfile = "items.csv"\npreset = "salesforce"\n'
    items = (
        "Id,RelatedRecord.Name,Status,ApprovalChainName,ApprovalConditionName,AssignedToId,Comments,IsAutoReviewed\n"
        "w1,A1-Q1,Approved,Discounts,discount,P3,Fine,false\n"
    )
    (item,) = begun(with_files(tmp_path, sources, items=items), 95).work_items
    assert (item.condition, item.assigned_to, item.comments, item.auto_reviewed) == ("discount", "P3", "Fine", False)
