"""A customer's review: the slides the data and the plan can fill, as somebody chose and worded them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.review import CustomerReview, Detail, LeftOut, Slide
from steward.briefings.customer.reviews import meeting_slides
from steward.briefings.customer.reviews.conditions import condition
from steward.briefings.customer.reviews.slide_library import (
    APPENDIX,
    MINUTES,
    MOST_EXHIBITS,
    Offer,
    offers,
)
from steward.briefings.customer.story.asks import asks
from steward.briefings.customer.story.shortfalls import written_shortfalls
from steward.briefings.customer.story.talk import talk
from steward.briefings.customer.subject import told_apart
from steward.exhibits import Figure, Picture
from steward.plans.customer.review import Repeat, Review, Shown, SlideChoice, SlideKind

OWN_MINUTES = 5
INVESTMENT = "investment"
LEADS = "summary"
"""What stands before the agenda, where it is the first of the slides."""
Pictures = Mapping[str, Picture]


def choices(offered: Mapping[str, Offer], prepared: Review, *, investment: bool = False) -> tuple[SlideChoice, ...]:
    """One choice for every slide there could be: what a person wrote, in their order, and the usual for the others."""
    written = {slide.id: slide for slide in prepared.slides}
    usual = [key for key in offered if key not in written]
    order = list(written)
    for key in usual:
        order.insert(_place(key, order, list(offered)), key)
    chosen = [written.get(key) or _usual(offered[key]) for key in order]
    return tuple(
        replace(slide, shown=Shown.ALWAYS) if investment and slide.id == INVESTMENT else slide for slide in chosen
    )


def _usual(offer: Offer) -> SlideChoice:
    return SlideChoice(id=offer.id, shown=Shown.NEVER if offer.asked_for else Shown.ALWAYS)


def _place(key: str, order: list[str], usual: list[str]) -> int:
    """Right behind the last of those that usually come before it."""
    before = set(usual[: usual.index(key)])
    return max((number + 1 for number, other in enumerate(order) if other in before), default=0)


@dataclass(frozen=True)
class _Chosen:
    """A slide of the review with the topic it is talked about under."""

    slide: Slide
    name: str
    topic: str
    minutes: int | None
    usual: int


def composed(
    material: Material,
    about: PlanSubject,
    prepared: Review,
    *,
    investment: bool = False,
    pictures: Pictures | None = None,
    frozen_on: date | None = None,
) -> CustomerReview:
    """The review made of its material, as it is prepared. `about` names people and knows what was promised;
    `pictures`: those a person brought, by the names of their files."""
    offered = offers(material, asks(material, prepared))
    figures = material.figures(investment=True)
    wanted = choices(offered, prepared, investment=investment)
    made = [_made(material, choice, offered.get(choice.id), figures, pictures or {}) for choice in wanted]
    chosen = [slide for group in made if isinstance(group, list) for slide in group]
    chosen = [
        replace(slide, slide=replace(slide.slide, notes=talk(material, slide.topic, slide.slide))) for slide in chosen
    ]
    left_out = tuple(slide for slide in made if isinstance(slide, LeftOut))
    logo = (pictures or {}).get(prepared.meeting.partner_logo)
    slides = _timed(material, about, prepared, chosen, logo)
    spent = any(slide.topic == INVESTMENT for slide in chosen)
    return CustomerReview(
        account_id=material.account_id,
        account_name=material.account_name,
        company=material.company,
        quarter=material.quarter,
        as_of=material.as_of,
        slides=slides,
        left_out=left_out,
        figures=material.figures(investment=spent),
        exhibits=material.exhibits(investment=spent),
        details=_details(material),
        frozen_on=frozen_on,
        together=told_apart(material.covers),
    )


def _made(
    material: Material, choice: SlideChoice, offer: Offer | None, figures: Sequence[Figure], pictures: Pictures
) -> list[_Chosen] | LeftOut | None:
    """The slides of one choice; what it lacks; or nothing where it is not wanted."""
    if choice.shown is Shown.NEVER:
        return None
    name = offer.name if offer else choice.title or "A slide of your own"
    if why := _not_now(choice, figures):
        return LeftOut(slide=name, why=why)
    if choice.kind is not SlideKind.TOPIC:
        return [_chosen(choice, name, _own(choice, pictures.get(choice.picture)))]
    if offer is None:
        return LeftOut(slide=choice.id, why="Steward knows no such topic")
    if offer.slide is None and offer.written_by_hand and choice.words:
        title = choice.title or offer.name
        own = Slide(
            id=choice.id,
            title=title,
            so_what=choice.so_what,
            exhibits=(written_shortfalls(material, title, paragraphs(choice.words)),),
        )
        return [_chosen(choice, name, own)]
    if offer.slide is None:
        return LeftOut(slide=offer.name, why=offer.why)
    return _repeated(choice, offer, choice.repeat) if choice.repeat else [_chosen(choice, name, _worded(choice, offer))]


def _not_now(choice: SlideChoice, figures: Sequence[Figure]) -> str:
    """Why a conditional slide is not shown; a condition nobody can read hides nothing."""
    if choice.shown is not Shown.WHEN:
        return ""
    asked = condition(choice.when)
    return asked.why_not(figures) if asked and not asked.holds(figures) else ""


def _chosen(choice: SlideChoice, name: str, slide: Slide) -> _Chosen:
    minutes = None if choice.minutes is None else int(choice.minutes)
    return _Chosen(slide, name, choice.id, minutes, MINUTES.get(choice.id, OWN_MINUTES))


def _worded(choice: SlideChoice, offer: Offer) -> Slide:
    """The topic's slide with the title, line and exhibits that somebody chose."""
    assert offer.slide is not None
    picked = tuple(shown for key in choice.exhibits for shown in offer.choices if shown.id == key)[:MOST_EXHIBITS]
    exhibits = picked or offer.slide.exhibits
    return replace(
        offer.slide,
        title=choice.title or offer.slide.title,
        so_what=choice.so_what,
        exhibits=exhibits,
        points=(*offer.slide.points, *paragraphs(choice.words)),
        notes="\n".join(shown.alt for shown in exhibits) if picked else offer.slide.notes,
    )


