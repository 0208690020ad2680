"""The debrief of a review on paper, for our own eyes: how it went, what we take from it, what is still owed."""

from collections.abc import Iterator, Sequence

from steward.briefings.customer.plans.commitment_states import CommitmentState, state_of
from steward.briefings.customer.plans.commitments import quarter_table
from steward.briefings.customer.plans.records import Telling
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.internal.commitments.ratings import answers, mean_known
from steward.briefings.internal.plans.document import CONFIDENTIAL
from steward.exhibits import NOT_KNOWN, STARS, Column, Table
from steward.exhibits.documents import Bulleted, DocumentContent, Heading, KeyValues, Paragraph, Part
from steward.exhibits.wording import counted
from steward.plans.customer.success_plan import Side
from steward.plans.files.keys import keys_of
from steward.plans.internal.debrief import Debrief, Rating, Reminder, file_of


def debrief_content(about: PlanSubject, written: Debrief, shifts: Sequence[str] = ()) -> DocumentContent:
    """The debrief of one review. `shifts`: what changed on the relationship map since the quarter before."""
    subject = about.subject
    telling = Telling(file_of(subject.quarter), subject.as_of, about.names)
    return DocumentContent(
        title=subject.account.name,
        subtitle=f"Debrief of the business review {subject.quarter.spoken}",
        as_of=subject.as_of,
        footer=f"{subject.account.name} · debrief {subject.quarter.spoken}",
        confidential=CONFIDENTIAL,
        parts=(
            *_rating(written.rating),
            *telling.words(written.notes, ("went_well", "went_badly", "between_the_lines")),
            *_reminders(written.reminders),
            *_overdue(about),
            *_ledger(about),
            *((Heading(1, "On the relationship map since last quarter"), Bulleted(tuple(shifts))) if shifts else ()),
        ),
    )


def _rating(rating: Rating) -> Iterator[Part]:
    """The four questions as they are asked, each with its answer."""
    keys = keys_of(Rating)
    yield Heading(1, "How it went")
    given = answers(rating)
    yield KeyValues(
        tuple((key.label, f"{key.says} {_stars(value)}") for key, value in zip(keys.values(), given, strict=True))
    )
    known = sum(value is not None for value in given)
    if known:
        yield Paragraph(
            f"{STARS.text(mean_known(given))} of 5 on average, over {counted(known, 'answer')} of {len(given)}."
        )
    else:
        yield Paragraph("Nobody has rated it yet.")


def _stars(value: float | None) -> str:
    return f"{value:g} of 5" if value is not None else NOT_KNOWN


def _reminders(reminders: Sequence[Reminder]) -> Iterator[Part]:
    if reminders:
        yield Heading(1, "Reminders while presenting")
        yield Bulleted(tuple(f"{one.slide or 'All the time'}: {one.reminder}" for one in reminders))


def _overdue(about: PlanSubject) -> Iterator[Part]:
    """What both sides owe, with the days it is late."""
    day = about.day
    late = [one for one in about.plan.commitments if state_of(one, day) is CommitmentState.OVERDUE and one.due]
    yield Heading(1, "Commitments overdue")
    if not late:
        yield Paragraph("None.")
        return
    late.sort(key=lambda one: (one.side is not Side.OURS, one.due or day))
    yield Table(
        id="debrief.overdue",
        title="",
        alt="Table of overdue commitments.",
        receipt=about.receipt("kept rate", "commitments"),
        columns=(Column("Commitment", wide=True), Column("Whose"), Column("Who"), Column("Due"), Column("Days late")),
        rows=tuple(
            (one.promise, str(one.side or ""), about.name(one.owner) or None, one.due, (day - (one.due or day)).days)
            for one in late
        ),
    )


def _ledger(about: PlanSubject) -> Iterator[Part]:
    table = quarter_table(about)
    if table:
        yield Heading(1, "Commitments by quarter")
        yield table
