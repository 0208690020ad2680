"""Slides made of several topics, and goals and steps in rows: value delivered, challenges, options worth a look."""

from dataclasses import replace

from steward.briefings.customer.delivery.needs import asked_words
from steward.briefings.customer.material.material import Material
from steward.briefings.customer.plans.goals import from_to
from steward.briefings.customer.review import Slide
from steward.briefings.customer.story.shortfalls import shortfall_table
from steward.exhibits import PERCENT, Bullet, Bullets, Cell, Column, Span, Table, Timeline, picked
from steward.exhibits.tables import without
from steward.exhibits.wording import in_a_line

DELIVERED = ("delivery.on_order", "delivery.late", "delivery.live", "delivery.on_time")
NOT_IN_SHORT = ("About", "Withdrawn", "State")
"""Of requests: what the page says."""
NOT_ON_A_SLIDE = ("Change known for", "Saving at", "Double running", "Double running at", "Trade-off")
"""Of options side by side: what the document says; `Saving at` is what frozen reviews of before call the second."""


def value(found: Material) -> Slide | str:
    """From where the goals began to where they are now."""
    goals = found.success.goals
    moved = [one for one in goals.bullets if one.baseline is not None and one.actual is not None] if goals else []
    if not goals or not any((one.progress or 0) > 0 for one in moved):
        return "no goal with a baseline has moved towards its target yet"
    best = max(moved, key=lambda one: one.progress or 0)
    table = Table(
        id="review.value",
        title=in_a_line(
            f"{best.label}: {best.unit.text(best.baseline)} when we began, {best.unit.text(best.actual)} now",
            f"{best.label}: {from_to(best)}",
            f"One of your goals went {from_to(best)}",
        ),
        alt="Table of goals from baseline to now.",
        receipt=goals.receipt,
        columns=(
            Column("Goal", wide=True),
            Column("When we began"),
            Column("Now"),
            Column("Target"),
            Column("Progress"),
        ),
        rows=tuple(_moved(one) for one in moved),
    )
    return Slide(id="", title=table.title, exhibits=(table,), notes=table.alt)


def _moved(goal: Bullet) -> tuple[str, str, str, str, str | None]:
    said = "moved away" if (goal.progress or 0) < 0 else None
    if said is None and goal.progress is not None:
        said = PERCENT.text(round(100 * goal.progress)).replace(".0", "")
    return goal.label, goal.unit.text(goal.baseline), goal.unit.text(goal.actual), goal.unit.text(goal.target), said


def challenges(found: Material) -> Slide | str:
    """What did not go well, and what we do about it."""
    table = shortfall_table(found)
    if table is None:
        return "no figure, commitment or goal got worse; name one yourself"
    return Slide(id="", title=table.title, exhibits=(table,), notes=table.alt)


def options(found: Material) -> Slide | str:
    """What of ours is worth a look for their goals, as the success plan says."""
    table = found.success.options
    if table is None:
        return "no option is written in the success plan"
    return Slide(id="", title=table.title, exhibits=(table,), notes=table.alt)


def offerings(found: Material) -> Slide | str:
    """What of ours serves their goals, as far as the company said what each product is for."""
    table = found.success.offerings
    if table is None:
        return "no product is described that serves one of their goals (Pipeline, Education, What each product is for)"
    return Slide(id="", title=table.title, exhibits=(table,), notes=table.alt)


def design(found: Material) -> Slide | str:
    """The options of the design that they were shown last, side by side."""
    if found.design is None or found.design.options is None:
        return "no design with an option is shown to the customer yet"
    table = replace(without(found.design.options, *NOT_ON_A_SLIDE), id="design.options.short")
    known = [one for one in picked(found.design.figures, "design.open_questions") if one.value is not None]
    title = table.title if len(table.rows) > 1 else found.design.headline
    return Slide(id="", title=title, figures=tuple(known), exhibits=(table,), notes=table.alt)


def delivery(found: Material) -> Slide | str:
    """What is on order on its lines of time, and what we need of them."""
    told = found.delivery
    if told is None or told.timeline is None:
        return " ".join(one.text for one in told.missing) if told and told.missing else "nothing is on order"
    return Slide(
        id="", title=told.title, figures=picked(told.figures, *DELIVERED), exhibits=(told.timeline,),
        points=asked_words(told.asked), notes=told.timeline.alt,
    )  # fmt: skip


def requests(found: Material) -> Slide | str:
    """What they asked of us and is open, and what is disputed of it."""
    told = found.requests
    shown = (told.waiting, told.claims or told.foreign_claims) if told else ()
    tables = tuple(replace(one, id=f"{one.id}.short") for one in shown if one)
    if told is None or not tables:
        return "no open request has words for the customer"
    short = tuple(without(one, *NOT_IN_SHORT) for one in tables)
    known = [one for one in told.figures if one.value is not None]
    return Slide(id="", title=told.headline, figures=tuple(known), exhibits=short, notes=tables[0].alt)


def in_rows(shown: Bullets | Timeline) -> Table:
    """Goals or steps as a table, whose lines break where a drawing has to cut them."""
    goals = isinstance(shown, Bullets)
    names = ("Goal", "When we began", "Now", "Target", "By") if goals else ("Step", "Until", "State", "Who")
    return Table(
        id=f"{shown.id}.rows",
        title=f"{shown.title}, in rows",
        alt="Table of goals from baseline to target." if goals else "Table of joint steps with their dates.",
        receipt=shown.receipt,
        note=shown.note,
        columns=tuple(Column(name, wide=not place) for place, name in enumerate(names)),
        rows=tuple(map(_goal, shown.bullets)) if isinstance(shown, Bullets) else tuple(map(_step, shown.spans)),
    )


def unmeasured(shown: Bullets) -> Table:
    """Goals without numbers: whose they are and by when, for that is all there is to say."""
    return Table(
        id=f"{shown.id}.rows",
        title=shown.title,
        alt="Table of goals with who is to reach them by when.",
        receipt=shown.receipt,
        note=shown.note,
        columns=(Column("Goal", wide=True), Column("By"), Column("Who", wide=True)),
        rows=tuple((goal.label, goal.due, goal.detail or None) for goal in shown.bullets),
    )


def _goal(one: Bullet) -> tuple[Cell, ...]:
    now = one.unit.text(one.actual)
    return one.label, one.unit.text(one.baseline), now, one.unit.text(one.target), one.due


def _step(one: Span) -> tuple[Cell, ...]:
    return one.label, one.end, one.state.capitalize(), one.detail or None
