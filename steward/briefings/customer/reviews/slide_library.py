"""Every slide that the data and the plan can support, in the order of a review, and what the others lack."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from steward.briefings.customer.base import CustomerBriefing
from steward.briefings.customer.material.material import Material
from steward.briefings.customer.review import Slide
from steward.briefings.customer.reviews.more_slides import (
    challenges,
    delivery,
    design,
    in_rows,
    offerings,
    options,
    requests,
    unmeasured,
    value,
)
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
    "delivery": "Orders and delivery",
    "adoption": "Usage and adoption",
    "sizing": "Right-sizing",
    "voice": "What you told us",
    "heard": "You said, we did",
    "peers": "Compared with others like you",
    "challenges": "What we do better",
    "renewal": "What ends when",
    "joint_plan": "What we do together next",
    "roadmap": "The way to your goals",
    "offerings": "What serves your goals",
    "options": "Options worth a look",
    "design": "The design, option by option",
    "requests": "Your requests",
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
    "delivery": 5,
    "adoption": 10,
    "sizing": 5,
    "voice": 10,
    "heard": 5,
    "peers": 5,
    "challenges": 5,
    "renewal": 5,
    "joint_plan": 10,
    "roadmap": 5,
    "offerings": 5,
    "options": 5,
    "design": 10,
    "requests": 5,
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
HIDDEN_AT_FIRST = ("value", "delivery", "sizing", "peers", "renewal", "roadmap", "offerings", "investment")
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


def offers(material: Material, asks: Sequence[str] | None = None) -> dict[str, Offer]:
    """All slides by id, in their order; `asks`: what we want decided, else what is proposed."""
    made = {
        "summary": _summary(material, proposed_asks(material) if asks is None else asks),
        "promises": _planned(
            material.success.promises, "no commitment of an earlier quarter is written in the success plan"
        ),
        "goals": _planned(_goals(material), "no goal is written in the success plan"),
        "value": value(material),
        "worth": _planned(material.success.worth, "no worth of a goal is agreed in the success plan"),
        "service": _service(material),
        "incidents": _incidents(material),
        "delivery": delivery(material),
        "adoption": _adoption(material),
        "sizing": _sizing(material),
        "voice": _nps(material),
        "heard": _planned(material.success.heard, "nothing that they told us is written in the success plan"),
        "peers": _peers(material),
        "challenges": challenges(material),
        "renewal": _renewal(material),
        "joint_plan": _planned(material.success.joint_plan, "no dated step is written in the success plan"),
        "roadmap": _planned(material.success.roadmap, "no step of the joint plan serves a goal"),
        "offerings": offerings(material),
        "options": options(material),
        "design": design(material),
        "requests": requests(material),
        "investment": _content(material.spend, SPEND, material.spend.by_product, material.spend.services),
        "definitions": _planned(definitions(material.figures(investment=False)), "no figure is known"),
    }
    lines = so_whats(material)
    asked_for = {key for key in HIDDEN_AT_FIRST if not _called_for(key, material, made)}
    return {key: _offer(material, key, slide, lines.get(key, ""), key in asked_for) for key, slide in made.items()}


def _called_for(key: str, material: Material, made: Mapping[str, Slide | str]) -> bool:
    """Whether the data itself calls for a slide that is not for every meeting."""
    match key:
        case "investment":
            return _only_money(material, made)
        case "renewal":
            return bool(material.runway and material.runway.soon)
        case "delivery":
            return bool(material.delivery and material.delivery.called_for)
        case "sizing":
            return bool(material.sizing and material.sizing.worth_telling)
    return False


def _only_money(material: Material, made: Mapping[str, Slide | str]) -> bool:
    """Whether a company has loaded nothing that a review could show but what its customers pay: then it shows that."""
    measured = (material.service, material.adoption, material.voice)
    return all(topic.missing for topic in measured) and not any(isinstance(made[key], Slide) for key in MEASURED)


def _offer(material: Material, key: str, made: Slide | str, line: str, asked_for: bool) -> Offer:
    if isinstance(made, str):
        return Offer(id=key, name=NAMES[key], slide=None, why=made, asked_for=asked_for)
    slide = replace(made, id=key)
    return Offer(
        id=key, name=NAMES[key], slide=slide, asked_for=asked_for, choices=_choices(material, key, slide), so_what=line,
        repeats=_repeats(material, key),
    )  # fmt: skip


def _choices(material: Material, key: str, slide: Slide) -> tuple[CustomerExhibit, ...]:
    """The exhibits of the slide first, then the others of its topic."""
    topics: dict[str, CustomerBriefing] = {
        "service": material.service, "incidents": material.service, "adoption": material.adoption,
        "voice": material.voice, "investment": material.spend, "goals": material.success,
        "joint_plan": material.success,
        **({"renewal": material.runway} if material.runway else {}),
        **({"design": material.design} if material.design else {}),
        **({"delivery": material.delivery} if material.delivery else {}),
        **({"requests": material.requests} if material.requests else {}),
    }  # fmt: skip
    others = topics[key].exhibits if key in topics else ()
    rows = (in_rows(shown) for shown in slide.exhibits if isinstance(shown, Bullets | Timeline))
    return tuple({shown.id: shown for shown in (*slide.exhibits, *rows, *others)}.values())


def _repeats(material: Material, key: str) -> Mapping[Repeat, tuple[Slide, ...]]:
    """A slide for each product or site of the topic."""
    parts = [one for one in material.behind if one.topic == key]
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


def _summary(material: Material, asks: Sequence[str]) -> Slide | str:
    """The executive summary; without a plan and with figures alone, these."""
    table = executive(material, asks)
    if table is None and not material.summary.figures:
        return "there are no service, usage or survey figures, and no success plan"
    title = opening(material)
    figures = () if table else once((*_named(material, title), *material.summary.figures))
    exhibits = (table,) if table else ()
    return Slide(id="", title=title, figures=figures, exhibits=exhibits, notes=_notes(material))


def _named(material: Material, title: str) -> Iterator[Figure]:
    """The figures whose change a title tells."""
    for one in material.figures(investment=False):
        if (said := went(one)) and inside(said) in inside(title):
            yield one


def _notes(material: Material) -> str:
    """What went well, which has no row of its own."""
    well = " ".join(material.summary.outcomes)
    return f"What went well: {well}" if well else ""


def _content(topic: CustomerBriefing, figures: Sequence[str], *shown: CustomerExhibit | None) -> Slide | str:
    """A slide of a topic's headline, the figures of these ids that are known, and the exhibits it has; left out where
    there are none of these."""
    exhibits = tuple(exhibit for exhibit in shown if exhibit)[:MOST_EXHIBITS]
    if not exhibits:
        return " ".join(missing.text for missing in topic.missing) or topic.headline
    known = tuple(figure for figure in picked(topic.figures, *figures) if figure.value is not None)
    notes = "\n".join(exhibit.alt for exhibit in exhibits)
    return Slide(id="", title=topic.headline, figures=known, exhibits=exhibits, notes=notes)


def _planned(exhibit: CustomerExhibit | None, why: str) -> Slide | str:
    """A slide of one exhibit of the success plan."""
    return Slide(id="", title=exhibit.title, exhibits=(exhibit,), notes=exhibit.alt) if exhibit else why


def _goals(material: Material) -> CustomerExhibit | None:
    """The goals on their ways; a goal or two without numbers in rows, which say what is to be agreed on."""
    goals = material.success.goals
    if goals and len(goals.bullets) <= FEW_GOALS and all(track(bullet) is None for bullet in goals.bullets):
        return unmeasured(goals)
    return goals


def _service(material: Material) -> Slide | str:
    served = material.service
    figures = OUTAGES if picked(served.figures, *OUTAGES) else TICKETS
    score = folded(served.scorecard) if served.scorecard else None
    return _content(served, figures, served.budget or score, served.tickets)


def _incidents(material: Material) -> Slide | str:
    served = material.service
    if not served.incidents:
        return next((one.text for one in served.missing if one.feed == "incidents"), "no incident is recorded")
    remedied = outages(material)
    near = f"{served.near_misses.title}." if served.near_misses else ""
    points = tuple(filter(None, (near, "" if remedied else no_remedy(material))))
    table = remedied or served.incidents
    return Slide(id="", title=table.title, exhibits=(table,), points=points, notes=table.alt)


def _adoption(material: Material) -> Slide | str:
    adopted = material.adoption
    return _content(adopted, (), adopted.utilisation, adopted.by_site, adopted.volumes)


def _sizing(material: Material) -> Slide | str:
    if material.sizing is None or material.sizing.table is None:
        return "no use of what is committed is recorded"
    return _content(material.sizing, ("sizing.saving", "sizing.need"), material.sizing.table)


def _peers(material: Material) -> Slide | str:
    if material.peers is None or material.peers.table is None:
        return "fewer than eight other customers of a similar size are known"
    return _content(material.peers, (), material.peers.table)


def _renewal(material: Material) -> Slide | str:
    if material.runway is None or material.runway.timeline is None:
        return "no contract that runs is recorded"
    made = _content(
        material.runway, ("renewal.days_to_act", "renewal.days", "renewal.per_month"), material.runway.timeline
    )
    # The sentence of the topic may be the one that the review opens with; what was frozen before knows the question.
    urges = material.runway.urges or material.runway.asks.rstrip(".")
    return replace(made, title=urges) if isinstance(made, Slide) and urges else made


def _nps(material: Material) -> Slide | str:
    heard = material.voice
    if not heard.figures or heard.figure("voice.answered").value == 0:
        return heard.headline
    return _content(heard, ANSWERS, heard.answers, heard.comments)
