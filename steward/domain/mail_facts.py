"""What a saved mail says of itself: from whom to whom, when, and about what; nothing of it is verified.

As little is believed as in `mails`, by whose rules it is taken apart: a damaged file, or one made to be slow to read,
is refused in words."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import NamedTuple

from steward.domain.mail_words import own_words
from steward.domain.mails import DAMAGED, MOST_BYTES, bodies, refuse_slow, sent_at
from steward.errors import MailRefused

MOST_PEOPLE = 50
LONGEST_LIST = 5_000
"""Letters of a list of addresses; of a longer one nobody is read."""
LONGEST_SUBJECT, LONGEST_WORDS = 300, 2_000


class MailFacts(NamedTuple):
    """`sender` and `others`: addresses, in small letters; `uid`: its Message-ID, else what tells its bytes apart."""

    sender: str
    others: tuple[str, ...]
    sent_at: datetime | None
    subject: str
    words: str
    uid: str


def mail_facts(content: bytes) -> MailFacts:
    """Of an `.eml` file. Raises MailRefused."""
    if len(content) > MOST_BYTES:
        raise MailRefused(f"The file has {len(content) / 1e6:,.0f} MB; a mail is read up to 5 MB.")
    try:
        return _read(content)
    except (ValueError, LookupError, AttributeError, TypeError, NameError, AssertionError, RecursionError) as problem:
        raise MailRefused(DAMAGED) from problem


def _read(content: bytes) -> MailFacts:
    refuse_slow(content, MailRefused(DAMAGED))
    mail: EmailMessage = BytesParser(policy=policy.default).parsebytes(content)
    senders = list(_addresses(mail, "From"))
    if not senders:
        raise MailRefused("It does not say whom it is from.")
    if str(mail.get("X-Unsent", "")).strip() == "1":
        raise MailRefused("It is a draft that nobody sent.")
    others = tuple(dict.fromkeys([*_addresses(mail, "To"), *_addresses(mail, "Cc")]))[:MOST_PEOPLE]
    return MailFacts(
        senders[0], others, sent_at(mail), _subject(mail),
        _words(mail), _uid(mail, content),
    )  # fmt: skip


def _addresses(mail: EmailMessage, header: str) -> Iterator[str]:
    """Of a header that is too broken to be read, or too long, there are none; nor is what holds letters that nobody can
    type one."""
    if any(name.lower() == header.lower() and len(str(said)) > LONGEST_LIST for name, said in mail.raw_items()):
        return
    with suppress(AttributeError, ValueError, TypeError, LookupError):
        for each in mail.get_all(header) or []:
            found = (str(one.addr_spec).strip().lower() for one in each.addresses)
            yield from (one for one in found if "@" in one and one.isprintable())


def _subject(mail: EmailMessage) -> str:
    if any(name.lower() == "subject" and len(str(said)) > LONGEST_LIST for name, said in mail.raw_items()):
        return ""
    return " ".join(str(mail.get("Subject", "")).split())[:LONGEST_SUBJECT]


def _words(mail: EmailMessage) -> str:
    with suppress(AttributeError, ValueError, TypeError, LookupError):
        return next((said for each in bodies(mail) if (said := own_words(each))), "")[:LONGEST_WORDS]
    return ""


def _uid(mail: EmailMessage, content: bytes) -> str:
    said = mail.get_all("Message-ID") or []
    found = "".join(str(said[0]).split()) if len(said) == 1 else ""
    return found if found.strip("<>") else f"file:{hashlib.sha256(content).hexdigest()[:32]}"