def paragraphs(words: str) -> tuple[str, ...]:
    """What a person wrote, a point for each paragraph or list item."""
    return tuple(line.strip().removeprefix("- ").removeprefix("* ") for line in words.splitlines() if line.strip())


def _own(choice: SlideChoice, picture: Picture | None) -> Slide:
    """A slide that a person wrote."""
    return Slide(
        id=choice.id,
        title=choice.title or "Without a title",
        so_what=choice.so_what,
        exhibits=tuple(filter(None, [picture])),
        points=paragraphs(choice.words),
        notes=picture.alt if picture else "",
    )


def _repeated(choice: SlideChoice, offer: Offer, by: Repeat) -> list[_Chosen] | LeftOut:
    """A slide for each product or site; the time is shared among them."""
    slides = (offer.repeats or {}).get(by, ())
    if not slides:
        return LeftOut(slide=offer.name, why=f"there is nothing to tell by {by}")
    whole = MINUTES.get(choice.id, OWN_MINUTES) if choice.minutes is None else int(choice.minutes)
    first, *rest = (_Chosen(slide, offer.name, choice.id, None, 0) for slide in slides)
    return [replace(first, minutes=whole), *(replace(slide, minutes=0) for slide in rest)]


def _timed(
    material: Material, about: PlanSubject, prepared: Review, chosen: list[_Chosen], logo: Picture | None
) -> tuple[Slide, ...]:  # fmt: skip
    """Opening, the quarter in short, agenda, what is talked about, decisions, and the appendix behind them."""
    talked = [slide for slide in chosen if slide.topic not in APPENDIX]
    main = talked or [slide for slide in chosen if slide.topic == INVESTMENT]
    whole = meeting_slides.length(prepared)
    minutes = meeting_slides.talked([(slide.topic, slide.minutes, slide.usual) for slide in main], whole)
    topics: dict[str, int] = {}
    for one, time in zip(main, minutes, strict=True):
        topics[one.name] = topics.get(one.name, 0) + time
    told = [replace(one.slide, minutes=time) for one, time in zip(main, minutes, strict=True)]
    decided = meeting_slides.decisions(material, prepared, about)
    first = 1 if main and main[0].topic == LEADS else 0
    behind = [slide for slide in chosen if slide not in main]
    looked_up = list(dict.fromkeys(one.name for one in behind))
    return (
        meeting_slides.opening(material, prepared, about, logo),
        *told[:first],
        meeting_slides.agenda(material, about, list(topics.items()), whole, asks(material, prepared), looked_up),
        *told[first:],
        replace(
            decided, minutes=sum(meeting_slides.ending(whole, sum(minutes))), notes=talk(material, "decisions", decided)
        ),
        *([meeting_slides.appendix(material, looked_up)] if behind else []),
        *(one.slide for one in behind),
    )


_BEHIND = {("service", Repeat.PRODUCT): "service.budget", ("adoption", Repeat.SITE): "adoption.by_site"}
"""The exhibits whose categories can be opened, and what lies behind them."""


def _details(material: Material) -> tuple[Detail, ...]:
    """What can be opened in the meeting: the months and sites behind a bar."""
    return tuple(
        Detail(exhibit_id=_BEHIND[one.topic, one.by], category=one.label, exhibits=one.exhibits)
        for one in material.behind
        if (one.topic, one.by) in _BEHIND
    )
