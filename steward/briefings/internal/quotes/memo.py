"""The approval memo: all that an approver weighs, on paper, for who does not open the app."""

from collections.abc import Iterator

from steward.briefings.internal.quotes.against_policy import decision_table, policy_table
from steward.briefings.internal.quotes.briefing import QuoteBriefing
from steward.briefings.internal.quotes.clauses import changed, unchanged
from steward.briefings.internal.quotes.figures import money_of
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.who import name_of
from steward.briefings.internal.quotes.words import fell
from steward.domain.quoting.stamps import DIGITS
from steward.exhibits import Figure, Table, day_text, listed
from steward.exhibits.as_tables import as_table
from steward.exhibits.documents import Bulleted, DocumentContent, Heading, KeyValues, Markdown, Paragraph, Part, Redline

CONFIDENTIAL = "Internal: not for the customer"


def approval_memo(brief: QuoteBriefing, account: str, differences: tuple[Table, ...]) -> DocumentContent:
    """The memo. `differences`: what leads from the last version that was submitted to this one, none for the first."""
    quote = brief.quote
    return DocumentContent(
        title=account,
        subtitle=f"Approval of a quote: {quote.title}",
        as_of=quote.today,
        footer=f"{quote.reference} · {_version(quote)} · policy {quote.policy.digest[:DIGITS]}",
        confidential=CONFIDENTIAL,
        parts=tuple(_parts(brief, differences)),
    )


def _version(quote: OpenedQuote) -> str:
    """Which text the memo is of; of a draft that nobody submitted as it is, so."""
    last = quote.record.submitted
    if last is None or not quote.as_submitted:
        return "draft"
    return f"v{last.version} · {last.content[:DIGITS]}"


def _parts(brief: QuoteBriefing, differences: tuple[Table, ...]) -> Iterator[Part]:
    quote = brief.quote
    yield from _ask(brief)
    yield Heading(1, "Who must approve, and why")
    yield brief.approvals or Paragraph(brief.nobody_asked)
    if brief.with_fewer:
        yield Paragraph("What would need fewer approvals:")
        yield Bulleted(brief.with_fewer)
    yield from _clauses(quote)
    yield from _changed(brief, differences)
    yield Heading(1, "Figures against policy")
    yield KeyValues(tuple((one.label, _said(one)) for one in brief.figures))
    if against := policy_table(quote):
        yield against
    yield Heading(1, "Price walk, from list to margin")
    walk = as_table(brief.walk) if brief.walk else None
    yield walk or Paragraph(quote.beside_nothing or "There is no line yet.")
    yield Heading(1, "Decisions")
    yield decision_table(quote) or Paragraph("No decision yet.")


def _said(figure: Figure) -> str:
    """Its value to the unit, or why it is not known."""
    return f"not known: {figure.why}" if figure.value is None else figure.unit.text(figure.value)


def _ask(brief: QuoteBriefing) -> Iterator[Part]:
    quote, reasons = brief.quote, brief.quote.pricing.plan.reasons
    submitted, offer = quote.record.submitted, quote.offer.plan.offer
    yield Heading(1, "The ask")
    yield Paragraph(f"{brief.headline}.")
    yield Markdown(reasons.reason or "Nobody wrote why less than list is asked.")
    told = (
        ("In return", reasons.give_to_get),
        ("Competitor", reasons.competitor),
        ("Note", submitted.note if submitted else ""),
        ("Asked by", name_of(quote, offer.owner)),
        (
            "Submitted",
            f"{day_text(submitted.at.date())} by {name_of(quote, submitted.who)}" if submitted else "not yet",
        ),
        ("Valid until", day_text(offer.valid_until) if offer.valid_until else "not said"),
    )
    yield KeyValues(tuple((name, words) for name, words in told if words))


def _changed(brief: QuoteBriefing, differences: tuple[Table, ...]) -> Iterator[Part]:
    quote = brief.quote
    yield Heading(1, "What changed")
    if not differences:
        yield Paragraph(
            "Nothing: it is as it was submitted." if quote.record.versions[1:] else "It is the first version."
        )
    yield from differences
    unit = money_of(quote)
    if fallen := tuple(fell(one, unit) for one in quote.standing.fallen):
        yield Bulleted(fallen)
    if stands := [f"{one.role} (version {one.version})" for one in quote.standing.stands]:
        yield Paragraph(f"What stands: {listed(stands)}.")


def _clauses(quote: OpenedQuote) -> Iterator[Part]:
    yield Heading(1, "Clauses")
    found, same = changed(quote), unchanged(quote)
    if found:
        yield Paragraph("Against our standard: deleted words are struck through, added ones underlined.")
    for one in found:
        yield Heading(2, f"{one.title} ({one.note})" if one.note else one.title)
        yield Redline(one.words)
    if same:
        yield Paragraph(f"As our standard: {listed(list(same))}.")
    if not found and not same:
        yield Paragraph("Neither the offer nor our standard has any.")
