"""Somebody to write to: the facts to speak of, and a draft of the mail. Nothing is sent."""

from collections.abc import Sequence
from urllib.parse import quote

from steward.briefings.internal.touches.waiting import Touch
from steward.domain.file_names import file_name
from steward.output.mail_drafts import mail_draft

LONGEST_LINK = 1_800
"""Letters of a link that mail programs take."""


def subject_for(company: str) -> str:
    """What the mail is called."""
    return f"Catching up: {company}"


def words_for(one: Touch, agenda: Sequence[str], sender: str) -> str:
    """What may stand in it, of facts that the customer may read."""
    first = one.person.as_written.split()[0] if one.person.as_written.split() else ""
    points = "\n".join(f"  - {point}" for point in agenda)
    asks = f"These are what I would like to go through with you:\n\n{points}\n\n" if points else ""
    return (
        f"Hello {first},\n\nit has been a while, and I would like to hear how things are going.\n\n{asks}"
        f"Would half an hour in the next two weeks suit you?\n\nKind regards\n{sender}\n"
    )


def draft(one: Touch, email: str, words: str, company: str) -> bytes:
    """An `.eml` file that a mail program opens to be written on."""
    return mail_draft(email, subject_for(company), words)


def draft_name(one: Touch) -> str:
    """What its file is called."""
    return file_name(f"{one.row.name} to {one.person.as_written}", ".eml", one.row.account_id)


def link(email: str, words: str, company: str) -> str:
    """A `mailto:` link that opens the same where somebody writes mail; a long one without its end."""
    head = f"mailto:{quote(email, safe='@')}?subject={quote(subject_for(company))}&body="
    body = words
    while len(head) + len(quote(body)) > LONGEST_LINK and "\n" in body.rstrip():
        body = body.rstrip().rpartition("\n")[0]
    return head + quote(body)[: max(0, LONGEST_LINK - len(head))]
