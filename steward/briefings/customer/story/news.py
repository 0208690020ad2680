"""The news of a quarter, each in a sentence with its number, and which of them a review opens with.

The order is a rule, written in `docs/reviews.md`: what touched the customer comes before what we measured, their goals
before our service levels, and a level that was kept as ever is no news at all.
"""

from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass
from enum import IntEnum

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.material.summary import AS_AGREED
from steward.briefings.customer.plans.commitments import OVERDUE
from steward.briefings.customer.plans.goals import behind, goals_on_pace, reached_titles, standings
from steward.exhibits import PERCENT, Bullet, Figure, day_text, listed
from steward.exhibits.plan_places import Verdict, lag, verdict
from steward.exhibits.wording import capital, counted, in_a_line, inside, went

ACT_SOON = 60
"""Days until a contract can no longer be acted upon from which it comes before a goal that is behind its pace."""
WELL_BEHIND = 0.2
"""By how much of its way a goal is behind its pace, or has moved away, where a review is about that."""
MUCH = 0.1
"""The share by which spend over a year must grow to be told beside a lower score."""


class Weight(IntEnum):
    """What comes first in a review."""

    AS_EVER = 0
    BETTER = 20
    SLIGHTLY_BEHIND = 30
    WORSE = 40
    ON_PACE = 42
    DELIVERED = 43
    REACHED = 45
    WORTH = 46
    ENDS = 50
    OUTGROWN = 55
    SITE = 65
    NPS = 70
    DELIVERY = 72
    OWED = 75
    BEHIND = 80
    ACT_NOW = 85
    AWAY = 90
    BREACH = 95
    GONE = 100


@dataclass(frozen=True)
class News:
    """One piece of news, without a full stop. `good` None: it is neither; `short`: the same where it shares a line."""

    weight: Weight
    said: str
    good: bool | None = None
    short: str = ""


def news(found: Material) -> tuple[News, ...]:
    """All that is news, each once, the weightiest first; what weighs the same in the order of the topics."""
    topics = (_gone, _service, _worth, _goals, _owed, _delivery, _ends, _nps, _usage, _rest)
    ranked = sorted((one for topic in topics for one in topic(found)), key=lambda one: -one.weight)
    return tuple({one.said: one for one in reversed(ranked)}.values())[::-1]


def opening(found: Material) -> str:
    """The sentence that a review opens with: the weightiest news, and where that is good, the worst beside it; where a
    line has no room for both, the worst alone."""
    told = news(found)
    if not told or told[0].weight is Weight.AS_EVER:
        return found.summary.headline
    first = told[0]
    worst = next((one for one in told if one.good is False), None)
    if not first.good or worst is None:
        return first.said
    brief, bare = first.short or first.said, worst.short or worst.said
    both = ((first.said, worst.said), (brief, worst.said), (brief, bare))
    return in_a_line(*(f"{good}, but {inside(bad)}" for good, bad in both), worst.said)


def _service(found: Material) -> Iterator[News]:
    served = found.service
    if served.products_missed:
        missed, sites = "missed the agreed availability", counted(len(served.sites_over), "site")
        products, many = listed(served.products_missed), counted(len(served.products_missed), "product")
        most = f"{products} {missed}, {served.chronic_site} most" if served.chronic_site else ""
        also = f" and {sites}" if served.sites_over else ""
        said = in_a_line(most, f"{products}{also} {missed}", f"{capital(many)}{also} {missed}")
        yield News(Weight.BREACH, said, False)
    elif served.over_said:
        many = counted(len(served.sites_over), "site")
        said = in_a_line(
            f"{served.over_said} agreed", f"{capital(many)} {_were(served.sites_over)} down for longer than agreed"
        )
        yield News(Weight.SITE, said, False)


def _goals(found: Material) -> Iterator[News]:
    bullets = found.success.goals.bullets if found.success.goals else ()
    for one in behind(bullets):
        yield News(_weight(one), in_a_line(*standings(one)), False)
    if titles := reached_titles(bullets):
        more = f" and {counted(len(titles) - 2, 'goal')} more" if len(titles) > 2 else ""
        are = "is" if len(titles) == 1 else "are"
        many = f"{capital(counted(len(titles), 'goal'))} {are} reached"
        said = f"{listed([f'“{one}”' for one in titles[:2]])}{more} {are} reached"
        yield News(Weight.REACHED, in_a_line(said, many), True, many)
    elif said := goals_on_pace(bullets):
        yield News(Weight.ON_PACE, said, True)


