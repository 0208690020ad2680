"""Approval by mail: the ask as a draft to whoever decides, and their answer as evidence of grade C."""

from email.utils import formataddr

from steward.briefings.internal.quotes.asked import AskedApproval
from steward.briefings.internal.quotes.briefing import QuoteBriefing
from steward.briefings.internal.quotes.mailed import MailedDecision, mailed_decision, stamp_of
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.who import same_person
from steward.domain.file_names import file_name
from steward.domain.mails import read_mail
from steward.errors import PlanNotSaved
from steward.output.mail_drafts import Attachment, mail_draft
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import ApprovalEvidence, Verdict
from steward.services.quotes import desk
from steward.services.quotes.acting import decided, may_decide
from steward.services.quotes.memos import memo, memo_name
from steward.services.quotes.proposals import WORD
from steward.workflow.ledger import LedgerEvent


def read_decision(quote: OpenedQuote, content: bytes) -> MailedDecision:
    """What a saved mail decides. Raises MailRefused."""
    return mailed_decision(quote, read_mail(content))


def write_down(
    plans: Plans, quote: OpenedQuote, content: bytes, need: str, verdict: Verdict | None, who: str
) -> LedgerEvent:
    """Write down what a mail says of an approval; `verdict`: what whoever reads it says it means, where its words
    leave that open. Raises MailRefused, PlanNotSaved."""
    plans.to_change(quote.account_id)
    found = read_decision(quote, content)
    one = may_decide(quote, need, found.person)
    means = found.verdict or verdict
    if means is None:
        raise PlanNotSaved("Say what it means: its words leave that open.")
    more = {
        "mail": found.mail.message_id, "from": found.mail.sender,
        "mailed_at": found.mail.sent_at.isoformat() if found.mail.sent_at else "",
        "read_by": "" if found.verdict else who,
    }  # fmt: skip
    return decided(plans, quote, one, found.person, means, found.words, who, ApprovalEvidence.MAIL, more)


def addresses_of(quote: OpenedQuote, one: AskedApproval) -> tuple[str, ...]:
    """Where whoever decides is written to, with their names; of whom no address is known there is none."""
    known = [
        each
        for each in quote.colleagues
        if each.email and any(same_person(quote, each.person_id, holder) for holder in one.holders)
    ]
    return tuple(formataddr((each.name, each.email or "")) for each in known)


def ask(plans: Plans, brief: QuoteBriefing, one: AskedApproval, account: str) -> bytes:
    """A draft to whoever decides, with the memo, and with the words an answer has to have. Nothing is sent."""
    quote, unit = brief.quote, desk.money_of(brief.quote)
    named = stamp_of(quote)
    why = "\n".join(f"  - {desk.why(reason, unit)}" for reason in one.need.reasons)
    until = f"\nIt is to be decided until {one.due:%-d %B %H:%M} UTC.\n" if one.due else ""
    words = (
        f"Please decide as {one.need.role} of “{quote.title}” for {account}, {named}.\n\n{brief.headline}.\n\n"
        f"You are asked because of:\n{why}\n{until}\nThe memo is attached. Answer with one of these lines, copied above"
        f" what your mail program quotes:\n\n  I approve {named}\n\n  I reject {named}: (and why)\n"
    )
    paper = Attachment(memo_name(quote, account), WORD, memo(plans, brief, account))
    return mail_draft(", ".join(addresses_of(quote, one)), f"To decide: {quote.title} ({named})", words, (paper,))


def ask_name(quote: OpenedQuote, one: AskedApproval, account: str) -> str:
    """What its file is called: `Acme internal ask Pricing A1-Q1 v2.eml`."""
    words = f"{account} internal ask {one.need.role} {quote.reference} v{quote.record.version}"
    return file_name(words, ".eml", quote.reference)
