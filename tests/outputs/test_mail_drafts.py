"""A draft of a mail is read as it was written, wherever its subject is long."""

from email import message_from_bytes
from email.policy import SMTP

import pytest

from steward.output.mail_drafts import mail_draft


@pytest.mark.parametrize("filled", range(30, 60, 3))
def test_a_subject_of_any_length_has_no_empty_word_and_no_other_space(filled: int) -> None:
    subject = f"{'word ' * (filled // 5)}{'a' * (filled % 5 + 1)} (NW-1003-Q1 v1 · 7a57b4b9)"
    written = mail_draft("Øystein Ågård <oystein@example.com>", subject, "Hello")
    assert b"?q??=" not in written
    read = message_from_bytes(written, policy=SMTP)
    assert (read["Subject"], read["To"]) == (subject, "Øystein Ågård <oystein@example.com>")
