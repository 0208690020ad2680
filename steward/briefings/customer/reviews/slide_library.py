"""Every slide that the data and the plan can support, in the order of a review, and what the others lack."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from steward.briefings.customer.base import CustomerBriefing
from steward.briefings.customer.material.material import Material
from steward.briefings.customer.review import Slide
from steward.briefings.customer.reviews.more_slides import challenges, design, in_rows, options, unmeasured, value
from steward.briefings.customer.reviews.so_what import so_whats
from steward.briefings.customer.service.exhibits import folded
from steward.briefings.customer.story.asks import proposed_asks
from steward.briefings.customer.story.definitions import definitions
from steward.briefings.customer.story.executive import executive
from steward.briefings.customer.story.news import opening
from steward.briefings.customer.story.outages import no_remedy, outages
from steward.exhibits import Bullets, CustomerExhibit, Figure, Timeline, once, picked
from steward.exhibits.plan_places import track
from steward.exhibits.wording import inside, went
from steward.plans.customer.review import Repeat

MOST_EXHIBITS, FEW_GOALS = 2, 2
APPENDIX = ("investment", "definitions")
"""Slides that stand behind the decisions."""
NAMES = {
    "summary": "Executive summary",
    "promises": "Commitments from last time",
    "goals": "Your goals",
    "value": "Value delivered",
    "worth": "Value in your money",
    "service": "Service against what we agreed",
    "incidents": "Incidents and near misses",
    "adoption": "Usage and adoption",
    "sizing": "Right-sizing",
    "voice": "What you told us",
    "heard": "You said, we did",
    "peers": "Compared with others like you",
    "challenges": "What we do better",
    "renewal": "What ends when",
    "joint_plan": "What we do together next",
    "roadmap": "The way to your goals",
    "options": "Options worth a look",
    "design": "The design, option by option",
    "investment": "Investment summary",
    "definitions": "How the figures are made",
}
"""The topics in the order of the meeting, as the agenda calls them."""
MINUTES = {
    "summary": 10,
    "promises": 5,
    "goals": 5,
    "value": 5,
    "worth": 5,
    "service": 10,
    "incidents": 5,
    "adoption": 10,
    "sizing": 5,
    "voice": 10,
    "heard": 5,
    "peers": 5,
    "challenges": 5,
    "renewal": 5,
    "joint_plan": 10,
    "roadmap": 5,
    "options": 5,
    "design": 10,
    "investment": 5,
    "definitions": 0,
}
OUTAGES = ("service.availability", "service.sla_budget_used", "service.incidents", "service.mttr")
TICKETS = ("service.tickets", "service.hours_to_close", "service.rating")
ANSWERS = ("voice.nps", "voice.answered", "voice.coverage")
SPEND = ("spend.quarter", "spend.month", "spend.year")
"""The figures of a topic's slide, by id; of service those of tickets where no outages are recorded."""
MEASURED = ("summary", "service", "incidents", "adoption", "voice")
"""Slides that say what the customer got."""
WRITTEN_BY_HAND = ("challenges",)
"""Slides that a person may fill where the data cannot."""
HIDDEN_AT_FIRST = ("value", "sizing", "peers", "renewal", "roadmap", "investment")
"""Slides that a person asks for: their figures stand on others too, or are not for every meeting, unless the data calls
for them."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A slide that may be part of the review. `slide` None: the data or the plan cannot fill it, and `why`.

    `asked_for`: it is shown only where somebody wants it; `choices`: the exhibits of the topic to choose from;
    `so_what`: the line proposed; `repeats`: by what it can be repeated, with a slide for each."""

    id: str
    name: str
    slide: Slide | None
    why: str = ""
    asked_for: bool = False
    choices: tuple[CustomerExhibit, ...] = ()
    so_what: str = ""
    repeats: Mapping[Repeat, tuple[Slide, ...]] | None = None

    @property
    def written_by_hand(self) -> bool:
        """Whether a person may fill it where the data cannot."""
        return self.id in WRITTEN_BY_HAND


