"""A mail that was saved as a file: who it says it is from, its id, and the words of whoever wrote it.

Nothing of it is verified: whoever writes such a file can write anything into it. A damaged one, one made to be slow
to read, or one that is no answer of one person is refused in words."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import NamedTuple

from steward.domain.mail_words import own_words, seen_of_html
from steward.errors import MailRefused

MOST_BYTES = 5_000_000
MOST_PARTS = 100
LONGEST_HEADER = 1_000
"""Longer ones take the standard library minutes to take apart."""
STRUCTURED = frozenset(
    {"from", "message-id", "date", "content-type", "content-disposition", "content-transfer-encoding", "content-id"}
)
DAMAGED = "The file is damaged, or no mail: save the mail as .eml from your mail program."


class Mail(NamedTuple):
    """A mail as far as an answer goes. `bodies`: its own words, of each form it has them in; `quoted`: all its words,
    with those it answers to."""

    sender: str
    message_id: str
    sent_at: datetime | None
    bodies: tuple[str, ...]
    quoted: tuple[str, ...]


def read_mail(content: bytes) -> Mail:
    """The mail of an `.eml` file. Raises MailRefused."""
    if len(content) > MOST_BYTES:
        raise MailRefused(f"The file has {len(content) / 1e6:,.0f} MB; a mail that approves has at most 5 MB.")
    try:
        return _read(content)
    except (ValueError, LookupError, AttributeError, TypeError, NameError, AssertionError, RecursionError) as problem:
        raise MailRefused(DAMAGED) from problem  # a damaged mail breaks in more ways than the parser names


def _read(content: bytes) -> Mail:
    refuse_slow(content)
    mail: EmailMessage = BytesParser(policy=policy.default).parsebytes(content)
    if not mail.keys():
        raise MailRefused(DAMAGED)
    if str(mail.get("X-Unsent", "")).strip() == "1":
        raise MailRefused("It is a draft that nobody sent: what counts is the mail of whoever decides.")
    sender, message_id = _sender(mail), _message_id(mail)
    whole = tuple(bodies(mail))
    if not any(one.strip() for one in whole):
        raise MailRefused("It has no words of its own, only what is attached to it: the approval stands in the mail.")
    return Mail(sender, message_id, sent_at(mail), tuple(own_words(one) for one in whole), whole)


def refuse_slow(content: bytes, refusal: MailRefused | None = None) -> None:
    """Looked at by the old rules, which take nothing apart: more parts and longer headers than a mail has."""
    parts = list(BytesParser(policy=policy.compat32).parsebytes(content).walk())
    if len(parts) > MOST_PARTS:
        raise refusal or MailRefused(f"It has more than {MOST_PARTS} parts, which no mail that approves has.")
    for part in parts:
        for name, value in part.raw_items():
            if name.casefold() in STRUCTURED and len(str(value)) > LONGEST_HEADER:
                raise MailRefused(DAMAGED)


def _sender(mail: EmailMessage) -> str:
    said = mail.get_all("From") or []
    found = [one.addr_spec for each in said for one in each.addresses]
    if len(said) > 1 or len(found) > 1:
        raise MailRefused("It says that it is from several: a decision is of one person.")
    if not found or "@" not in found[0] or not found[0].isprintable():
        raise MailRefused("It does not say whom it is from.")
    return str(found[0])


def _message_id(mail: EmailMessage) -> str:
    said = mail.get_all("Message-ID") or []
    found = "".join(str(said[0]).split()) if len(said) == 1 else ""
    if not found.strip("<>"):
        raise MailRefused("It has no Message-ID, or several: a mail that was sent has one, by which it counts once.")
    return found


def sent_at(mail: EmailMessage) -> datetime | None:
    """None where it does not say, or says a day that no calendar here reaches from every zone."""
    with suppress(AttributeError, ValueError, TypeError, LookupError):
        found = mail["Date"].datetime
        return found if isinstance(found, datetime) and MINYEAR < found.year < MAXYEAR else None
    return None


def bodies(mail: EmailMessage) -> Iterator[str]:
    """Its words as plain text and as HTML: as much of either as a person sees."""
    for kind in ("plain", "html"):
        part = mail.get_body((kind,))
        if isinstance(part, EmailMessage) and not part.is_attachment():
            said = str(part.get_content()).replace("\0", " ")
            yield seen_of_html(said) if kind == "html" else said