def _worth(found: Material) -> Iterator[News]:
    """What their goals bring in their own money, where they agreed to what a unit is worth."""
    bridge = found.success.worth
    if bridge and "nothing yet" not in bridge.title and (total := float(bridge.steps[-1].value)):
        short = f"Your goals bring {bridge.unit.compact(total)} a year"
        yield News(Weight.WORTH, bridge.title, True, short) if total > 0 else News(Weight.AWAY, bridge.title, False)


def _weight(one: Bullet) -> Weight:
    if verdict(one) is Verdict.BEHIND and -(one.progress or 0) >= WELL_BEHIND:
        return Weight.AWAY
    return Weight.BEHIND if one.overdue or lag(one) >= WELL_BEHIND else Weight.SLIGHTLY_BEHIND


def _owed(found: Material) -> Iterator[News]:
    """What we promised and did not keep. What is open on their side is no reproach, and opens no review."""
    if not found.success.owed:
        return
    first, *more = found.success.owed
    rest = f", and {counted(len(more), 'commitment')} more" if more else ""
    due = day_text(first.due) if first.due else ""
    late = first.state == OVERDUE and due
    said = f"We still owe you “{first.promise}”" if late else f"We did not keep “{first.promise}”"
    many = counted(len(found.success.owed), "commitment")
    told = (
        f"{said}{f', due {due}' if late else ''}{rest}", f"{said}{rest}", f"{said}{f', due {due}' if late else ''}",
        f"We still owe you {many}{f', the last due {due}' if more else f' that was due on {due}'}" if late else "",
        f"We did not keep {many}",
    )  # fmt: skip
    yield News(Weight.OWED, in_a_line(*told), False)


def _delivery(found: Material) -> Iterator[News]:
    """What they wait for longer than we first promised, but for what waits on their side; else what came."""
    told = found.delivery
    if told is None:
        return
    if any(one.ours for one in told.open_late):
        yield News(Weight.DELIVERY, told.title, False)
    elif told.live and not told.open_late and told.live_on_time == len(told.live):
        many = capital(counted(len(told.live), "service"))
        yield News(Weight.DELIVERED, f"{many} went live by the day we first promised", True, f"{many} came as promised")


def _ends(found: Material) -> Iterator[News]:
    run = found.runway
    if run and run.soon and run.days_to_act is not None:
        yield News(Weight.ACT_NOW if run.days_to_act <= ACT_SOON else Weight.ENDS, run.headline)


def _gone(found: Material) -> Iterator[News]:
    """That nothing of ours is in use any more."""
    quarter, year = (_known(found.spend.figures, key) for key in ("spend.quarter", "spend.year"))
    if quarter and not quarter.value and year and year.previous:
        yield News(Weight.GONE, f"You had no services from us in {found.quarter.spoken}", False)


def _nps(found: Material) -> Iterator[News]:
    score = _known(found.voice.figures, "voice.nps")
    if score is None or score.good is None or not (said := went(score)):
        return
    grown = in_a_line(f"{said}{_grown(found)}", said)
    yield News(Weight.BETTER, said, True) if score.good else News(Weight.NPS, grown, False, said)


def _grown(found: Material) -> str:
    """That they bought more meanwhile, which makes a lower score the graver."""
    year = _known(found.spend.figures, "spend.year")
    share = float(year.value or 0) / float(year.previous) - 1 if year and year.previous else 0.0
    return f" while your spend over 12 months rose {PERCENT.text(100 * share)}" if share >= MUCH else ""


def _usage(found: Material) -> Iterator[News]:
    if full := found.adoption.outgrown:
        beyond = found.adoption.beyond
        are = f"{_were(full, 'is', 'are')} close to what is committed"
        what, names = ("used more than is committed", beyond) if beyond else (are, full)
        many = capital(counted(len(names), "service"))
        yield News(Weight.OUTGROWN, in_a_line(f"{listed(names)} {what}", f"{many} {what}"), False)


def _rest(found: Material) -> Iterator[News]:
    """What the measured quarter tells besides; the score is told above, with what it means."""
    told = tuple(said.rstrip(".") for said in (*found.summary.misses, *found.summary.outcomes) if not _of_score(said))
    bad = {said.rstrip(".") for said in found.summary.misses}
    for said in told:
        weight = Weight.WORSE if said in bad else Weight.AS_EVER if said == AS_AGREED else Weight.BETTER
        if not said.startswith("The agreed availability was missed"):
            yield News(weight, said, said not in bad, said.partition(" from ")[0])


def _were(names: Sized, one: str = "was", several: str = "were") -> str:
    return one if len(names) == 1 else several


def _of_score(said: str) -> bool:
    return said.startswith("NPS ")


def _known(figures: Iterable[Figure], key: str) -> Figure | None:
    return next((one for one in figures if one.id == key and one.value is not None), None)