def offers(found: Material, asks: Sequence[str] | None = None) -> dict[str, Offer]:
    """All slides by id, in their order; `asks`: what we want decided, else what is proposed."""
    made = {
        "summary": _summary(found, proposed_asks(found) if asks is None else asks),
        "promises": _planned(
            found.success.promises, "no commitment of an earlier quarter is written in the success plan"
        ),
        "goals": _planned(_goals(found), "no goal is written in the success plan"),
        "value": value(found),
        "worth": _planned(found.success.worth, "no worth of a goal is agreed in the success plan"),
        "service": _service(found),
        "incidents": _incidents(found),
        "adoption": _adoption(found),
        "sizing": _sizing(found),
        "voice": _nps(found),
        "heard": _planned(found.success.heard, "nothing that they told us is written in the success plan"),
        "peers": _peers(found),
        "challenges": challenges(found),
        "renewal": _renewal(found),
        "joint_plan": _planned(found.success.joint_plan, "no dated step is written in the success plan"),
        "roadmap": _planned(found.success.roadmap, "no step of the joint plan serves a goal"),
        "options": options(found),
        "design": design(found),
        "investment": _content(found.spend, SPEND, found.spend.by_product, found.spend.services),
        "definitions": _planned(definitions(found.figures(investment=False)), "no figure is known"),
    }
    lines = so_whats(found)
    asked_for = {key for key in HIDDEN_AT_FIRST if not _called_for(key, found, made)}
    return {key: _offer(found, key, slide, lines.get(key, ""), key in asked_for) for key, slide in made.items()}


def _called_for(key: str, found: Material, made: Mapping[str, Slide | str]) -> bool:
    """Whether the data itself calls for a slide that is not for every meeting."""
    match key:
        case "investment":
            return _only_money(found, made)
        case "renewal":
            return bool(found.runway and found.runway.soon)
        case "sizing":
            return bool(found.sizing and found.sizing.worth_telling)
    return False


def _only_money(found: Material, made: Mapping[str, Slide | str]) -> bool:
    """Whether a company has loaded nothing that a review could show but what its customers pay: then it shows that."""
    measured = (found.service, found.adoption, found.voice)
    return all(topic.missing for topic in measured) and not any(isinstance(made[key], Slide) for key in MEASURED)


def _offer(found: Material, key: str, made: Slide | str, line: str, asked_for: bool) -> Offer:
    if isinstance(made, str):
        return Offer(id=key, name=NAMES[key], slide=None, why=made, asked_for=asked_for)
    slide = replace(made, id=key)
    return Offer(
        id=key, name=NAMES[key], slide=slide, asked_for=asked_for, choices=_choices(found, key, slide), so_what=line,
        repeats=_repeats(found, key),
    )  # fmt: skip


def _choices(found: Material, key: str, slide: Slide) -> tuple[CustomerExhibit, ...]:
    """The exhibits of the slide first, then the others of its topic."""
    topics: dict[str, CustomerBriefing] = {
        "service": found.service, "incidents": found.service, "adoption": found.adoption, "voice": found.voice,
        "investment": found.spend, "goals": found.success, "joint_plan": found.success,
        **({"renewal": found.runway} if found.runway else {}), **({"design": found.design} if found.design else {}),
    }  # fmt: skip
    others = topics[key].exhibits if key in topics else ()
    rows = (in_rows(shown) for shown in slide.exhibits if isinstance(shown, Bullets | Timeline))
    return tuple({shown.id: shown for shown in (*slide.exhibits, *rows, *others)}.values())


def _repeats(found: Material, key: str) -> Mapping[Repeat, tuple[Slide, ...]]:
    """A slide for each product or site of the topic."""
    parts = [one for one in found.behind if one.topic == key]
    return {
        by: tuple(
            Slide(
                id=f"{key}.{by}.{number}",
                title=one.exhibits[0].title,
                subtitle=f"{NAMES[key]} · {one.label}",
                exhibits=one.exhibits[:MOST_EXHIBITS],
                notes="\n".join(shown.alt for shown in one.exhibits),
            )
            for number, one in enumerate((part for part in parts if part.by is by), start=1)
        )
        for by in Repeat
        if any(part.by is by for part in parts)
    }


