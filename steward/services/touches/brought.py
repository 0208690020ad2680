"""A mail or a meeting brought as a file: what is logged of it, with whoever of theirs and of ours it names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from steward.domain.mail_facts import mail_facts
from steward.errors import MailRefused
from steward.output.calendar_reading import meetings_of
from steward.plans.internal.activities import LONGEST, ActivityKind, ActivitySource, Direction, LoggedActivity
from steward.services.touches.log import new_id
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import touches as rows

AHEAD = timedelta(days=1)
"""A meeting this far ahead was not held yet."""
FIRST = datetime(1970, 1, 1)
"""What says that it was before is damaged, or made to break whatever counts with its day."""


@dataclass(frozen=True)
class Addresses:
    """Whose address is whose: `theirs` by address, each at one account or several; `ours`."""

    theirs: Mapping[str, Mapping[str, str]]
    ours: Mapping[str, str]

    def accounts_of(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """The accounts that any of these belong to, the one of most of them first."""
        found: dict[str, int] = {}
        for address in addresses:
            for account_id in self.theirs.get(address, {}):
                found[account_id] = found.get(account_id, 0) + 1
        return tuple(sorted(found, key=lambda one: (-found[one], one)))


@dataclass(frozen=True)
class Brought:
    """One mail or meeting of a file. `people`: the addresses in it, whoever sent or organises it first."""

    file: str
    kind: ActivityKind
    source: ActivitySource
    uid: str
    subject: str
    moment: datetime
    minutes: int | None
    sender: str
    people: tuple[str, ...]
    words: str
    known: Addresses

    @property
    def accounts(self) -> tuple[str, ...]:
        """Where it may belong."""
        return self.known.accounts_of(self.people)

    @property
    def strangers(self) -> tuple[str, ...]:
        """Addresses of nobody we know."""
        return tuple(one for one in self.people if one not in self.known.theirs and one not in self.known.ours)

    def activity(self, account_id: str, who: str) -> LoggedActivity:
        """As it is logged at an account."""
        theirs = [self.known.theirs.get(one, {}).get(account_id, "") for one in self.people]
        ours = [self.known.ours[one] for one in self.people if one in self.known.ours]
        own = self.sender in self.known.ours
        has_time = self.moment.time() != datetime.min.time()
        return LoggedActivity(
            id=new_id(self.moment.date()), kind=self.kind, subject=self.subject or self.file[:80],
            on=self.moment.date(), at=f"{self.moment:%H:%M}" if has_time else "", minutes=self.minutes,
            direction=Direction.OUT if own else Direction.IN, people=tuple(dict.fromkeys(filter(None, theirs))),
            ours=next(iter(ours), ""), note=self.words, source=self.source, uid=self.uid, by=who,
            logged_on=None,
        )  # fmt: skip


def addresses_of(warehouse: Warehouse) -> Addresses:
    """Of everybody the data knows an address of."""
    theirs: dict[str, dict[str, str]] = {}
    ours: dict[str, str] = {}
    for one in rows.addresses(warehouse):
        if one.account_id is None:
            ours.setdefault(one.email, one.key)
        else:
            theirs.setdefault(one.email, {}).setdefault(one.account_id, one.key)
    return Addresses(theirs, ours)


def read_file(name: str, content: bytes, known: Addresses, zone: str, now: datetime) -> tuple[Brought, ...]:
    """What is in a file, by how it is called: `.eml` or `.ics`. Raises MailRefused."""
    clock = ZoneInfo(zone)
    if name.lower().endswith(".eml"):
        return (_mail(name, content, known, clock, now),)
    if name.lower().endswith(".ics"):
        return tuple(_meetings(name, content, known, clock, now))
    raise MailRefused(f"{name[:60]} is neither a mail (.eml) nor a meeting (.ics).")


def _mail(name: str, content: bytes, known: Addresses, clock: ZoneInfo, now: datetime) -> Brought:
    said = mail_facts(content)
    sent = said.sent_at
    if sent is None:
        raise MailRefused(f"{name[:60]} does not say when it was sent.")
    moment = (sent.astimezone(clock) if sent.tzinfo else sent).replace(tzinfo=None, second=0, microsecond=0)
    if moment > now + AHEAD:
        raise MailRefused(f"{name[:60]} says that it was sent on a day that has not come.")
    if moment < FIRST:
        raise MailRefused(f"{name[:60]} says that it was sent in {moment.year}.")
    return Brought(
        name, ActivityKind.MAIL, ActivitySource.MAIL_FILE, said.uid, said.subject, moment, None, said.sender,
        tuple(dict.fromkeys((said.sender, *said.others))), said.words, known,
    )  # fmt: skip


def _meetings(name: str, content: bytes, known: Addresses, clock: ZoneInfo, now: datetime) -> Iterable[Brought]:
    held = [one for one in meetings_of(content, clock) if one.begins <= now + AHEAD]
    if not held:
        raise MailRefused(f"{name[:60]}: the meeting is still to come. Bring it once it was held.")
    if held[0].begins < FIRST:
        raise MailRefused(f"{name[:60]} says that a meeting was held in {held[0].begins.year}.")
    for one in held:
        minutes = one.minutes if one.minutes is None or one.minutes <= LONGEST else None
        yield Brought(
            name, ActivityKind.MEETING, ActivitySource.CALENDAR_FILE, one.uid, one.title, one.begins, minutes,
            one.organizer, one.people, one.words, known,
        )  # fmt: skip
