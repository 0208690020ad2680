"""The requests of accounts as their files and ledgers say them now."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from steward.briefings.internal.requests.listed import WrittenRequest
from steward.errors import PlanNotFound, StewardError
from steward.plans.customer import requests as raised
from steward.plans.customer.requests import RaisedRequest, RaisedRequests
from steward.plans.files.cached_files import CachedFiles
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Opened, Plans
from steward.plans.internal import handling as ours
from steward.plans.internal.handling import Handling
from steward.workflow import ledger
from steward.workflow.ledger import Ledger
from steward.workflow.requesting import LEDGER, folded, reference_of


def opened(plans: Plans, account_id: str) -> Opened[RaisedRequests]:
    """What the customer may read of an account's requests. Raises AccountNotFound, StewardError."""
    return plans.open(RaisedRequests, raised.FILE, account_id)


def opened_handling(plans: Plans, account_id: str) -> Opened[Handling]:
    """What only we read of them. Raises AccountNotFound, StewardError."""
    return plans.open(Handling, ours.FILE, account_id)


def written_of(plans: Plans, account_id: str) -> tuple[WrittenRequest, ...]:
    """Every request of one account, in the order of its file."""
    notes = opened_handling(plans, account_id).plan
    return tuple(_written(plans, account_id, one, notes) for one in opened(plans, account_id).plan.requests if one.id)


def written_in(plan_cache: PlanCache, account_ids: Sequence[str]) -> tuple[WrittenRequest, ...]:
    """Every request of some accounts, of files that are read again only when they change."""
    files, handling = caches(plan_cache)
    said, notes = files.all_of(account_ids), handling.all_of(account_ids)
    return tuple(_all(plan_cache.plans, said, notes))


def caches(plan_cache: PlanCache) -> tuple[CachedFiles[RaisedRequests], CachedFiles[Handling]]:
    """Both files of every account, and their ledgers count for what is kept of them."""
    plan_cache.watch(raised.FOLDER)
    return (
        plan_cache.of(RaisedRequests, raised.FILE, raised.SECTION),
        plan_cache.of(Handling, ours.FILE, "handling"),
    )


def one_of(plans: Plans, account_id: str, request_id: str) -> WrittenRequest:
    """One of them. Raises PlanNotFound."""
    found = next((one for one in written_of(plans, account_id) if one.said.id == request_id), None)
    if found is None:
        raise PlanNotFound(f"There is no request “{request_id[:60]}” of this account.")
    return found


def ledger_path(plans: Plans, account_id: str, request_id: str) -> Path:
    """Where what happened to a request is written."""
    return plans.of(account_id) / raised.file_of(request_id, LEDGER)


def ledger_of(path: Path) -> Ledger:
    """What happened to a request, read again only where its file changed. Raises StewardError."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return Ledger()
    except OSError as problem:
        raise StewardError(f"{path.name} cannot be read: {problem.strerror or problem}.") from problem
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=20_000)
def _read(path: Path, written_at: int, length: int) -> Ledger:
    """A ledger in one of its states; a line is only ever added, so its length and its time tell them apart."""
    del written_at, length
    return ledger.read(path)


def _all(
    plans: Plans, said: Mapping[str, RaisedRequests], notes: Mapping[str, Handling]
) -> Iterator[WrittenRequest]:  # fmt: skip
    for account_id, plan in said.items():
        held = notes.get(account_id, Handling(account_id=account_id))
        yield from (_written(plans, account_id, one, held) for one in plan.requests if one.id)


def _written(plans: Plans, account_id: str, one: RaisedRequest, notes: Handling) -> WrittenRequest:
    happened = ledger_of(ledger_path(plans, account_id, one.id))
    record = folded(happened, reference_of(account_id, one.id), claim=one.is_claim)
    return WrittenRequest(account_id, one, notes.of(one.id), record)
