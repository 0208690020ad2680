"""`account_reviews/<id>/events.jsonl`: through which states an account review goes, and what a closed one said.

The event that closes a review holds the whole of it, so that it is told as it was closed whatever becomes of the file.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from steward.domain.account_reviews.words import AccountReviewAct, AccountReviewState, ReviewVerdict
from steward.domain.identifiers import slug
from steward.errors import StepNotAllowed
from steward.plans.files.keys import Kind, Record, keys_of
from steward.plans.files.values import is_empty, plain_value
from steward.plans.internal.account_reviews import AccountReview, AccountReviews, Vulnerability
from steward.workflow.ledger import Ledger, LedgerEvent
from steward.workflow.machine import Transition, Workflow

FOLDER = "account_reviews"
FILE = "events.jsonl"
KEPT = "closed"
"""In the event that closes a review: all that it said."""
Kept = TypeVar("Kept", bound=Record)


def file_of(review_id: str) -> str:
    """The ledger of a review, below the folder of its account, whatever somebody wrote as its id."""
    return f"{FOLDER}/{slug(review_id)}/{FILE}"


S, A = AccountReviewState, AccountReviewAct
ACCOUNT_REVIEW = Workflow(
    "review",
    S.PREVIEW.value,
    (
        Transition(A.PRESENT.value, (S.PREVIEW.value,), S.PRESENT.value),
        Transition(A.TEST.value, (S.PRESENT.value,), S.TEST.value),
        Transition(A.IMPROVE.value, (S.TEST.value,), S.IMPROVE.value),
        Transition(A.CLOSE.value, (S.IMPROVE.value,), S.CLOSED.value),
        Transition(A.TAKE_BACK.value, (S.PRESENT.value,), S.PREVIEW.value),
        Transition(A.TAKE_BACK.value, (S.TEST.value,), S.PRESENT.value),
        Transition(A.TAKE_BACK.value, (S.IMPROVE.value,), S.TEST.value),
        Transition(A.CALL_OFF.value, (S.PREVIEW.value, S.PRESENT.value), S.CALLED_OFF.value),
    ),
)
_STATES = {one.value: one for one in AccountReviewState}


@dataclass(frozen=True)
class ReviewStanding:
    """Where a review stands. `closed`: all it said when it was closed; `changed_since`: its file says something else by
    now; `broken`: the numbers of lines of the ledger that somebody changed."""

    state: AccountReviewState
    review: AccountReview
    found: tuple[Vulnerability, ...]
    last: LedgerEvent | None = None
    closed_on: date | None = None
    changed_since: bool = False
    broken: tuple[int, ...] = ()

    @property
    def can_take_back(self) -> bool:
        """Whether the last step can be taken back."""
        allowed = A.TAKE_BACK.value in ACCOUNT_REVIEW.allowed(self.state.value)
        return allowed and self.last is not None and self.last.event != A.TAKE_BACK


def standing(review: AccountReview, found: tuple[Vulnerability, ...], ledger: Ledger) -> ReviewStanding:
    """Where a review stands: the fold of its ledger. A closed one is told as it was closed; an event that could not
    happen, as after a line was taken out, is passed over, but for one that closes: what was closed stays so."""
    state, closing = S.PREVIEW, None
    for one in ledger.events:
        try:
            state = _STATES[ACCOUNT_REVIEW.after(state.value, one.event)]
        except StepNotAllowed:
            if not (ledger.broken and one.event == A.CLOSE and KEPT in one.about):
                continue
            state = S.CLOSED
        closing = one if one.event == A.CLOSE else closing
    if closing is None:
        return ReviewStanding(state, review, found, ledger.last, broken=ledger.broken)
    kept, kept_found = kept_of(closing.about.get(KEPT), review)
    changed = content_digest(review, found) != closing.content
    return ReviewStanding(
        state, kept, kept_found, ledger.last, closing.at.date(), changed_since=changed, broken=ledger.broken
    )


def kept_in(review: AccountReview, found: tuple[Vulnerability, ...]) -> dict[str, Any]:
    """All that a review says, in JSON's types, for the event that closes it."""
    ordered = sorted(found, key=lambda one: one.id)
    return {"review": _plain(review), "vulnerabilities": [_plain(one) for one in ordered]}


def content_digest(review: AccountReview, found: tuple[Vulnerability, ...]) -> str:
    """What tells one state of a review from another."""
    said = json.dumps(kept_in(review, found), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def kept_of(said: Any, otherwise: AccountReview) -> tuple[AccountReview, tuple[Vulnerability, ...]]:
    """What the event that closed a review holds of it; what cannot be read of it is left out."""
    if not isinstance(said, Mapping):
        return otherwise, ()
    rows = said.get("vulnerabilities")
    found = tuple(_read(Vulnerability, row) for row in rows if isinstance(row, Mapping)) if rows else ()
    review = said.get("review")
    return (_read(AccountReview, review) if isinstance(review, Mapping) else otherwise), found


def unjudged(plan: AccountReviews, review_id: str) -> Iterator[str]:
    """What of a review has to be done before it can be closed, in words."""
    for one in plan.found_in(review_id):
        if one.lacks:
            yield f"“{one.said}” {one.lacks}."


def _plain(record: Record) -> dict[str, Any]:
    held = {name: getattr(record, name) for name in keys_of(type(record))}
    return {name: _said(value) for name, value in held.items() if not is_empty(value)}


def _said(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return float(value) if isinstance(value, int | float) else plain_value(value)


def _read(kind: type[Kept], row: Mapping[str, Any]) -> Kept:
    names = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    keys = keys_of(kind)
    found = {name: _typed(keys[name].kind, value) for name, value in row.items() if name in names}
    if "verdict" in found:
        found["verdict"] = next((one for one in ReviewVerdict if one.value == found["verdict"]), ReviewVerdict.OPEN)
    return kind(**{name: value for name, value in found.items() if value is not None})


def _typed(kind: Kind, value: Any) -> Any:
    match kind:
        case Kind.DATE:
            try:
                return date.fromisoformat(str(value))
            except ValueError:
                return None
        case Kind.LIST:
            return tuple(str(one) for one in value) if isinstance(value, list) else ()
        case Kind.NUMBER:
            return float(value) if isinstance(value, int | float) else None
    return str(value)
