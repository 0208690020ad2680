"""Partners in the files of the sample: how they are paid, a registration in conflict, a protection that ends soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from steward.domain.channel.roles import PartnerRole
from steward.domain.identifiers import slug
from steward.plans.company import commission_plans
from steward.plans.company.commission_plans import CommissionFile, CommissionTerms, RegistrationTerms
from steward.plans.files.store import COMPANY
from steward.plans.files.text import written
from steward.plans.internal import channel
from steward.plans.internal.channel import ChannelFile, Registration, WrittenRole
from steward.plans.internal.registration_states import UNTIL, RegistrationEvent, file_of
from steward.sample import partners
from steward.sample.plans.roles import MANAGER
from steward.sample.plans.scene import Scene
from steward.whole_files import make_folder, swap
from steward.workflow import ledger

COMMENT = "# A fictional file. `python -m steward sample` writes it where there is none.\n"
E = RegistrationEvent


@dataclass(frozen=True)
class RegistrationStep:
    """Something that happened so many days after the sample's last; `by`: which of us."""

    event: RegistrationEvent
    days: int
    by: str
    why: str = ""
    until: date | None = None


def write_commission_plans(folder: Path) -> None:
    """How partners are paid, where the company says nothing."""
    plans = tuple(
        CommissionTerms(
            id=one.plan_id, basis=one.basis, percent=float(one.percent), program=one.program,
            upfront_months=float(one.upfront_months) or None,
        )
        for one in partners.commission_plans()
    )  # fmt: skip
    terms = RegistrationTerms(protect_days=90, decide_hours=16)
    file = CommissionFile(account_id=COMPANY, registration=terms, plans=plans)
    _begin(folder / COMPANY / commission_plans.FILE, file)


def write_channel(folder: Path, scene: Scene) -> None:
    """The partners of an account whose story tells of any."""
    home = folder / slug(scene.account_id)
    if (home / channel.FILE).exists():
        return
    told = _told(scene)
    if told is None:
        return
    file, happened = told
    _begin(home / channel.FILE, file)
    for one, events in zip(file.registrations, happened, strict=True):
        path = home / file_of(one.id)
        make_folder(path.parent)
        for event in events if not path.exists() else ():
            about = {"why": event.why} if event.why else {}
            about |= {UNTIL: event.until.isoformat()} if event.until else {}
            at = datetime.combine(scene.until + timedelta(days=event.days), time(9, 30), UTC)
            ledger.add(path, event.by, event.event.value, about, at=at)


def _told(scene: Scene) -> tuple[ChannelFile, Sequence[Sequence[RegistrationStep]]] | None:
    match scene.profile.story.key:
        case "through_partner":
            return _in_conflict(scene)
        case "model_account":
            return _about_to_lapse(scene)
    return None


def _in_conflict(s: Scene) -> tuple[ChannelFile, Sequence[Sequence[RegistrationStep]]]:
    """Another agent registers what the partner of record sells here already."""
    manager = s.us(MANAGER)
    sold = s.opportunity("LTE")
    one = Registration(
        id="backup-lines", partner="CP12", what="Backup lines for the clinics", family="Internet access",
        opportunity=sold.opportunity_id if sold else "", value=2_400, close_on=s.ahead(75), raised_by=manager,
        note="Has spoken with the head of IT twice, by their own account.",
    )  # fmt: skip
    roles = (
        WrittenRole(
            id="design", partner="CP13", role=PartnerRole.INFLUENCED, share=30, from_on=s.day(-4, 12),
            note="Drew the Wi-Fi of two clinics.",
        ),
        WrittenRole(
            id="claim", partner="CP12", role=PartnerRole.OF_RECORD, from_on=s.day(0, 14), loa_on=s.day(0, 14),
            note="Says so; nobody has seen the letter.",
        ),
    )  # fmt: skip
    file = ChannelFile(account_id=s.account_id, roles=roles, registrations=(one,))
    return file, ((RegistrationStep(E.SUBMIT, 7, manager), RegistrationStep(E.REVIEW, 8, manager)),)


def _about_to_lapse(s: Scene) -> tuple[ChannelFile, Sequence[Sequence[RegistrationStep]]]:
    """Approved in summer, and nothing signed yet."""
    manager = s.us(MANAGER)
    one = Registration(
        id="security", partner="CP11", what="Firewalls for the stores", family="Security", value=3_900,
        close_on=s.ahead(20), raised_by=manager, note="Brings its own engineers.",
    )  # fmt: skip
    until = s.until + timedelta(days=14)
    events = (
        RegistrationStep(E.SUBMIT, -78, manager), RegistrationStep(E.REVIEW, -77, manager),
        RegistrationStep(E.APPROVE, -76, manager, why="We have nobody there who sells security.", until=until),
    )  # fmt: skip
    return ChannelFile(account_id=s.account_id, registrations=(one,)), (events,)


def _begin(path: Path, content: object) -> None:
    if not path.exists():
        make_folder(path.parent)
        swap(path, (COMMENT + written(content)).encode())