def _summary(found: Material, asks: Sequence[str]) -> Slide | str:
    """The executive summary; without a plan and with figures alone, these."""
    table = executive(found, asks)
    if table is None and not found.summary.figures:
        return "there are no service, usage or survey figures, and no success plan"
    title = opening(found)
    figures = () if table else once((*_named(found, title), *found.summary.figures))
    exhibits = (table,) if table else ()
    return Slide(id="", title=title, figures=figures, exhibits=exhibits, notes=_notes(found))


def _named(found: Material, title: str) -> Iterator[Figure]:
    """The figures whose change a title tells."""
    for one in found.figures(investment=False):
        if (said := went(one)) and inside(said) in inside(title):
            yield one


def _notes(found: Material) -> str:
    """What went well, which has no row of its own."""
    well = " ".join(found.summary.outcomes)
    return f"What went well: {well}" if well else ""


def _content(topic: CustomerBriefing, figures: Sequence[str], *shown: CustomerExhibit | None) -> Slide | str:
    """A slide of a topic's headline, the figures of these ids that are known, and the exhibits it has; left out where
    there are none of these."""
    exhibits = tuple(one for one in shown if one)[:MOST_EXHIBITS]
    if not exhibits:
        return " ".join(missing.text for missing in topic.missing) or topic.headline
    known = tuple(figure for figure in picked(topic.figures, *figures) if figure.value is not None)
    notes = "\n".join(one.alt for one in exhibits)
    return Slide(id="", title=topic.headline, figures=known, exhibits=exhibits, notes=notes)


def _planned(exhibit: CustomerExhibit | None, why: str) -> Slide | str:
    """A slide of one exhibit of the success plan."""
    return Slide(id="", title=exhibit.title, exhibits=(exhibit,), notes=exhibit.alt) if exhibit else why


def _goals(found: Material) -> CustomerExhibit | None:
    """The goals on their ways; a goal or two without numbers in rows, which say what is to be agreed on."""
    goals = found.success.goals
    if goals and len(goals.bullets) <= FEW_GOALS and all(track(one) is None for one in goals.bullets):
        return unmeasured(goals)
    return goals


def _service(found: Material) -> Slide | str:
    served = found.service
    figures = OUTAGES if picked(served.figures, *OUTAGES) else TICKETS
    score = folded(served.scorecard) if served.scorecard else None
    return _content(served, figures, served.budget or score, served.tickets)


def _incidents(found: Material) -> Slide | str:
    served = found.service
    if not served.incidents:
        return next((one.text for one in served.missing if one.feed == "incidents"), "no incident is recorded")
    remedied = outages(found)
    near = f"{served.near_misses.title}." if served.near_misses else ""
    points = tuple(filter(None, (near, "" if remedied else no_remedy(found))))
    table = remedied or served.incidents
    return Slide(id="", title=table.title, exhibits=(table,), points=points, notes=table.alt)


def _adoption(found: Material) -> Slide | str:
    adopted = found.adoption
    return _content(adopted, (), adopted.utilisation, adopted.by_site, adopted.volumes)


def _sizing(found: Material) -> Slide | str:
    if found.sizing is None or found.sizing.table is None:
        return "no use of what is committed is recorded"
    return _content(found.sizing, ("sizing.saving", "sizing.need"), found.sizing.table)


def _peers(found: Material) -> Slide | str:
    if found.peers is None or found.peers.table is None:
        return "fewer than eight other customers of a similar size are known"
    return _content(found.peers, (), found.peers.table)


def _renewal(found: Material) -> Slide | str:
    if found.runway is None or found.runway.timeline is None:
        return "no contract that runs is recorded"
    made = _content(found.runway, ("renewal.days_to_act", "renewal.days", "renewal.per_month"), found.runway.timeline)
    # The sentence of the topic may be the one that the review opens with; what was frozen before knows the question.
    urges = found.runway.urges or found.runway.asks.rstrip(".")
    return replace(made, title=urges) if isinstance(made, Slide) and urges else made


def _nps(found: Material) -> Slide | str:
    heard = found.voice
    if not heard.figures or heard.figure("voice.answered").value == 0:
        return heard.headline
    return _content(heard, ANSWERS, heard.answers, heard.comments)
