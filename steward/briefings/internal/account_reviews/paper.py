"""The paper for who tests a plan: what is asked of them, the plan in short, and where it may be weak."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from steward.briefings.internal.account_reviews.listed import ListedReview
from steward.briefings.internal.account_reviews.proposed import Proposed
from steward.briefings.internal.account_reviews.tables import found_table
from steward.domain.account_reviews.words import AccountReviewState
from steward.exhibits import Column, Figure, Receipt, Table, day_text, listed
from steward.exhibits.documents import Bulleted, DocumentContent, Heading, KeyValues, Markdown, Paragraph, Part
from steward.exhibits.wording import capital, counted
from steward.plans.internal.account_reviews import FILE
from steward.plans.internal.strategy import FILE as STRATEGY
from steward.plans.internal.strategy import Doing, RiskState, Strategy

CONFIDENTIAL = "Internal: not for the customer"
PARTS = (("present", 1 / 3), ("test", 7 / 18), ("improve", 5 / 18))
"""The parts of a review, and which share of its time each takes: of 90 minutes 30, 35 and 25."""
MOST_FIGURES = 10
QUESTIONS = (
    "Why would they stay, in their own words, and who of theirs says so?",
    "Who pays, who decides, and when did one of us last speak with each?",
    "What would a competitor attack first?",
    "Which line of this plan would you not put money on?",
    "What is missing that you would have expected to read?",
)


def review_paper(
    one: ListedReview, strategy: Strategy, proposals: Sequence[Proposed], figures: Sequence[Figure],
    names: Mapping[str, str], today: date,
) -> DocumentContent:  # fmt: skip
    """The paper. `proposals`: what the rules see, for a review whose test is not begun."""
    held = one.review.held_on
    return DocumentContent(
        title=one.row.name,
        subtitle=f"Account review{f' on {day_text(held)}' if held else ''}",
        as_of=today,
        footer=f"Account review of {one.row.name} · {one.state.label}",
        confidential=CONFIDENTIAL,
        parts=(
            *_course(one, names),
            *_plan(strategy, names, today),
            *_figures(figures),
            *_weak(one, proposals, names, today),
            *_questions(one),
            *_learnt(one),
        ),
    )


def course(one: ListedReview) -> str:
    """`90 minutes: present 30, test 35 and improve 25.`"""
    shares = [f"{name} {round(one.minutes * share)}" for name, share in PARTS]
    return f"{one.minutes} minutes: {listed(shares)}."


def _course(one: ListedReview, names: Mapping[str, str]) -> Iterator[Part]:
    said = one.review
    told = (
        ("Presenter", names.get(said.presenter, said.presenter)),
        ("Coach", names.get(said.coach, said.coach)),
        ("Reviewers", listed([names.get(each, each) for each in said.reviewers])),
        ("On", day_text(said.held_on) if said.held_on else ""),
        ("Please look at", said.focus),
    )
    yield Heading(1, "The review")
    yield KeyValues(tuple((name, words) for name, words in told if words))
    yield Paragraph(course(one))


def _plan(strategy: Strategy, names: Mapping[str, str], today: date) -> Iterator[Part]:
    said = strategy.position
    yield Heading(1, "The plan in short")
    for title, words in (("Ambition", said.ambition), ("Situation", said.situation), ("Strategy", said.strategy)):
        if words.strip():
            yield Heading(2, title)
            yield Markdown(words)
    aims = [
        one.objective + (f", by {day_text(one.due)}" if one.due else "") + (f" ({one.measure})" if one.measure else "")
        for one in strategy.objectives
        if one.status in (Doing.OPEN, Doing.IN_PROGRESS)
    ]
    if aims:
        yield Heading(2, "Objectives")
        yield Bulleted(tuple(aims))
    risks = [
        f"{one.risk}: {one.play or 'no play'}" + (f" ({names.get(one.owner, one.owner)})" if one.owner else "")
        for one in strategy.risks
        if one.status is RiskState.OPEN
    ]
    if risks:
        yield Heading(2, "Open risks, and what is played against them")
        yield Bulleted(tuple(risks))
    if table := _actions(strategy, names, today):
        yield Heading(2, "What is under way")
        yield table


def _actions(strategy: Strategy, names: Mapping[str, str], today: date) -> Table | None:
    going = [one for one in strategy.actions if one.status in (Doing.OPEN, Doing.IN_PROGRESS)]
    if not going:
        return None
    late = sum(bool(one.due and one.due < today) for one in going)
    return Table(
        id="account_review.actions",
        title=f"{capital(counted(len(going), 'open action'))}, {late or 'none'} overdue",
        alt=f"Table of {counted(len(going), 'open action')} of the plan.",
        receipt=Receipt("open actions", today, f"{STRATEGY}, actions"),
        columns=(Column("Action", wide=True), Column("Who"), Column("By")),
        rows=tuple((one.action, names.get(one.owner, one.owner) or None, one.due) for one in going),
    )


def _figures(figures: Sequence[Figure]) -> Iterator[Part]:
    known = [one for one in figures if one.value is not None][:MOST_FIGURES]
    if known:
        yield Heading(1, "In figures")
        yield KeyValues(tuple((one.label, _with_note(one)) for one in known))


def _with_note(figure: Figure) -> str:
    return f"{figure.text} · {figure.note}" if figure.note else figure.text


def _weak(
    one: ListedReview, proposals: Sequence[Proposed], names: Mapping[str, str], today: date
) -> Iterator[Part]:  # fmt: skip
    yield Heading(1, "Where it may be weak")
    if one.state in (AccountReviewState.PREVIEW, AccountReviewState.PRESENT):
        table = proposed_table(proposals, today)
        yield Paragraph("Rules propose these from the plan, the map and the figures; whether they are is yours to say.")
    else:
        table = found_table(one, names, today)
    yield table or Paragraph("Nothing that the rules look at speaks against it.")


def proposed_table(found: Sequence[Proposed], today: date) -> Table | None:
    """A row for each weak spot that the rules see, the weightiest first."""
    if not found:
        return None
    return Table(
        id="account_review.proposed",
        title=f"{capital(counted(len(found), 'weak spot'))} that rules see, first: {found[0].what}",
        alt=f"Table of {counted(len(found), 'proposed vulnerability', 'proposed vulnerabilities')} with evidence.",
        receipt=Receipt("account review", today, f"{FILE}, vulnerabilities"),
        columns=(Column("Vulnerability", wide=True), Column("Evidence", wide=True), Column("Rule")),
        rows=tuple((one.what, one.evidence or None, one.spot.label) for one in found),
    )


def _questions(one: ListedReview) -> Iterator[Part]:
    if one.state.is_open:
        yield Heading(1, "Questions that help")
        yield Bulleted(QUESTIONS)


def _learnt(one: ListedReview) -> Iterator[Part]:
    if one.review.learnt.strip():
        yield Heading(1, "What we learnt")
        yield Markdown(one.review.learnt)
