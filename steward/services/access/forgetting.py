"""A contact found wherever Steward keeps their name, and taken out: plans, versions, journal, frozen reviews at once,
the warehouse at the next load. Files of the company's systems and what was exported stay, and are named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from steward.domain.forgetting import FORMER, ForgottenPerson, clean, is_address, is_name
from steward.errors import AccountNotFound, NotAnAddress, NoWarehouse, PersonNotFound, PlanNotSaved
from steward.exhibits.wording import counted
from steward.plans.files import drafts, export_log
from steward.plans.files.forgetting import (
    begun,
    concerns,
    held_in,
    known_as,
    other_folders,
    people_of,
    take_out,
)
from steward.plans.files.person_in_text import text_of
from steward.plans.files.rewriting import Forgetting, Held, files_in
from steward.plans.files.store import COMPANY, Plans
from steward.plans.internal.forecast import FOLDER as CALLS
from steward.services.access.person_in_files import NotSearched, times_in
from steward.services.access.rules import today
from steward.services.data.bring.kept import brought_files, drop_trials
from steward.warehouse.forgotten import FILE, Forgotten, forget_at_every_load, forgotten
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import contacts
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import COMMAND, Workspace

BROUGHT_SAID = (
    "What lies in {0} was brought on the page Bring your data: in {0}/last it is kept to undo the last save, elsewhere"
    " it is not saved yet. Take it out on that page, or delete the folder that it lies in."
)


@dataclass(frozen=True)
class Search:
    """Whom to forget and where. `in_feed`: whether the contacts feed has them, so that the loads have to know;
    `remarks`: what the reader should know, in sentences."""

    workspace: Workspace
    account_id: str
    whom: Forgetting
    in_feed: bool
    remarks: tuple[str, ...] = ()

    @property
    def plans(self) -> Plans:
        """What people write."""
        return Plans.within(self.workspace)


@dataclass(frozen=True)
class Findings:
    """Where somebody is, or was until now. `held`: files, by their place in the home; `not_searched`: files whose
    words cannot be told; `at_loads`: whether every load leaves them out from now on."""

    search: Search
    held: tuple[Held, ...]
    not_searched: tuple[str, ...]
    at_loads: bool

    @property
    def ours(self) -> tuple[Held, ...]:
        """What the command changes."""
        return tuple(one for one in self.held if one.ours)

    @property
    def for_people(self) -> tuple[Held, ...]:
        """What stays as it is until somebody changes it."""
        return tuple(one for one in self.held if not one.ours)


def search(
    workspace: Workspace, account_id: str, contact_id: str, names: Sequence[str] = (), emails: Sequence[str] = ()
) -> Search:
    """What to look for: what the data and the plan know of a contact, and what is given. Raises AccountNotFound,
    PersonNotFound, NotAnAddress, PlanNotSaved."""
    plans = Plans.within(workspace)
    folder = plans.of(account_id)
    warehouse = _warehouse(workspace)
    _check(account_id, folder, warehouse, names, emails)
    left = begun(folder)
    if left and left.contact_id != contact_id:
        raise PlanNotSaved(
            f"Forgetting contact {left.contact_id} of {account_id} was cut off. Finish that first: "
            f"“{COMMAND} forget {account_id} {left.contact_id} --yes”."
        )
    row = contacts.called(warehouse, account_id, contact_id) if warehouse else None
    called, reached = known_as(folder, contact_id)
    all_names = clean([*_as_called(row), *called, *names, *(left.names if left else ())])
    all_emails = clean([*([row.email] if row else []), *reached, *emails, *(left.emails if left else ())])
    person = ForgottenPerson(tuple(filter(is_name, all_names)), all_emails)
    known = row is not None or contact_id in people_of(folder)
    listed = Forgotten(account_id, contact_id) in forgotten(workspace.data)
    if not person.names and not person.emails and not known and not listed:
        raise PersonNotFound(
            f"Neither the contacts nor the plan of {account_id} know “{contact_id[:60]}”. "
            'To look for somebody all the same, say --name "Full Name" or --email ADDRESS.'
        )
    ids = contacts.contact_ids(warehouse) if warehouse else []
    person = replace(person, kept=frozenset(one for one in ids if person.times(one)))
    remarks = tuple(_remarks(warehouse, account_id, contact_id, row, person, names))
    return Search(workspace, account_id, Forgetting(contact_id, person), row is not None, remarks)


def find(wanted: Search) -> Findings:
    """Where they are; nothing is changed."""
    folder = wanted.plans.of(wanted.account_id)
    held = list(_placed(wanted, folder, held_in(folder, wanted.whom)))
    for other in other_folders(wanted.plans.folder, folder):
        if concerns(other, wanted.whom):
            held += _placed(wanted, other, held_in(other, wanted.whom))
    held += _exported(wanted, change=False)
    held += _in_drafts(wanted, change=False)
    stay, not_searched = _staying(wanted)
    listed = Forgotten(wanted.account_id, wanted.whom.contact_id) in forgotten(wanted.workspace.data)
    return Findings(wanted, (*held, *stay), not_searched, listed)


def forget(wanted: Search, who: str) -> Findings:
    """Take them out; where they were, and where they still are. Raises PlanNotSaved, SourcesUnreadable."""
    plans, whom = wanted.plans, wanted.whom
    folder = plans.to_change(wanted.account_id)
    new = False
    if wanted.in_feed:
        one = Forgotten(wanted.account_id, whom.contact_id)
        try:
            new = forget_at_every_load(wanted.workspace, one, today(wanted.workspace))
        except OSError as problem:
            raise PlanNotSaved(f"data/{FILE} could not be written: {problem.strerror or problem}.") from problem
    held: list[Held] = []
    # The account's own folder last: what was begun stands there until all the others are done.
    for other in other_folders(plans.folder, folder):
        if concerns(other, whom):
            held += _placed(wanted, other, take_out(other, whom, who))
    held += _exported(wanted, change=True)
    held += _in_drafts(wanted, change=True)
    drop_trials(wanted.workspace)
    if folder.is_dir() or new:
        held += _placed(wanted, folder, take_out(folder, whom, who, tell=new))
    stay, not_searched = _staying(wanted)
    return Findings(wanted, (*held, *stay), not_searched, wanted.in_feed)


def _warehouse(workspace: Workspace) -> Warehouse | None:
    try:
        return open_warehouse(workspace)
    except NoWarehouse:
        return None


def _check(
    account_id: str, folder: Path, warehouse: Warehouse | None, names: Sequence[str], emails: Sequence[str]
) -> None:
    """That the account is there, and that what is given is what it is said to be."""
    known = {one.account_id for one in choices(warehouse)} if warehouse else set()
    if account_id not in known and not folder.is_dir():
        raise AccountNotFound(f"There is no account “{account_id[:60]}”.")
    for name in names:
        if not is_name(name):
            raise PersonNotFound(f"“{name[:60]}” is too short to be looked for: give the full name.")
    for email in emails:
        if not is_address(email):
            raise NotAnAddress(f"“{email[:80]}” is no e-mail address.")


def _as_called(row: contacts.Called | None) -> Iterator[str]:
    """What the data calls them; before it the label that tells them from a namesake, whose title is theirs, too."""
    if row:
        yield from (row.label, row.name) if is_name(row.name) else (row.name,)


def _remarks(
    warehouse: Warehouse | None, account_id: str, contact_id: str, row: contacts.Called | None, person: ForgottenPerson,
    given: Sequence[str],
) -> Iterator[str]:  # fmt: skip
    if warehouse is None:
        yield "Nothing is loaded, so only the plan and what you gave say what they are called."
    if row and not person.names:
        yield "Forgotten before, so the data no longer says the name: to look for it in files, give --name and --email."
    if row and warehouse and (others := contacts.namesakes(warehouse, account_id, contact_id, row.name)):
        yield f"Of the same name at this account: {', '.join(others)}. Texts do not tell them apart."
    if contact_id in person.kept:
        yield f"The id {contact_id} holds the name or address itself. It stays, because the data knows them by it."
    if row and [name for name in clean(given) if name.casefold() != row.name.casefold()]:
        yield "The loads know the name in the contacts feed alone: texts in the data that use another one stay."


def _placed(wanted: Search, folder: Path, held: Iterable[Held]) -> Iterator[Held]:
    """Files by their place in the home."""
    place = folder.relative_to(wanted.workspace.home).as_posix()
    return (replace(one, file=f"{place}/{one.file}") for one in held)


def _exported(wanted: Search, *, change: bool) -> Iterator[Held]:
    """The log of what was taken out."""
    times = export_log.without(wanted.plans.folder, wanted.whom.person, wanted.account_id, change=change)
    if times:
        yield Held(f"account_plans/{COMPANY}/{export_log.NAME}", times)


def _in_drafts(wanted: Search, *, change: bool) -> Iterator[Held]:
    """What people typed and have not saved."""
    home, whom = wanted.workspace.home, wanted.whom
    for path, times in drafts.without(wanted.workspace, whom.person, whom.contact_id, wanted.account_id, change=change):
        yield Held(path.relative_to(home).as_posix(), times)


def _staying(wanted: Search) -> tuple[list[Held], tuple[str, ...]]:
    """Files that people have to change, and those whose words cannot be told."""
    held, not_searched = [], []
    for path in _others(wanted):
        place = path.relative_to(wanted.workspace.home).as_posix()
        try:
            if times := times_in(path, wanted.whom.person):
                held.append(Held(place, times, ours=False))
        except NotSearched:
            not_searched.append(place)
    return held, tuple(not_searched)


def _others(wanted: Search) -> Iterator[Path]:
    """The company's data, also what was brought and is not saved, what was exported and forecast calls; of the
    account's folder, what is no text."""
    workspace, own = wanted.workspace, wanted.plans.of(wanted.account_id)
    calls = wanted.plans.folder / COMPANY / CALLS
    for folder in filter(Path.is_dir, (workspace.data, workspace.exports, calls)):
        for path in files_in(folder):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if not hidden and path != workspace.data / FILE:
                yield path
    yield from brought_files(workspace)
    if own.is_dir():
        yield from (path for path in files_in(own) if text_of(path.read_bytes()) is None)


