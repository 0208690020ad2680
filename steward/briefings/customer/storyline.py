"""The storyline of a customer's review: the slides that data alone can fill, in the order of the meeting."""

from dataclasses import dataclass

from steward.briefings.customer.adoption import Adoption, adoption
from steward.briefings.customer.base import CustomerBriefing
from steward.briefings.customer.plan_subject import PlanSubject
from steward.briefings.customer.review import CustomerExhibit, CustomerReview, LeftOut, Slide
from steward.briefings.customer.service import Service, service
from steward.briefings.customer.spend import Spend, spend
from steward.briefings.customer.success import Success, success
from steward.briefings.customer.summary import Summary, summarise
from steward.briefings.customer.voice import Voice, voice
from steward.briefings.subject import Subject
from steward.briefings.wording import inside
from steward.exhibits import MINUTES, Column, Figure, Table, day_text
from steward.plans.success_plan import SuccessPlan

HOUR = 60
MINUTES_PER_TOPIC = {
    "summary": 10,
    "promises": 5,
    "goals": 5,
    "service": 10,
    "incidents": 5,
    "adoption": 10,
    "voice": 10,
    "joint_plan": 10,
    "investment": 5,
}
LEFT_FOR_DECISIONS = 10
SHORTENED = ("voice", "adoption", "summary")
"""The topics that give way, in this order, when the hour is full."""
BLANK_DECISIONS = 4


@dataclass(frozen=True)
class Topics:
    """The briefings a review is made from; `spend` only when the investment summary is asked for."""

    success: Success
    summary: Summary
    service: Service
    adoption: Adoption
    voice: Voice
    spend: Spend | None

    @property
    def all(self) -> tuple[CustomerBriefing, ...]:
        """Every topic there is; the summary last, because its figures are the others'."""
        return tuple(filter(None, (self.success, self.service, self.adoption, self.voice, self.spend, self.summary)))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of every topic, each once."""
        return tuple({figure.id: figure for topic in self.all for figure in topic.figures}.values())

    @property
    def exhibits(self) -> tuple[CustomerExhibit, ...]:
        """Every exhibit of every topic, each once."""
        found = {shown.id: shown for topic in self.all for shown in topic.exhibits}
        return tuple(shown for shown in found.values() if isinstance(shown, CustomerExhibit))


def customer_review(subject: Subject, plan: SuccessPlan, *, investment: bool = False) -> CustomerReview:
    """The review of one account and quarter, with its success plan; the investment summary only on request."""
    topics = _topics(subject, plan, investment)
    candidates = [
        _summary(topics),
        _promises(topics.success),
        _goals(topics.success),
        _service(topics),
        _incidents(topics),
        _adoption(topics),
        _voice(topics),
        _joint_plan(topics.success),
    ]
    if topics.spend:
        candidates.append(_investment(topics.spend))
    content = [slide for slide in candidates if isinstance(slide, Slide)]
    left_out = tuple(slide for slide in candidates if isinstance(slide, LeftOut))
    return CustomerReview(
        account_id=subject.account_id,
        account_name=subject.account.name,
        company=subject.warehouse.facts.company,
        quarter=subject.quarter,
        as_of=subject.as_of,
        slides=_ordered(subject, topics, content),
        left_out=left_out,
        figures=topics.figures,
        exhibits=topics.exhibits,
    )


def _topics(subject: Subject, plan: SuccessPlan, investment: bool) -> Topics:
    served, adopted, heard = service(subject), adoption(subject), voice(subject)
    spent = spend(subject) if investment else None
    return Topics(
        success(PlanSubject(subject, plan)), summarise(subject, served, adopted, heard), served, adopted, heard, spent
    )


def _ordered(subject: Subject, topics: Topics, content: list[Slide]) -> tuple[Slide, ...]:
    """The investment summary is an appendix: it stands behind the decisions."""
    talked = [slide for slide in content if slide.id != "investment"]
    appendix = [slide for slide in content if slide.id == "investment"]
    return (
        _opening(subject),
        _agenda(subject, talked),
        *talked,
        _decisions(subject, topics.summary),
        *appendix,
    )


def _opening(subject: Subject) -> Slide:
    company = subject.warehouse.facts.company
    manager = subject.account.account_manager
    return Slide(
        id="title",
        opening=True,
        title=f"{subject.account.name}: quarterly business review",
        subtitle=f"{subject.quarter.spoken} · {company}",
        points=(
            *((f"Your account manager: {manager}",) if manager else ()),
            f"Figures as of {day_text(subject.as_of)}",
        ),
    )


_AGENDA = {
    "summary": "The quarter at a glance",
    "service": "Service against what we agreed",
    "incidents": "Incidents and near misses",
    "adoption": "Usage and adoption",
    "voice": "What you told us",
    "promises": "What we promised last time",
    "goals": "Your goals",
    "joint_plan": "What we do together next",
}


def _agenda(subject: Subject, content: list[Slide]) -> Slide:
    minutes = _minutes([slide.id for slide in content])
    rows = [(_AGENDA[slide.id], time, "") for slide, time in zip(content, minutes, strict=True)]
    rows.append(("Decisions and next steps", HOUR - sum(minutes), ""))
    table = Table(
        id="review.agenda",
        title="Agenda",
        alt="Table of the agenda: " + "; ".join(f"{topic}, {time} minutes" for topic, time, _ in rows) + ".",
        receipt=subject.receipt("agenda", "customer.accounts"),
        columns=(Column("Topic", wide=True), Column("Time", MINUTES), Column("Who", wide=True)),
        rows=tuple(rows),
    )
    return Slide(id="agenda", title=f"An hour for {len(rows)} topics, ending in decisions", exhibits=(table,))


def _minutes(topics: list[str]) -> list[int]:
    """How long each topic takes, so that time is left to decide."""
    given = {topic: MINUTES_PER_TOPIC[topic] for topic in topics}
    for topic in SHORTENED:
        if topic in given and sum(given.values()) > HOUR - LEFT_FOR_DECISIONS:
            given[topic] //= 2
    return list(given.values())


def _summary(topics: Topics) -> Slide | LeftOut:
    told = topics.summary
    if not told.figures:
        return LeftOut(slide="Summary", why="there are no service, usage or survey figures")
    points = (
        *told.outcomes,
        *(f"To improve: {inside(miss)}" for miss in told.misses),
        *(f"To decide: {inside(ask)}" for ask in told.asks),
    )
    return Slide(id="summary", title=told.headline, figures=told.figures[:5], points=points)


def _content(
    identifier: str, name: str, topic: CustomerBriefing, figures: tuple[Figure, ...], *found: CustomerExhibit | None
) -> Slide | LeftOut:
    """A slide of a topic's headline, figures and the exhibits it has; left out where there are none of these."""
    exhibits = tuple(exhibit for exhibit in found if exhibit)[:2]
    if not exhibits:
        return LeftOut(slide=name, why=" ".join(missing.text for missing in topic.missing) or topic.headline)
    return Slide(
        id=identifier,
        title=topic.headline,
        figures=tuple(figure for figure in figures if figure.value is not None)[:4],
        exhibits=exhibits,
        notes=_notes(exhibits),
    )


