"""A saved mail as the approval of a step: what counts with grade C, and what is refused in which words."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from steward.briefings.internal.quotes.mailed import stamp_of
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.domain.access.scope import Accounts, Scope
from steward.errors import ChangeNotAllowed, MailRefused, PlanNotSaved
from steward.plans.company.approvals import SHIPPED
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import ApprovalEvidence, Verdict
from steward.services.quotes import acting, desk, mailed
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.quoting.desk import APPROVERS, again, need_of, said, states, submitted
from tests.quoting.desk import desk as at_the_desk

ANN, PIA = "ann@example.com", "Pia Pricing <pia@example.com>"


def mail(words: str, sender: str = PIA, mail_id: str = "<1@example.com>", html: str = "") -> bytes:
    """A mail as a mail program saves it."""
    made = EmailMessage(policy=policy.SMTP)
    made["From"], made["To"], made["Subject"] = sender, ANN, "Re: To decide"
    made["Message-ID"], made["Date"] = mail_id, "Mon, 05 Oct 2026 14:30:00 +0200"
    if words:
        made.set_content(words)
    if html and words:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    return made.as_bytes()


@pytest.fixture(scope="module")
def pending(tmp_path_factory: pytest.TempPathFactory) -> OpenedQuote:
    """A quote that Pricing is asked for; nothing is written to it."""
    return submitted(at_the_desk(tmp_path_factory.mktemp("desk")), 85)


def written(
    workspace: Workspace, quote: OpenedQuote, content: bytes, verdict: Verdict | None = None, role: str = "Pricing"
) -> OpenedQuote:
    mailed.write_down(Plans.within(workspace), quote, content, need_of(quote, role).need.key, verdict, ANN)
    return again(workspace, quote.quote_id)


def test_an_approval_by_mail_is_grade_c_not_verified_and_kept_with_its_id(tmp_path: Path) -> None:
    workspace = at_the_desk(tmp_path)
    quote = submitted(workspace, 85)
    named = stamp_of(quote)
    assert named == f"A1-Q1 v1 · {quote.record.versions[0].content[:8]}"
    quote = written(workspace, quote, mail(f"I approve {named}\n\nPia"))
    (decision,) = quote.record.decisions
    assert (quote.state, decision.person, decision.who, decision.mail) == ("approved", "P3", ANN, "<1@example.com>")
    assert (decision.evidence, decision.evidence.says) == (ApprovalEvidence.MAIL, "by mail, not verified")
    about = quote.record.events[-1].about
    assert (about["from"], about["mailed_at"], about["read_by"]) == (
        "pia@example.com", "2026-10-05T14:30:00+02:00", "",
    )  # fmt: skip
    assert decision.comment == f"I approve {named} Pia" and quote.record.broken == ()


def test_a_rejection_by_mail_makes_it_a_draft_with_its_words(tmp_path: Path) -> None:
    workspace = at_the_desk(tmp_path)
    quote = submitted(workspace, 85)
    quote = written(workspace, quote, mail(f"I reject {stamp_of(quote)}: too low."))
    (decision,) = quote.record.decisions
    assert (quote.state, decision.verdict) == ("draft", Verdict.REJECT) and "too low" in decision.comment


def test_what_a_mail_leaves_open_is_said_by_who_reads_it_and_kept_so(tmp_path: Path) -> None:
    workspace = at_the_desk(tmp_path)
    quote = submitted(workspace, 85)
    content = mail(f"{stamp_of(quote)}: fine with me, but keep an eye on the margin")
    with pytest.raises(PlanNotSaved, match="Say what it means"):
        written(workspace, quote, content)
    quote = written(workspace, quote, content, Verdict.APPROVE)
    assert quote.state == "approved" and quote.record.events[-1].about["read_by"] == ANN


def test_what_a_mail_says_plainly_nobody_writes_down_otherwise(tmp_path: Path) -> None:
    workspace = at_the_desk(tmp_path)
    quote = submitted(workspace, 85)
    quote = written(workspace, quote, mail(f"I reject {stamp_of(quote)}"), Verdict.APPROVE)
    assert quote.record.decisions[0].verdict is Verdict.REJECT


def test_the_same_mail_counts_once(tmp_path: Path) -> None:
    workspace = at_the_desk(tmp_path, APPROVERS_TWICE)
    quote = submitted(workspace, 75)
    content = mail(f"I approve {stamp_of(quote)}")
    quote = written(workspace, quote, content)
    assert states(quote)["Sales manager"] == "pending", "Pia decides there, too"
    for again_sent in (content, content.replace(b"<1@example.com>", b"<1@EXAMPLE.com>")):
        with pytest.raises(MailRefused, match="written down already"):
            written(workspace, quote, again_sent, role="Sales manager")
    other = mail(f"I approve {stamp_of(quote)}", mail_id="<2@example.com>")
    assert written(workspace, quote, other, role="Sales manager").state == "approved"


APPROVERS_TWICE = (
    SHIPPED.read_text(encoding="utf-8")
    + APPROVERS
    + '[[approvers]]\nrole = "Sales manager"\nperson = "pia@example.com"\n'
)


def test_a_mail_of_an_earlier_version_is_refused(tmp_path: Path) -> None:
    workspace = at_the_desk(tmp_path)
    first = submitted(workspace, 85)
    content, plans = mail(f"I approve {stamp_of(first)}"), Plans.within(workspace)
    acting.recall(plans, first, ANN)
    acting.submit(plans, again(workspace, first.quote_id), ANN)
    quote = again(workspace, first.quote_id)
    with pytest.raises(MailRefused, match=r"It names version 1 \([0-9a-f]{8}\).*what is asked is A1-Q1 v2"):
        written(workspace, quote, content)
    assert quote.state == "in_approval"


@pytest.mark.parametrize(("least", "accepted"), [("C", True), ("B", False)])
def test_a_policy_that_wants_c_takes_it_and_one_that_wants_b_does_not(
    least: str, accepted: bool, tmp_path: Path
) -> None:
    rules = SHIPPED.read_text(encoding="utf-8").replace('evidence = "D"', f'evidence = "{least}"') + APPROVERS
    workspace = at_the_desk(tmp_path, rules)
    plans, quote = Plans.within(workspace), submitted(workspace, 85)
    quote = written(workspace, quote, mail(f"I approve {stamp_of(quote)}"))
    acting.present(plans, quote, ANN)
    quote = again(workspace, quote.quote_id)
    if accepted:
        acting.accept(plans, quote, ANN)
        assert again(workspace, quote.quote_id).state == "accepted"
    else:
        with pytest.raises(PlanNotSaved, match=r"grade B; Pricing was by mail, not verified \(C\)"):
            acting.accept(plans, quote, ANN)


def test_on_behalf_is_less_than_a_mail(tmp_path: Path) -> None:
    rules = SHIPPED.read_text(encoding="utf-8").replace('evidence = "D"', 'evidence = "C"') + APPROVERS
    workspace = at_the_desk(tmp_path, rules)
    quote = said(workspace, submitted(workspace, 85), "Pricing", "P3", why="By phone", who=ANN)
    acting.present(Plans.within(workspace), quote, ANN)
    with pytest.raises(PlanNotSaved, match=r"grade C; Pricing was recorded on behalf \(D\)"):
        acting.accept(Plans.within(workspace), again(workspace, quote.quote_id), ANN)


def test_who_may_only_read_writes_no_mail_down(tmp_path: Path) -> None:
    workspace = at_the_desk(tmp_path)
    quote = submitted(workspace, 85)
    reads = Plans(Plans.within(workspace).folder, Scope(Accounts(frozenset({"A1"}))))
    with pytest.raises(ChangeNotAllowed):
        mailed.write_down(
            reads, quote, mail(f"I approve {stamp_of(quote)}"), need_of(quote, "Pricing").need.key, None, ANN
        )


def test_never_of_ones_own_quote(tmp_path: Path) -> None:
    quote = submitted(at_the_desk(tmp_path), 85, owner="P3")
    with pytest.raises(MailRefused, match="nobody approves their own quote"):
        mailed.read_decision(quote, mail(f"I approve {stamp_of(quote)}"))


COUNTS: dict[str, tuple[str, str, Verdict | None]] = {
    "plain": ("I approve {stamp}", "", Verdict.APPROVE),
    "approved, in a sentence": ("Approved: {stamp}.\nThanks, Pia", "", Verdict.APPROVE),
    "wrapped by a mail program": ("I approve A1-Q1\nv1 ·\n{hash}", "", Verdict.APPROVE),
    "typed by hand": ("approved a1-q1 version 1, {hash}", "", Verdict.APPROVE),
    "the whole hash": ("I reject A1-Q1 v1 {all}", "", Verdict.REJECT),
    "above what it answers to": (
        "I reject {stamp}\n\nOn Mon, 5 Oct 2026 at 10:00, Ann Owner\n<ann@example.com> wrote:\n> I approve {stamp}\n",
        "",
        Verdict.REJECT,
    ),
    "above what is not marked as quoted": (
        "I approve {stamp}\n\nOn Mon, 5 Oct 2026 at 10:00, Ann Owner\n<ann@example.com> wrote:\n\nI reject {stamp}\n",
        "",
        Verdict.APPROVE,
    ),
    "below what it answers to": ("On Mon, Ann wrote:\n> I reject {stamp}\n\nI approve {stamp}\n", "", Verdict.APPROVE),
    "above Outlook's history": (
        "I approve {stamp}\n\nFrom: Ann Owner\nSent: Monday\nI reject {stamp}\n",
        "",
        Verdict.APPROVE,
    ),
    "above a signature": (
        "I approve {stamp}\n-- \nIf you are not who this is for, do not read it",
        "",
        Verdict.APPROVE,
    ),
    "HTML alone": ("", "<p>I <b>approve</b>&nbsp;A1-Q1 v1 &middot; {hash}</p>", Verdict.APPROVE),
    "HTML above a quote": ("", "<p>I approve {stamp}</p><blockquote>I reject {stamp}</blockquote>", Verdict.APPROVE),
    "words that nobody sees": ("", "<p>I reject {stamp}</p><p style='display: none'>I approve</p>", Verdict.REJECT),
    "a comment and a style": ("", "<style>p{{}} approve</style><!-- reject > --><p>I approve {stamp}", Verdict.APPROVE),
    "both forms alike": ("I approve {stamp}", "<p>I approve {stamp}</p>", Verdict.APPROVE),
    "both forms unlike": ("I approve {stamp}", "<p>I reject {stamp}</p>", None),
    "not": ("I do not approve {stamp}", "", None),
    "can't": ("I can’t approve {stamp}", "", None),
    "a condition": ("Approved {stamp}, if they take 36 months", "", None),
    "a question": ("Approve {stamp}?", "", None),
    "both": ("I approve the term and reject the price of {stamp}", "", None),
    "neither": ("{stamp}: ok", "", None),
    "the lines of the ask": ("I approve {stamp}\nI reject {stamp}: (and why)", "", None),
}
"""What of it is read: the words, the words as HTML, and what it says; None where whoever reads it is asked."""


def _filled(words: str, quote: OpenedQuote) -> str:
    content = quote.record.versions[0].content
    return words.format(stamp=stamp_of(quote), hash=content[:8], all=content)


@pytest.mark.parametrize("case", COUNTS)
def test_what_a_mail_says(case: str, pending: OpenedQuote) -> None:
    words, html, verdict = COUNTS[case]
    found = mailed.read_decision(pending, mail(_filled(words, pending), html=_filled(html, pending)))
    assert (found.person, [one.need.role for one in found.needs], found.verdict) == ("P3", ["Pricing"], verdict)


GOOD = "I approve {stamp}"
REFUSED: dict[str, tuple[str, str, str]] = {
    "of who is not asked": (GOOD, "Fay <fay@example.com>", "address of nobody who now decides as Pricing"),
    "of a stranger called so": (GOOD, '"pia@example.com" <evil@example.net>', "It is from evil@example.net"),
    "of a look-alike": (GOOD, "pia@example.com.evil.net", "address of nobody"),
    "of who made the quote": (GOOD, "Ann <ann@example.com>", "nobody approves their own quote"),
    "another version": ("I approve A1-Q1 v2 · {hash}", PIA, "It names version 2"),
    "another text": ("I approve A1-Q1 v1 · 0badbeef", PIA, r"It names version 1 \(0badbeef\)"),
    "the right one and another": ("I approve {stamp}, not A1-Q1 v2", PIA, "It names version 2"),
    "another quote": ("I approve A1-Q11 v1 · {hash}", PIA, "It names A1-Q11, too"),
    "this one and another quote": ("I approve {stamp} and B1-Q1 v3 · 12345678", PIA, "It names B1-Q1, too"),
    "no version": ("I approve", PIA, "It does not name the version"),
    "no text": ("I approve A1-Q1 v1", PIA, "It does not name the version"),
    "too little of the text": ("I approve A1-Q1 v1 · {hash:.6}", PIA, "It does not name the version"),
    "within what it answers to": ("I approve\n\n> {stamp}", PIA, "Only what it answers to names the version"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_approval_of_this(case: str, pending: OpenedQuote) -> None:
    words, sender, refusal = REFUSED[case]
    with pytest.raises(MailRefused, match=refusal):
        mailed.read_decision(pending, mail(_filled(words, pending), sender))


def _without(name: bytes, content: bytes) -> bytes:
    return b"\r\n".join(line for line in content.split(b"\r\n") if not line.startswith(name))


def _attached(content: bytes) -> bytes:
    """The good mail as all that is attached to an empty one."""
    made = EmailMessage(policy=policy.SMTP)
    made["From"], made["Message-ID"] = PIA, "<2@example.com>"
    made.add_attachment(message_from_bytes(content, policy=policy.SMTP))
    return made.as_bytes()


def _nested(content: bytes) -> bytes:
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (i, i) for i in range(2000))
    return b"From: pia@example.com\r\nMessage-ID: <1@x>\r\n" + deep + content


HEADERS = b"From: pia@example.com\r\nMessage-ID: <1@x>\r\n"
HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "damaged"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50, "damaged|whom it is from"),
    "words alone": (lambda _: b"I approve", "damaged|whom it is from"),
    "cut off in its headers": (lambda good: good[:40], "Message-ID|whom it is from|damaged"),
    "too large": (lambda good: good + b"x" * 5_000_000, "has 5 MB; a mail that approves has at most 5 MB"),
    "attached alone": (_attached, "only what is attached"),
    "no words": (lambda good: good.split(b"\r\n\r\n")[0] + b"\r\n\r\n \r\n", "only what is attached"),
    "two From": (lambda good: b"From: fay@example.com\r\n" + good, "from several"),
    "two in one From": (lambda good: good.replace(b"<pia@example.com>", b"<pia@example.com>, <fay@example.com>"),
                        "from several"),
    "no From": (lambda good: _without(b"From", good), "whom it is from"),
    "a From of no address": (lambda good: good.replace(b"<pia@example.com>", b""), "whom it is from|damaged"),
    "no Message-ID": (lambda good: _without(b"Message-ID", good), "no Message-ID"),
    "two Message-IDs": (lambda good: b"Message-ID: <0@x>\r\n" + good, "or several"),
    "an unsent draft": (lambda good: b"X-Unsent: 1\r\n" + good, "draft that nobody sent"),
    "nested without end": (_nested, "damaged|parts"),
    "a thousand parts": (lambda _: HEADERS + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
                         + b"--b\r\n\r\nI approve\r\n" * 1000, "more than 100 parts"),
    "a header slow to read": (lambda _: HEADERS + b'Content-Type: text/plain; a="' + b';"' * 30_000 + b"\r\n\r\nhi",
                              "damaged"),
    "a From slow to read": (lambda _: b"Message-ID: <1@x>\r\nFrom: " + b"(" * 90_000 + b"\r\n\r\nhi", "damaged"),
    "HTML slow to read": (lambda _: HEADERS + b"Content-Type: text/html\r\n\r\n" + b"<a b='" * 100_000
                          + b"<!--" * 100_000, "does not name the version"),
    "words slow to read": (lambda _: HEADERS + b"\r\n" + b"a-" * 500_000 + b" v" * 500_000, "does not name the"),
    "no such character set": (lambda _: HEADERS + b"Content-Type: text/plain; charset=nonsense\r\n\r\nhi",
                              "damaged|does not name"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_mail_is_refused_in_words(case: str, pending: OpenedQuote) -> None:
    make, refusal = HOSTILE[case]
    with pytest.raises(MailRefused, match=refusal):
        mailed.read_decision(pending, make(mail(f"I approve {stamp_of(pending)}")))


def test_the_ask_goes_to_who_decides_and_an_answer_of_its_line_counts(tmp_path: Path) -> None:
    workspace = at_the_desk(tmp_path)
    quote = submitted(workspace, 85)
    brief = desk.of_quote(acting_book(opened_once(workspace)), Plans.within(workspace), "A1", quote.quote_id)
    draft = message_from_bytes(
        mailed.ask(Plans.within(workspace), brief, need_of(quote, "Pricing"), "Acme"), policy=policy.default
    )
    assert (draft["To"], draft["Subject"]) == (PIA, f"To decide: Two more sites ({stamp_of(quote)})")
    assert [one.get_filename() for one in draft.iter_attachments()] == ["Acme internal approval memo A1-Q1 v1.docx"]
    body = draft.get_body(("plain",))
    assert body is not None
    (line,) = [one.strip() for one in body.get_content().splitlines() if one.strip().startswith("I approve")]
    answer = f"{line}\n\nOn Mon, Ann wrote:\n" + "".join(f"> {one}\n" for one in body.get_content().splitlines())
    assert mailed.read_decision(quote, mail(answer)).verdict is Verdict.APPROVE
    with pytest.raises(MailRefused, match="draft that nobody sent"):
        mailed.read_decision(quote, b"From: pia@example.com\r\n" + bytes(draft))