def told(found: Findings, *, done: bool) -> tuple[str, ...]:
    """What was found, or done, in sentences."""
    person = found.search.whom.person
    looked = ", ".join([*(f"“{name}”" for name in person.names), *person.emails]) or "their entry in the plan"
    return (
        f"Looked for {looked}.",
        *found.search.remarks,
        *_about_ours(found, done=done),
        *_about_loads(found, done=done),
        *_about_others(found),
        *_about_git(found),
        *(() if done else ("Nothing was changed. With --yes it is.",)),
    )


def _about_ours(found: Findings, *, done: bool) -> Iterator[str]:
    if not found.ours:
        yield "Nothing that people wrote in Steward holds them."
        return
    verb = "Taken out of" if done else "Would be taken out of"
    times = sum(one.times for one in found.ours)
    yield (
        f"{verb} {counted(len(found.ours), 'file')} of account_plans and drafts, "
        f"{counted(times, 'place')}; there they are "
        f"“{FORMER}”, and history, versions and frozen reviews {'still work' if done else 'would still work'}:"
    )
    yield from (f"  {one.file}: {one.times:,}" for one in found.ours)


def _about_loads(found: Findings, *, done: bool) -> Iterator[str]:
    if found.search.in_feed or found.at_loads:
        said = "Every load from now on leaves" if found.at_loads else "Every load would leave"
        yield f"{said} their personal data out (data/{FILE})."
    if done and found.search.in_feed:
        yield (f"Run “{COMMAND} load” now: until then the pages and decks made of the data show them.")


def _about_others(found: Findings) -> Iterator[str]:
    if found.for_people:
        yield f"For people to change: {counted(len(found.for_people), 'file')} that Steward only reads, or handed out:"
        yield from (f"  {one.file}: {one.times:,}" for one in found.for_people)
    workspace = found.search.workspace
    brought = workspace.brought.relative_to(workspace.home).as_posix()
    if any(one.file.startswith(f"{brought}/") for one in found.for_people):
        yield BROUGHT_SAID.format(brought)
    if found.not_searched:
        yield f"Not searched, for their words cannot be told: {', '.join(found.not_searched)}."


def _about_git(found: Findings) -> Iterator[str]:
    home, plans = found.search.workspace.home, found.search.plans.folder
    if any((place / ".git").exists() for place in (plans, home, *home.parents)):
        yield "account_plans lies in a git repository: what was committed there before still holds them."
