"""Drafts of mail as files: opened in the program somebody writes mail with, and sent by them and nobody else."""

from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple

UNFOLDED = SMTP.clone(max_line_length=998)
"""Headers on one line, as long as RFC 5322 lets it be: where one with an accent is folded, Python writes an empty
word, which mail programs show, or a space that was not there."""


class Attachment(NamedTuple):
    """A file that goes along. `kind`: its media type."""

    name: str
    kind: str
    content: bytes


def mail_draft(to: str, subject: str, words: str, attachments: tuple[Attachment, ...] = ()) -> bytes:
    """A draft as an `.eml` file. Nothing is sent: `X-Unsent` has mail programs open it to be written on."""
    message = EmailMessage(policy=SMTP)
    if to:
        message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["X-Unsent"] = "1"
    message.set_content(words)
    for one in attachments:
        main, _, sub = one.kind.partition("/")
        message.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
    return message.as_bytes(policy=UNFOLDED)