def _notes(exhibits: tuple[CustomerExhibit, ...]) -> str:
    """What each exhibit shows, in words the customer may read."""
    return "\n".join(exhibit.alt for exhibit in exhibits)


def _promises(agreed: Success) -> Slide | LeftOut:
    name = "What we promised last time"
    return _planned(
        "promises", name, agreed.promises, "no promise of an earlier quarter is written in the success plan"
    )


def _goals(agreed: Success) -> Slide | LeftOut:
    return _planned("goals", "Your goals", agreed.goals, "no goal is written in the success plan")


def _joint_plan(agreed: Success) -> Slide | LeftOut:
    return _planned("joint_plan", "Joint plan", agreed.joint_plan, "no dated step is written in the success plan")


def _planned(identifier: str, name: str, exhibit: CustomerExhibit | None, why: str) -> Slide | LeftOut:
    """A slide of one exhibit of the success plan."""
    if exhibit is None:
        return LeftOut(slide=name, why=why)
    return Slide(id=identifier, title=exhibit.title, exhibits=(exhibit,), notes=exhibit.alt)


def _service(topics: Topics) -> Slide | LeftOut:
    served = topics.service
    return _content(
        "service", "Service scorecard", served, served.figures[:4], served.budget or served.scorecard, served.tickets
    )


def _incidents(topics: Topics) -> Slide | LeftOut:
    served = topics.service
    if not served.incidents:
        why = "no incident is recorded" if not served.missing else "no incident feed is loaded"
        return LeftOut(slide="Incidents and near misses", why=why)
    table = served.incidents
    points = (f"{served.near_misses.title}.",) if served.near_misses else ()
    return Slide(id="incidents", title=table.title, exhibits=(table,), points=points, notes=table.alt)


def _adoption(topics: Topics) -> Slide | LeftOut:
    adopted = topics.adoption
    return _content(
        "adoption", "Usage and adoption", adopted, (), adopted.utilisation, adopted.by_site, adopted.volumes
    )


def _voice(topics: Topics) -> Slide | LeftOut:
    heard = topics.voice
    if not heard.figures or heard.figure("voice.answered").value == 0:
        return LeftOut(slide="What you told us", why=heard.headline)
    return _content("voice", "What you told us", heard, heard.figures, heard.answers, heard.comments)


def _investment(spent: Spend) -> Slide | LeftOut:
    return _content("investment", "Investment summary", spent, spent.figures, spent.by_product, spent.services)


def _decisions(subject: Subject, told: Summary) -> Slide:
    blank = max(BLANK_DECISIONS - len(told.asks), 1)
    table = Table(
        id="review.decisions",
        title="Decisions",
        alt="Table to fill in: decision, owner on both sides, date.",
        receipt=subject.receipt("agenda", "customer.accounts"),
        columns=(Column("Decision", wide=True), Column("Owner, you"), Column("Owner, us"), Column("By when")),
        rows=(*((ask, "", "", "") for ask in told.asks), *(("", "", "", "") for _ in range(blank))),
    )
    count = len(told.asks)
    title = f"{count} decision{'s' if count > 1 else ''} to take today" if count else "What we decide today"
    return Slide(id="decisions", title=title, exhibits=(table,))
