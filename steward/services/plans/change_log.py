"""Who changed what and who took what out: over all files of people, as far as a reader sees, searched by words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple

from steward.briefings.internal.access.log import Made, changes_table, exports_table
from steward.exhibits import Table
from steward.plans.files import journal
from steward.plans.files.export_log import exports
from steward.plans.files.store import COMPANY, CompanyFiles, Plans
from steward.services.access.rules import today
from steward.workspace import Workspace

SHOWN = 500
THE_COMPANY = "the company"


def changed(workspace: Workspace, names: Mapping[str, str], words: str) -> Table:
    """Every change of these accounts (names by id), and of the company's files for whom these are, that has all of
    some words in it; the latest first."""
    plans = Plans.within(workspace)
    folders = {plans.of(account_id): name for account_id, name in names.items()}
    if workspace.scope.sees_logs:
        folders[CompanyFiles.within(workspace).of(COMPANY)] = THE_COMPANY
    found = [
        Made(line.at, line.who, line.how, name, line.file, line.changes)
        for folder, name in folders.items()
        for line in journal.lines(folder)
    ]
    kept = sorted((one for one in found if _has(words, _words(one))), key=lambda one: one.at, reverse=True)
    return changes_table(kept[:SHOWN], len(kept), today(workspace))


def taken_out(workspace: Workspace, words: str) -> Table:
    """Every file that left, that has all of some words in it; the latest first."""
    found = [one for one in exports(workspace.plans) if _has(words, map(str, astuple(one)))]
    latest = sorted(found, key=lambda one: one.at, reverse=True)
    return exports_table(latest[:SHOWN], len(found), today(workspace))


def _words(one: Made) -> Iterator[str]:
    yield from (one.who, one.how, one.account, one.file, f"{one.at:%Y-%m-%d}")
    for change in one.changes:
        yield from (change.section, change.entry, change.key, str(change.before), str(change.after))


def _has(wanted: str, words: Iterable[str]) -> bool:
    told = " ".join(words).casefold()
    return all(one in told for one in wanted.casefold().split())
