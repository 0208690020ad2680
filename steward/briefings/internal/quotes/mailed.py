"""What a saved mail says of a quote: whose decision it is, of which approval, and whether it counts.

It counts where it is from the address of somebody who holds the role that is asked now, and names the version and its
text in its own words. It is evidence of grade C: whom a mail is from is what it says, and nobody verified it."""

from dataclasses import dataclass

from steward.briefings.internal.quotes.asked import AskedApproval, asked
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.who import is_own, same_person
from steward.domain.mails import Mail
from steward.domain.quoting.answers import approves
from steward.domain.quoting.stamps import named_versions, stamp, without_versions
from steward.errors import MailRefused
from steward.exhibits import listed
from steward.plans.internal.quote_record import Submitted, Verdict

LONGEST_COMMENT = 500


@dataclass(frozen=True)
class MailedDecision:
    """A mail that counts. `needs`: the approvals that its writer is asked for now; `verdict`: None where its words
    leave it open; `words`: what they wrote."""

    mail: Mail
    person: str
    needs: tuple[AskedApproval, ...]
    verdict: Verdict | None
    words: str


def stamp_of(quote: OpenedQuote) -> str:
    """What names the version that is asked for, in the ask and in the answer."""
    last = _submitted(quote)
    return stamp(quote.reference, last.version, last.content)


def mailed_decision(quote: OpenedQuote, mail: Mail) -> MailedDecision:
    """What a mail decides of a quote as it stands. Raises MailRefused."""
    if any(one.mail.casefold() == mail.message_id.casefold() for one in quote.record.decisions):
        raise MailRefused("This mail was written down already: each counts once.")
    needs = _asked_of(quote, mail.sender)
    _names_this_version(quote, mail)
    words = next((one for one in mail.bodies if one), "")
    said = {approves(without_versions(one, quote.reference)) for one in mail.bodies if one}
    plain = said.pop() if len(said) == 1 else None
    verdict = None if plain is None else Verdict.APPROVE if plain else Verdict.REJECT
    person = next(one for one in needs[0].holders if _is(quote, mail.sender, one))
    return MailedDecision(mail, person, needs, verdict, " ".join(words.split())[:LONGEST_COMMENT])


def _asked_of(quote: OpenedQuote, sender: str) -> tuple[AskedApproval, ...]:
    """The open approvals that somebody holds by their address. Raises MailRefused where there is none."""
    if is_own(quote, sender):
        raise MailRefused(f"It is from {sender}, whose own the quote is: nobody approves their own quote.")
    waiting = tuple(one for one in asked(quote) if one.is_open)
    if not waiting:
        raise MailRefused("Nobody is asked for anything now.")
    found = tuple(one for one in waiting if any(_is(quote, sender, each) for each in one.holders))
    if not found:
        roles = listed([one.need.role for one in waiting])
        raise MailRefused(f"It is from {sender}, which is the address of nobody who now decides as {roles}.")
    return found


def _is(quote: OpenedQuote, sender: str, holder: str) -> bool:
    """Whether an address is somebody's; in small letters or capitals, which no mail system tells apart."""
    return same_person(quote, sender, holder) or sender.casefold() == holder.strip().casefold()


def _names_this_version(quote: OpenedQuote, mail: Mail) -> None:
    """Raises MailRefused where its own words do not name the version and its text, or name another beside it."""
    wanted, last = stamp_of(quote), _submitted(quote)
    named = {one for body in mail.bodies for one in named_versions(body, quote.reference)}
    other = [one for one in named if one.reference.casefold() != quote.reference.casefold()]
    if other:
        raise MailRefused(f"It names {other[0].reference}, too: what counts is a mail of this quote alone.")
    for one in sorted(named):
        if one.version != last.version or not last.content.startswith(one.digest):
            said = f"version {one.version}" + (f" ({one.digest[:12]})" if one.digest else "")
            raise MailRefused(f"It names {said} of the quote; what is asked is {wanted}.")
    if any(one.digest for one in named):
        return
    if any(one.digest for body in mail.quoted for one in named_versions(body, quote.reference)):
        raise MailRefused(f"Only what it answers to names the version; its own words have to: {wanted}.")
    raise MailRefused(f"It does not name the version that is asked for: {wanted} has to stand in its words.")


def _submitted(quote: OpenedQuote) -> Submitted:
    if quote.record.submitted is None:
        raise MailRefused("The quote is a draft that nobody submitted.")
    return quote.record.submitted
