"""Whether a passport is signed, by whom, and whether its signature holds: read from the ledger of the account's move.

A signature is of a content ([adr 61]): of the words a person wrote. Whoever changes them afterwards, wherever, has it
signed anew; put back as they were, the signature holds. What was received stays so, and what changed since is told."""

from dataclasses import dataclass
from datetime import datetime

from steward.domain.books.states import TransferEvent, TransferState
from steward.domain.handover.words import HANDED_OVER, PREPARED
from steward.plans.internal.handover import HandoverFile, changed_parts, content_digest
from steward.workflow.booking import TransferStanding
from steward.workflow.ledger import LedgerEvent
from steward.workflow.signing import last


@dataclass(frozen=True, kw_only=True)
class PassportStanding:
    """Where a passport stands. `signed`: the signature of the owner who leaves holds; `fallen`: it was given, and what
    it was of changed since; `changed`: the sections that did, also after the receipt."""

    state: TransferState
    signed_out: LedgerEvent | None = None
    received: LedgerEvent | None = None
    changed: tuple[str, ...] = ()
    escalates_at: datetime | None = None
    since: datetime | None = None
    broken: tuple[int, ...] = ()

    @property
    def handed_over(self) -> bool:
        """Whether the new owner has signed."""
        return self.state in HANDED_OVER

    @property
    def fallen(self) -> bool:
        """Whether it was signed and is to be signed anew."""
        return bool(self.changed) and self.state in PREPARED

    @property
    def signed(self) -> bool:
        """Whether the signature of the owner who leaves holds."""
        return self.signed_out is not None and not self.fallen


def passport_standing(file: HandoverFile, held: TransferStanding) -> PassportStanding:
    """Where it stands by its ledger and by what its file says now."""
    out = last(held.events, TransferEvent.SIGN_OUT)
    return PassportStanding(
        state=held.state, signed_out=out, received=last(held.events, TransferEvent.RECEIVE), since=held.since,
        changed=_changed(out, file) if out else (), escalates_at=held.escalates_at, broken=held.broken,
    )  # fmt: skip


def _changed(out: LedgerEvent, file: HandoverFile) -> tuple[str, ...]:
    if out.content == content_digest(file):
        return ()
    parts = out.about.get("parts")
    return tuple(changed_parts(parts, file) if isinstance(parts, dict) else ()) or ("the passport",)
