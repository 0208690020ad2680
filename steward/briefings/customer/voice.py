"""What the customer's people told us: NPS with its margin, and their words, without their names."""

from dataclasses import dataclass

from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.subject import Subject
from steward.briefings.wording import capital, counted
from steward.domain.nps import FEWEST_ANSWERS, NOBODY, Survey
from steward.exhibits import (
    COUNT,
    PERCENT,
    POINTS,
    Better,
    Column,
    Figure,
    Lines,
    Role,
    Series,
    StackedBars,
    Table,
)
from steward.warehouse import customer_rows
from steward.warehouse.customer_rows import NpsQuarter

QUARTERS = 8
MOST_COMMENTS = 12


@dataclass(frozen=True, kw_only=True)
class Voice(CustomerBriefing):
    """What one account's people answered in one quarter."""

    answers: StackedBars | None
    trend: Lines | None
    comments: Table | None


def voice(subject: Subject) -> Voice:
    """Brief on the surveys."""
    surveys = _surveys(subject)
    now, before = surveys.get(subject.quarter.spoken, NOBODY), surveys.get(subject.before.spoken, NOBODY)
    return Voice(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(subject, now, before),
        figures=_figures(subject, now, before) if subject.has("nps_responses") else (),
        missing=subject.missing(nps_responses="NPS with its margin, and what people wrote"),
        not_loaded=subject.not_loaded(
            "nps_responses",
            "customer.nps_quarterly",
            ("voice.nps", "NPS", POINTS, "NPS"),
            ("voice.answered", "Answers", COUNT, "NPS"),
            ("voice.coverage", "Response rate", PERCENT, "NPS coverage"),
        ),
        answers=_answers(subject, surveys, now),
        trend=_trend(subject, surveys),
        comments=_comments(subject, now),
    )


def survey_of(row: NpsQuarter) -> Survey:
    """The counts of one quarter as a survey."""
    return Survey(row.asked, row.promoters, row.passives, row.detractors)


def _surveys(subject: Subject) -> dict[str, Survey]:
    """The survey of each quarter that had one, the last of them last."""
    spoken = {str(q): q.spoken for q in (subject.quarter.shifted(-back) for back in range(QUARTERS))}
    rows = customer_rows.nps_quarters(subject.warehouse, subject.account_id, list(spoken))
    return {spoken[row.quarter]: survey_of(row) for row in rows}


def _headline(subject: Subject, now: Survey, before: Survey) -> str:
    spoken = subject.quarter.spoken
    if not now.answered:
        return f"Nobody was asked in {spoken}" if not now.asked else f"Nobody answered the survey of {spoken}"
    if now.score is None:
        return f"{capital(counted(now.answered, 'person', 'people'))} answered in {spoken}: too few for a score"
    said = f"NPS is {POINTS.text(round(now.score))} from {now.answered} answers"
    if before.score is None:
        return said
    if not now.differs_from(before):
        return f"{said}, no real change since {subject.before.spoken}"
    return f"{said}, {'up' if now.score > before.score else 'down'} from {POINTS.text(round(before.score))}"


def why_no_score(survey: Survey) -> str:
    """Why a survey has no score."""
    if not survey.asked:
        return "No survey was sent in this quarter."
    if not survey.answered:
        return "Nobody answered in this quarter."
    return f"{capital(counted(survey.answered, 'answer'))}: under {FEWEST_ANSWERS} there is no score, only the answers."


def _figures(subject: Subject, now: Survey, before: Survey) -> tuple[Figure, ...]:
    receipt = subject.quarterly("NPS", "customer.nps_quarterly", "nps_responses")
    margin = f"± {now.margin:.0f} from {now.answered} answers" if now.margin is not None else ""
    coverage = now.answered / now.asked * 100 if now.asked else None
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
            before.answered if before.asked else None,
            COUNT,
            receipt,
            note=f"of {now.asked} asked",
            better=Better.NEITHER,
        ),
        subject.compared(
            "voice.coverage",
            "Response rate",
            coverage,
            before.answered / before.asked * 100 if before.asked else None,
            PERCENT,
            subject.quarterly("NPS coverage", "customer.nps_quarterly", "nps_responses"),
            why=why_no_score(now),
        ),
    )


def _answers(subject: Subject, surveys: dict[str, Survey], now: Survey) -> StackedBars | None:
    if not any(survey.answered for survey in surveys.values()):
        return None
    groups = ("promoters", "passives", "detractors")
    happy = f"{counted(now.promoters, 'promoter')}, {counted(now.detractors, 'detractor')}"
    return StackedBars(
        id="voice.answers",
        title=f"{capital(happy)} among {now.answered} answers"
        if now.answered
        else f"The last answers are from before {subject.quarter.spoken}",
        alt="Stacked bars of answers by quarter: "
        + "; ".join(
            f"{q} {s.promoters} promoters, {s.passives} passives, {s.detractors} detractors" for q, s in surveys.items()
        )
        + ".",
        receipt=subject.receipt("NPS", "customer.nps_quarterly", "nps_responses"),
        categories=tuple(surveys),
        series=tuple(
            Series(group.capitalize(), tuple(getattr(survey, group) for survey in surveys.values())) for group in groups
        ),
        unit=COUNT,
    )


def _trend(subject: Subject, surveys: dict[str, Survey]) -> Lines | None:
    scored = {quarter: survey for quarter, survey in surveys.items() if survey.score is not None}
    if len(scored) < 2:
        return None
    scores = [round(survey.score or 0) for survey in scored.values()]
    first = next(iter(scored))
    real = list(scored.values())[-1].differs_from(scored[first])
    return Lines(
        id="voice.trend",
        title=f"NPS went from {POINTS.text(scores[0])} to {POINTS.text(scores[-1])} since {first}"
        + ("" if real else ", within the margin"),
        alt="Line of NPS by quarter: "
        + "; ".join(f"{q} {POINTS.text(s)}" for q, s in zip(scored, scores, strict=True))
        + ".",
        receipt=subject.receipt("NPS", "customer.nps_quarterly", "nps_responses"),
        note="The dashed lines are the 95 % margin. Quarters with under 5 answers have no score.",
        categories=tuple(scored),
        series=(
            Series("NPS", tuple(survey.score for survey in scored.values())),
            Series("Lower bound", tuple(_bound(survey, -1) for survey in scored.values()), Role.REFERENCE),
            Series("Upper bound", tuple(_bound(survey, 1) for survey in scored.values()), Role.REFERENCE),
        ),
        unit=POINTS,
    )


def _bound(survey: Survey, side: int) -> float:
    return max(-100.0, min(100.0, (survey.score or 0) + side * (survey.margin or 0)))


def _comments(subject: Subject, now: Survey) -> Table | None:
    rows = customer_rows.answers(subject.warehouse, subject.account_id, str(subject.quarter))
    written = [row for row in rows if row.comment]
    shown = rows if now.score is None else written[:MOST_COMMENTS]
    if not shown:
        return None
    more = f", {len(shown)} of them here" if len(shown) < len(written) else ""
    title = f"{capital(counted(len(written), 'person', 'people'))} wrote to us in {subject.quarter.spoken}{more}"
    return Table(
        id="voice.comments",
        title=title,
        alt="Table of anonymous answers, the lowest score first.",
        receipt=subject.quarterly("NPS", "customer.answers", "nps_responses"),
        note="Answers are anonymous.",
        columns=(Column("Score", COUNT), Column("What they wrote", wide=True)),
        rows=tuple((row.score, row.comment or "") for row in shown),
    )
