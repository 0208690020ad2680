"""How late a line is: against the day it was promised for first, never against a later one."""

from datetime import date, timedelta

from steward.domain.ordering.states import OVER


def days_late(first_promised_on: date | None, completed_on: date | None, state: str, today: date) -> int:
    """Days between the first promise and the delivery, or today where it is still to come.

    | promised first | promised now | delivered | state       | on 8 Oct | late |
    |----------------|--------------|-----------|-------------|----------|------|
    | 25 Sep         | 30 Oct       |           | in progress | 8 Oct    | 13   |
    | 25 Sep         | 30 Oct       | 28 Sep    | completed   | 8 Oct    | 3    |
    | 25 Oct         | 25 Oct       |           | in progress | 8 Oct    | 0    |
    | 25 Sep         | 25 Sep       |           | cancelled   | 8 Oct    | 0    |
    |                |              |           | in progress | 8 Oct    | 0    |
    """
    until = completed_on or (today if state not in OVER else None)
    return max((until - first_promised_on).days, 0) if first_promised_on and until else 0


def on_time(first_promised_on: date | None, completed_on: date | None) -> bool | None:
    """Whether it was there by the first promise; None where one of the two days is not known."""
    return completed_on <= first_promised_on if first_promised_on and completed_on else None


def on_time_share(in_time: int, ended: int) -> float | None:
    """The percentage of what was delivered that was there by its first promise; None of nothing: 6 of 8 is 75."""
    return in_time / ended * 100 if ended else None


def expected_on(late_by: int, waits_since: date | None, ends_planned: date | None, today: date) -> date | None:
    """When it will be there by the pace of its milestones: what is left goes on with the delay there is by now.

    `late_by`: of the milestone reached last; `waits_since`: the first planned day of those still to come;
    `ends_planned`: the last. FOC came 5 days late, the installation was planned for 3 October and the end for 20
    October: on 8 October it is 5 days behind by both, and will be there on 25 October."""
    if ends_planned is None:
        return None
    waiting = (today - waits_since).days if waits_since else 0
    behind = timedelta(days=max(late_by, waiting, 0))
    return ends_planned + behind if behind <= date.max - ends_planned else date.max


def at_risk(promised_on: date | None, expected: date | None, state: str, today: date) -> bool:
    """Whether a day that is promised and not past will be missed by its milestones."""
    return bool(promised_on and expected and state not in OVER and today <= promised_on < expected)
