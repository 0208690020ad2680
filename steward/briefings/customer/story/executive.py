"""The executive summary: the quarter in four rows, from plan and data together."""

from collections.abc import Iterator, Sequence

from steward.briefings.customer.delivery.delivery import delivery_words
from steward.briefings.customer.material.material import Material
from steward.briefings.customer.plans.commitments import OVERDUE
from steward.briefings.customer.plans.goals import behind, reached_titles, standing
from steward.briefings.customer.story.shortfalls import step_for
from steward.exhibits import Bullet, Cell, Column, Receipt, Table, TableLook, day_text
from steward.exhibits.plan_places import Verdict, verdict
from steward.exhibits.wording import capital, counted, few

MOST_ASKS, MOST_MISSES = 2, 2
GOALS, COMMITMENTS, ORDERS = "Your goals", "Commitments", "Your orders"
WENT_WELL, AS_AGREED, LEVELS = "What went well", "As agreed", "met its agreed availability"
FEWEST_ROWS = 2
FELL_SHORT, ASKS = "What fell short, and what we do", "What we ask of you"


def executive(material: Material, asks: Sequence[str]) -> Table | None:
    """Goals, commitments, what went wrong, and what we ask; rows that nothing is known of are left out. Where nobody
    wrote a plan, what went well stands first. None without any but the last, or with a single one."""
    planned, fell = [*_goals(material), *_commitments(material)], [*_fell_short(material)]
    ordered = [*_orders(material)]
    rows = [*planned, *ordered, *fell] if planned else [*_went_well(material, fell), *ordered, *fell]
    if not rows or len(rows) + bool(asks) < FEWEST_ROWS:
        return None
    return Table(
        id="summary.story",
        title="The quarter in short",
        alt="Table of the quarter in short: " + "; ".join(f"{row[0]}: {str(row[2]).rstrip('.')}" for row in rows) + ".",
        receipt=Receipt("executive summary", material.as_of, "success_plan.toml, goals", (), ()),
        columns=(Column("About"), Column("Status", state=True), Column("In short", wide=True)),
        rows=(*rows, *_asked(asks)),
        look=TableLook.SUMMARY,
    )


def _went_well(material: Material, fell: Sequence[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """What the figures tell of good; not once more that every level was kept."""
    told = [said for said in material.summary.outcomes if not fell or fell[0][1] != AS_AGREED or LEVELS not in said]
    if told:
        yield WENT_WELL, AS_AGREED if any(LEVELS in said for said in told) else None, " ".join(told)


def _goals(material: Material) -> Iterator[tuple[Cell, ...]]:
    if not material.success.goals:
        return
    bullets = material.success.goals.bullets
    late = behind(bullets)
    others = [bullet.label for bullet in late[1:]]
    under_way = [bullet for bullet in bullets if verdict(bullet) is Verdict.UNDER_WAY]
    fine = [bullet.label for bullet in under_way]
    said = (
        f"{standing(late[0])}." if late else "",
        _next_for(material, late[0].label) if late else "",
        _group("Also behind", others),
        _group("On pace" if all(bullet.pace is not None for bullet in under_way) else "On the way", fine),
        _group("Reached", reached_titles(bullets)),
        *(
            f"{standing(bullet)}."
            for bullet in bullets
            if verdict(bullet) is Verdict.UNKNOWN and bullet.actual is not None
        ),
        _unmeasured(bullets),
    )
    yield GOALS, _goals_state(bullets, late), " ".join(filter(None, said))


def _goals_state(bullets: Sequence[Bullet], late: Sequence[Bullet]) -> str:
    if late:
        return _LATE[verdict(late[0])]
    if len(reached_titles(bullets)) == len(bullets):
        return "Reached"
    if all(bullet.actual is None for bullet in bullets):
        return "Not measured"
    paced = all(bullet.pace is not None for bullet in bullets if verdict(bullet) is Verdict.UNDER_WAY)
    return "On pace" if paced and any(verdict(bullet) is Verdict.UNDER_WAY for bullet in bullets) else "On the way"


_LATE = {Verdict.BEHIND: "Moved away", Verdict.OVERDUE: "Overdue", Verdict.SLOW: "Behind pace"}


def _unmeasured(bullets: Sequence[Bullet]) -> str:
    number = sum(bullet.actual is None for bullet in bullets)
    return f"{capital(counted(number, 'goal'))} not measured yet." if number else ""


def _group(name: str, titles: Sequence[str]) -> str:
    """`On pace: “A” and “B”.`, the first by name where they are many."""
    if not titles:
        return ""
    return f"{name}: {few([f'“{title}”' for title in titles])}."


def _commitments(material: Material) -> Iterator[tuple[Cell, ...]]:
    if not material.success.promises:
        return
    late = [commitment.promise for commitment in material.success.owed if commitment.state == OVERDUE]
    missed = [commitment.promise for commitment in material.success.owed if commitment.state != OVERDUE]
    said = (f"{material.success.promises.title}.", _group("We still owe you", late), _group("Not kept", missed))
    yield COMMITMENTS, _commitments_state(material), " ".join(filter(None, said))


def _commitments_state(material: Material) -> str | None:
    """None where a frozen review of before does not say."""
    if material.success.broken:
        return "Not kept"
    if material.success.ours is None:
        return None
    kept, due = material.success.ours
    return "Not due yet" if not due else "Kept" if kept == due else "Partly"


def _orders(material: Material) -> Iterator[tuple[Cell, ...]]:
    """What comes later than it was first promised, else what came in the quarter; what is on its way as ever is no
    news."""
    told = material.delivery
    if told is None or not (told.late or told.live):
        return
    late = told.open_late or told.late
    state = "Later than promised" if told.open_late else "Came late" if late else "As promised"
    first = f"{delivery_words(late[0])}." if late else ""
    more = f"And {counted(len(late) - 1, 'other date')} later than first promised." if len(late) > 1 else ""
    came = f"In service: {few(told.live)}." if told.live and not late else ""
    yield ORDERS, state, " ".join(filter(None, (first, more, came)))


def _fell_short(material: Material) -> Iterator[tuple[Cell, ...]]:
    served, misses = material.service, material.summary.misses[:MOST_MISSES]
    if served.products_missed or served.chronic_site:
        state = "Missed"
    elif misses:
        state = "Near miss" if served.near_said else "To do better"
    elif served.every_product_met:
        state = AS_AGREED
    else:
        return
    said = (
        " ".join(misses)
        if misses
        else "In service nothing: every product and every site had the availability we agreed on."
    )
    yield FELL_SHORT, state, " ".join(filter(None, (said, _remedy(material) if misses else "")))


def _remedy(material: Material) -> str:
    """The next step of the joint plan towards what fell short."""
    step = step_for(material, *material.service.products_missed, *material.service.sites_over)
    return f"What we do: “{step.step}”, until {day_text(step.due)}." if step else ""


def _next_for(material: Material, goal: str) -> str:
    """The next step of the joint plan towards a goal."""
    step = step_for(material, goal=goal)
    return f"Next: “{step.step}”, until {day_text(step.due)}." if step else ""


def _asked(asks: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    if asks:
        more = len(asks) - MOST_ASKS
        rest = f" And {counted(more, 'decision')} more." if more > 0 else ""
        yield ASKS, "To decide", " ".join(asks[:MOST_ASKS]) + rest
