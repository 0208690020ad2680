"""Goals and steps of Harbour & Vale, a fictional logistics company, of every kind, for the tests of drawings."""

from datetime import date

from steward.exhibits import FIRST_PROMISED, Bullet, Bullets, Mark, Receipt, Span, Timeline, Unit

MIN = Unit("goal", suffix="\N{NO-BREAK SPACE}min")
SITES = Unit("goal", suffix="\N{NO-BREAK SPACE}sites")
RECEIPT = Receipt("goals reached", date(2026, 9, 30), "success_plan.toml, goals")
DUE = date(2026, 12, 31)


def goal(label: str, baseline: float | None, target: float | None, actual: float | None, unit: Unit = MIN) -> Bullet:
    """One goal, due at the end of the year."""
    owners = "Anna Koch (you), Ben Hall (us)"
    return Bullet(label=label, baseline=baseline, target=target, actual=actual, unit=unit, due=DUE, detail=owners)


FEWER = goal("Fewer minutes offline", 120, 45, 78)
REACHED = goal("Every depot on the new network", 12, 60, 63, SITES)
WORSE = goal("Quicker hand-over at the gate", 30, 20, 34)
UNMEASURED = goal("Invoices without questions", 71, 95, None)
NO_TARGET = goal("Fewer calls at night", 14, None, 9)
NO_START = goal("Shorter hand-over in the yard", None, 30, 42)
TO_KEEP = goal("Keep the ports on line", 99, 99, 100)
GOALS = (FEWER, REACHED, WORSE, UNMEASURED, NO_TARGET, NO_START, TO_KEEP)

CORE = Span(
    label="Replace the core", start=date(2026, 7, 1), end=date(2026, 9, 15), state="late", detail="Ida Lund (us)"
)
TEST = Span(label="Failover test", start=date(2026, 9, 1), end=date(2026, 10, 30), state="in progress")
BOARD = Span(label="The board decides", start=None, end=date(2026, 11, 12), state="planned", detail="Anna Koch (you)")
KICK_OFF = Span(label="Kick-off", start=None, end=date(2026, 6, 1), state="done")
ORDER = Span(label="Agree the order", start=date(2026, 6, 8), end=date(2026, 7, 10), state="done")
DROPPED = Span(label="Second route by sea", start=date(2026, 8, 3), end=date(2026, 8, 28), state="stopped")
TRAINING = Span(label="Train the dispatchers", start=date(2026, 11, 2), end=date(2026, 12, 18), state="planned")
ORDERED = Span(
    label="SD-WAN at Rotterdam", start=date(2026, 7, 6), end=date(2026, 12, 4), state="late",
    marks=(
        Mark("access ordered", date(2026, 7, 20), "done"), Mark("installed", date(2026, 11, 20), "planned"),
        Mark(FIRST_PROMISED, date(2026, 10, 16), FIRST_PROMISED),
    ),
)  # fmt: skip
SPANS = (KICK_OFF, ORDER, CORE, DROPPED, TEST, BOARD, TRAINING)


def bullets(*goals: Bullet) -> Bullets:
    """Goals as an exhibit."""
    return Bullets(id="goals", title="On the way", alt="Goals in words.", receipt=RECEIPT, bullets=goals)


def timeline(*spans: Span, today: date = date(2026, 9, 30)) -> Timeline:
    """Steps as an exhibit."""
    return Timeline(id="plan", title="The plan", alt="Steps in words.", receipt=RECEIPT, spans=spans, today=today)
