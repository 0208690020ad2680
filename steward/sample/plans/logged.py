"""Calls and mails that people of the fictional company logged here: some not in the CRM yet, one back from it, one that
may be there twice."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from steward.plans.internal.activities import (
    ActivityKind,
    ActivityLog,
    CrmSystem,
    Direction,
    Exported,
    LoggedActivity,
    digest_of,
)
from steward.sample.activities import BACK_FROM_THE_CRM, activity_rows, last_call, logged_id
from steward.sample.plans.roles import MANAGER
from steward.sample.plans.scene import Scene


def logged(scene: Scene) -> ActivityLog | None:
    """The file of an account; None where nobody logged anything."""
    if scene.profile.story.key in BACK_FROM_THE_CRM:
        return _back(scene)
    teller = _TELLERS.get(scene.profile.story.key)
    return teller(scene) if teller else None


def _back(scene: Scene) -> ActivityLog | None:
    """Logged on the day, exported two days later, and by now a row of the feed."""
    row = _last_call(scene)
    if row is None:
        return None
    happened = _moment(row)
    one = _call(scene, row, logged_id(row), happened, str(row[6]), minutes=20)
    exported = happened.date() + timedelta(days=2)
    return ActivityLog(
        account_id=scene.account_id,
        logged=(one,),
        exported=(
            Exported(
                what=one.id, system=CrmSystem.SALESFORCE, object="Task", digest=digest_of(one), exported_on=exported,
                by=scene.ours(MANAGER), confirmed_on=exported + timedelta(days=3),
                external_id=str(row[0]),
            ),
        ),
    )  # fmt: skip


def _twice(scene: Scene) -> ActivityLog | None:
    """The account manager logged a call that somebody had typed into the CRM as well."""
    row = _last_call(scene)
    if row is None:
        return None
    happened = _moment(row)
    one = _call(scene, row, "logged-again", happened + timedelta(minutes=10), f"Re: {row[6]}", minutes=25)
    return ActivityLog(account_id=scene.account_id, logged=(one,))


def _fresh(scene: Scene) -> ActivityLog | None:
    """A call and a mail of the last days, which the CRM does not have."""
    row = _last_call(scene)
    if row is None:
        return None
    called = datetime.combine(scene.until + timedelta(days=5), datetime.min.time()).replace(hour=10, minute=30)
    call = _call(scene, row, "logged-credit-notes", called, "Credit notes for the second quarter", minutes=35)
    mail = LoggedActivity(
        id="logged-summary", kind=ActivityKind.MAIL, subject="What we agreed on credits", on=called.date(), at="14:05",
        direction=Direction.OUT, people=call.people, ours=scene.us(MANAGER), by=scene.ours(MANAGER),
        logged_on=called.date(), note="Both credits by the end of the month; the third invoice is checked again.",
    )  # fmt: skip
    return ActivityLog(account_id=scene.account_id, logged=(call, mail))


_TELLERS: Mapping[str, Callable[[Scene], ActivityLog | None]] = {"chronic_site": _twice, "price_dispute": _fresh}


def _last_call(scene: Scene) -> tuple[object, ...] | None:
    return last_call(list(activity_rows(scene.seed, scene.customer, scene.window, scene.staff)))


def _moment(row: tuple[object, ...]) -> datetime:
    assert isinstance(row[2], datetime)
    return row[2]


def _call(
    scene: Scene, row: tuple[object, ...], key: str, moment: datetime, subject: str, minutes: int
) -> LoggedActivity:  # fmt: skip
    """With whoever was spoken to in that row."""
    return LoggedActivity(
        id=key, kind=ActivityKind.CALL, subject=subject, on=moment.date(), at=f"{moment:%H:%M}", minutes=minutes,
        direction=Direction.OUT, people=(str(row[4]),), ours=scene.us(MANAGER), by=scene.ours(MANAGER),
        logged_on=moment.date(),
    )  # fmt: skip
