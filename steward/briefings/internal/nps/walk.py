"""Why NPS is another than a quarter before: by who answered then and now, by account, and in a paragraph."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from steward.briefings.internal.nps.sources import Heard
from steward.briefings.internal.nps.surveys import change_in_words
from steward.briefings.internal.nps.walk_steps import Leaning, NpsSteps, Spoke, Way, together
from steward.briefings.internal.walk import MOST_SAID, Walk, adding_up, in_words, largest, named
from steward.domain.nps import FEWEST_ANSWERS
from steward.exhibits import COUNT, POINTS, Bridge, Column, Figure, Receipt, Step, Table, Unit, listed
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted, grew

LEVEL = Unit("points", decimals=1)
STEP = Unit("points", decimals=1, signed=True)
_SHORT = {
    Way.BETTER: "better than before",
    Way.WORSE: "worse than before",
    Way.ALIKE: "as before",
    Way.ONLY_BEFORE: "only before",
    Way.ONLY_NOW: "only now",
}


def nps_walk(heard: Heard, score: Figure) -> Walk:
    """From the score of the quarter before to `score`, or why that cannot be told."""
    untold = _untold(heard, score)
    if untold:
        return Walk(figure=score.id, label="NPS", said=f"Why NPS changed cannot be told: {untold}")
    steps = NpsSteps(heard)
    return Walk(figure=score.id, label="NPS", said=_paragraph(steps, score), bridge=_bridge(steps), rows=_table(steps))


def _untold(heard: Heard, score: Figure) -> str:
    before = heard.book.quarter.previous.spoken
    if score.value is None:
        return score.why
    if not heard.book.is_over:
        return f"{heard.book.quarter.spoken} is not over, and its answers are held against no whole quarter."
    if heard.before.score is None:
        return f"{counted(heard.before.answered, 'answer')} in {before}, and a score needs {FEWEST_ANSWERS}."
    return ""


def _receipt(steps: NpsSteps) -> Receipt:
    return steps.heard.book.receipt("NPS walk", "internal.survey_answers", "nps_responses")


def _bridge(steps: NpsSteps) -> Bridge:
    """By who answered when; of those that answered once also as what."""
    heard = steps.heard
    before, after, then = heard.before.score or 0.0, heard.now.score or 0.0, heard.book.quarter.previous.spoken
    drawn = list(_drawn(steps))
    return Bridge(
        id="nps.walk",
        title=f"NPS {grew(POINTS, round(before), round(after))} since {then}",
        alt=in_words("NPS", LEVEL.text(before), LEVEL.text(after), drawn, STEP.text),
        receipt=_receipt(steps),
        note=f"Each answer is held against the NPS of {then}. Who answered alike both times takes no step."
        + ("" if heard.tells_whom else " The feed does not say who answered, so nobody is met again."),
        steps=(
            Step(then, before, total=True), *drawn, Step(heard.book.quarter.spoken, after, total=True),
        ),
        unit=LEVEL,
    )  # fmt: skip


def _drawn(steps: NpsSteps) -> Iterator[Step]:
    for way, found in steps.ways.items():
        once = way in (Way.ONLY_BEFORE, Way.ONLY_NOW)
        parts = [[one for one in found if one.leaning is kind] for kind in Leaning] if once else [found]
        for part in parts:
            if together(part):
                what = part[0].leaning if once else "person"
                many = "people" if what == "person" else ""
                yield Step(f"{counted(len(part), what, many)}, {_SHORT[way]}", float(together(part)))


def _moved(size: Fraction) -> str:
    return f"{float(size):.1f} points"


def _table(steps: NpsSteps) -> Table:
    """Every account where somebody answered, the largest fall first; the key opens it."""
    heard = steps.heard
    order = sorted(steps.accounts, key=lambda key: (steps.accounts[key], heard.accounts[key].name, key))
    top = largest(steps.accounts)
    most = max((abs(steps.accounts[key]) for key in top), default=Fraction())
    moved = ((heard.accounts[key].name, _moved(abs(steps.accounts[key]))) for key in top)
    who = leaders(moved, _moved(most), "account")
    first = next((steps.accounts[key] for key in top if abs(steps.accounts[key]) == most), Fraction())
    return Table(
        id="nps.walk_accounts",
        title=f"{who} moved NPS most: {STEP.text(float(first)) if who.alone else f'by {_moved(most)} each'}"
        if most
        else "No account moved NPS",
        alt=f"Table of {counted(len(order), 'account')} with answers before and now, and what each did to NPS.",
        receipt=_receipt(steps),
        note="Together the points are the difference. Tick a row to open the account.",
        keys=tuple(order),
        columns=(
            Column("Account", wide=True), Column("Owner"), Column("Answers before", COUNT),
            Column("Promoters before", COUNT), Column("Detractors before", COUNT), Column("Answers now", COUNT),
            Column("Promoters now", COUNT), Column("Detractors now", COUNT), Column("Points", STEP),
        ),
        rows=tuple(
            (
                heard.accounts[key].name, heard.accounts[key].owner,
                *(count for one in steps.surveys[key] for count in (one.answered, one.promoters, one.detractors)),
                float(steps.accounts[key]),
            )
            for key in order
        ),
    )  # fmt: skip


def _paragraph(steps: NpsSteps, score: Figure) -> str:
    """The whole and how sure it is, each way with its part, and the accounts that moved it most."""
    heard, quarter = steps.heard, steps.heard.book.quarter
    change = Decimal(str(score.delta or 0))
    before, after = round(heard.before.score or 0), round(heard.now.score or 0)
    said = (
        f"NPS {grew(POINTS, before, after)} between {quarter.previous.spoken} and {quarter.spoken} "
        f"({POINTS.change(change)}), of {counted(heard.before.answered, 'answer')} then and "
        f"{heard.now.answered:,} now."
    )
    sure = change_in_words(heard.now, heard.before, quarter.previous.spoken)
    parts = adding_up([together(found) for found in steps.ways.values()], change, decimals=0)
    ways = (
        f"{capital(way)} {POINTS.change(part)}: {_people(steps, found)}."
        for (way, found), part in zip(steps.ways.items(), parts, strict=True)
    )
    return " ".join(filter(None, (said, f"{capital(sure)}." if sure else "", *ways, _most(steps))))


def _people(steps: NpsSteps, found: Sequence[Spoke]) -> str:
    """How many, as what, and where most of it."""
    leanings = Counter(one.leaning for one in found)
    now = "now " if found[0].then and found[0].now else ""
    kinds = now + listed([counted(leanings[kind], kind) for kind in Leaning if leanings[kind]])
    accounts = Counter(one.account_id for one in found)
    most = sorted(accounts, key=lambda key: (-accounts[key], steps.heard.accounts[key].name, key))[:MOST_SAID]
    where = [f"{steps.heard.accounts[key].name} {accounts[key]}" for key in most]
    return (
        f"{kinds} ({named(where, len(accounts))})" if len(accounts) > 1 else f"{kinds} at {where[0].rsplit(' ', 1)[0]}"
    )


def _most(steps: NpsSteps) -> str:
    order = sorted(largest(steps.accounts), key=lambda key: -abs(steps.accounts[key]))[:MOST_SAID]
    if not order or len(steps.accounts) < 2:
        return ""
    told = [f"{steps.heard.accounts[key].name} ({STEP.text(float(steps.accounts[key]))})" for key in order]
    return f"By account, {listed(told)} moved it most."
