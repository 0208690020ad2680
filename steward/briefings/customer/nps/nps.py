"""What the customer's people told us: NPS with its margin, and their words, without their names.

Where fewer than five answered, who said what could be guessed: the relations of the customer hold neither how they
answered nor their words, unless an author agreed. What is left out is said.
"""

from dataclasses import dataclass

from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.nps import exhibits
from steward.briefings.customer.subject import Subject
from steward.domain.nps import FEWEST_ANSWERS, NOBODY, Survey
from steward.exhibits import COUNT, PERCENT, POINTS, Better, Figure, Lines, StackedBars, Table
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer.account import NpsQuarter

QUARTERS = 8


@dataclass(frozen=True, kw_only=True)
class CustomerNps(CustomerBriefing):
    """What one account's people answered in one quarter."""

    answers: StackedBars | None
    trend: Lines | None
    comments: Table | None


def customer_nps(subject: Subject) -> CustomerNps:
    """Brief on the surveys."""
    rows = _rows(subject)
    surveys = {quarter: survey_of(row) for quarter, row in rows.items()}
    now, before = surveys.get(subject.quarter.spoken, NOBODY), surveys.get(subject.before.spoken, NOBODY)
    return CustomerNps(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(subject, now, before),
        figures=_figures(subject, now, before, rows.get(subject.quarter.spoken))
        if subject.has("nps_responses")
        else (),
        missing=subject.missing(nps_responses="NPS with its margin, and what people wrote"),
        not_loaded=subject.not_loaded(
            "nps_responses",
            "customer.nps_quarterly",
            ("voice.nps", "NPS", POINTS, "NPS"),
            ("voice.answered", "Answers", COUNT, "NPS"),
            ("voice.coverage", "Response rate", PERCENT, "NPS coverage"),
        ),
        answers=exhibits.answers(subject, surveys, now),
        trend=exhibits.trend(subject, surveys),
        comments=exhibits.comments(subject, rows.get(subject.quarter.spoken)),
    )


def survey_of(row: NpsQuarter) -> Survey:
    """The counts of one quarter as a survey."""
    if row.promoters is None or row.passives is None or row.detractors is None:
        return Survey(row.asked, 0, 0, 0, untold=row.answered)
    return Survey(row.asked, row.promoters, row.passives, row.detractors)


def _rows(subject: Subject) -> dict[str, NpsQuarter]:
    """The counts of each quarter that had a survey, the last of them last."""
    spoken = {str(q): q.spoken for q in (subject.quarter.shifted(-back) for back in range(QUARTERS))}
    rows = customer_rows.nps_quarters(subject.warehouse, subject.account_id, list(spoken))
    return {spoken[row.quarter]: row for row in rows}


def _headline(subject: Subject, now: Survey, before: Survey) -> str:
    spoken = subject.period()
    if not now.answered:
        return f"Nobody answered the survey of {spoken}" if now.asked else f"Nobody was asked in {spoken}"
    if now.score is None:
        few = "too few" if now.answered < FEWEST_ANSWERS else "too few at one of the accounts"
        return f"{capital(counted(now.answered, 'person', 'people'))} answered in {spoken}: {few} for a score"
    said = f"NPS is {POINTS.text(round(now.score))} from {now.answered} answers"
    if before.score is None:
        return said
    if round(now.score) == round(before.score):
        return f"{said}, unchanged since {subject.before.spoken}"
    if not now.differs_from(before):
        return f"{said}; the change since {subject.before.spoken} may be chance"
    return f"{said}, {'up' if now.score > before.score else 'down'} from {POINTS.text(round(before.score))}"


def why_no_score(survey: Survey) -> str:
    """Why a survey has no score."""
    if not survey.answered:
        return "Nobody answered in this quarter." if survey.asked else "No survey was sent in this quarter."
    where = "" if survey.answered < FEWEST_ANSWERS else " at one of the accounts"
    return f"{capital(counted(survey.answered, 'answer'))}: under {FEWEST_ANSWERS}{where} there is no score."


def _figures(subject: Subject, now: Survey, before: Survey, counts: NpsQuarter | None) -> tuple[Figure, ...]:
    receipt = subject.quarterly("NPS", "customer.nps_quarterly", "nps_responses")
    within = f"± {now.margin:.0f} " if now.margin and round(now.margin) else ""
    margin = f"{within}from {now.answered} answers" if now.margin is not None else ""
    return (
        subject.compared(
            "voice.nps",
            "NPS",
            now.score,
            before.score,
            POINTS,
            receipt,
            why=why_no_score(now),
            note=margin,
            # A change within the margin is neither good news nor bad.
            better=Better.HIGHER if now.differs_from(before) else Better.NEITHER,
        ),
        subject.compared(
            "voice.answered",
            "Answers",
            now.answered,
            before.answered if before.asked or before.answered else None,
            COUNT,
            receipt,
            note=_of_whom(counts),
            better=Better.NEITHER,
        ),
        subject.compared(
            "voice.coverage",
            "Response rate",
            now.coverage,
            before.coverage,
            PERCENT,
            subject.quarterly("NPS coverage", "customer.nps_quarterly", "nps_responses"),
            why="The feed holds answers alone, not who was asked." if now.asked is None else why_no_score(now),
        ),
    )


def _of_whom(now: NpsQuarter | None) -> str:
    """How many were asked, and the comments left out where no table of comments would say so."""
    if now is None:
        return ""
    asked = f"of {now.asked} asked" if now.asked is not None else ""
    return ". ".join(filter(None, (asked, "" if now.comments_shown else exhibits.withheld(now))))
