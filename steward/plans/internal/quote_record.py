"""What became of a quote: its state, its versions, its approvals. All of it is the fold of its ledger (`quote_fold`).

A version is the state of both files at the moment it was submitted; Steward keeps every such state, so what was
approved can always be read, and an approval names the digest of what it was given for.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from steward.domain.quoting.policy import Reading
from steward.domain.quoting.standing import Approval
from steward.plans.customer.offer import FOLDER
from steward.workflow.ledger import LedgerEvent
from steward.workflow.quoting import (
    ACCEPTED,
    APPROVED,
    DECLINED,
    DRAFT,
    DROPPED,
    IN_APPROVAL,
    LEDGER,
    ORDERED,
    PRESENTED,
    QUOTE,
    SUPERSEDED,
)

__all__ = [
    "ACCEPTED",
    "APPROVED",
    "DECLINED",
    "DRAFT",
    "DROPPED",
    "IN_APPROVAL",
    "ORDERED",
    "PRESENTED",
    "QUOTE",
    "SUPERSEDED",
]


def file_of(quote_id: str) -> str:
    """The ledger of a quote, below the folder of its account."""
    return f"{FOLDER}/{quote_id}/{LEDGER}"


class ApprovalEvidence(StrEnum):
    """How sure it is that somebody decided, the best first."""

    SIGNED_IN = "A"
    IMPORTED = "B"
    MAIL = "C"
    ON_BEHALF = "D"

    @property
    def says(self) -> str:
        """In words."""
        return _EVIDENCE[self]

    def reaches(self, least: str) -> bool:
        """Whether it is as good as a grade that is asked for; any is where none is."""
        return not least.strip() or self.value <= least.strip().upper()


_EVIDENCE = {
    ApprovalEvidence.SIGNED_IN: "signed in",
    ApprovalEvidence.IMPORTED: "imported from the approval system",
    ApprovalEvidence.MAIL: "by mail, not verified",
    ApprovalEvidence.ON_BEHALF: "recorded on behalf",
}


class Verdict(StrEnum):
    """What an approver said."""

    APPROVE = "approved"
    REJECT = "rejected"
    SEND_BACK = "sent back"


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """A version: what both files said, and by which policy it was judged. `owner`: whose it was; `ends`: the last day
    of each contract that a line of it ends with, as the data said it."""

    version: int
    at: datetime
    who: str
    offer: str
    pricing: str
    policy: str
    content: str
    note: str = ""
    owner: str = ""
    ends: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ApprovalDecision:
    """What somebody said of one need of a version. `person`: who decided; `who`: who wrote it down; `work_item`: what
    the approval system holds of it, where it was taken over from there; `mail`: the Message-ID of the mail it was read
    from."""

    need: str
    role: str
    person: str
    verdict: Verdict
    comment: str
    evidence: ApprovalEvidence
    version: int
    at: datetime
    who: str
    read: Mapping[str, Reading]
    work_item: str = ""
    mail: str = ""


@dataclass(frozen=True, kw_only=True)
class Delegation:
    """Somebody else decides of one need of a version."""

    need: str
    person: str
    to: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What is known of a signature: the version, and the digest of the text where it was signed."""

    status: str
    version: int
    digest: str
    at: datetime
    who: str


@dataclass(frozen=True)
class QuoteRecord:
    """What became of a quote. `broken`: lines of the ledger that were changed since they were written; `copied_from`:
    the quote that some of them are of instead, as where its folder was copied."""

    state: str = DRAFT
    versions: tuple[Submitted, ...] = ()
    decisions: tuple[ApprovalDecision, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    envelopes: tuple[Envelope, ...] = ()
    events: tuple[LedgerEvent, ...] = ()
    broken: tuple[int, ...] = ()
    copied_from: str = ""

    @property
    def version(self) -> int:
        """The number of the last version that was submitted; 0 before the first."""
        return self.versions[-1].version if self.versions else 0

    @property
    def submitted(self) -> Submitted | None:
        """The last version."""
        return self.versions[-1] if self.versions else None

    @property
    def approvals(self) -> tuple[Approval, ...]:
        """The approvals that were given of any version, the last of each need and person."""
        given = {(one.need, one.person): one for one in self.decisions if one.verdict is Verdict.APPROVE}
        return tuple(
            Approval(need=one.need, role=one.role, person=one.person, version=one.version, read=one.read)
            for one in given.values()
            if not self._turned_down_since(one)
        )

    def delegate_of(self, need: str, person: str) -> str:
        """Who decides in somebody's place for the version at hand; themselves where nobody does."""
        seen = {person}
        while (to := self._to(need, person)) and to not in seen:
            seen.add(to)
            person = to
        return person

    def passed_on(self, need: str, person: str) -> frozenset[str]:
        """Everybody to whom somebody passed a need on, in any version, and they in turn."""
        found: set[str] = set()
        while more := {
            one.to
            for one in self.delegations
            if one.need == need and one.person in found | {person} and one.to not in found
        }:
            found |= more
        return frozenset(found)

    def _to(self, need: str, person: str) -> str:
        made = (one for one in reversed(self.delegations) if one.version == self.version)
        return next((one.to for one in made if (one.need, one.person) == (need, person)), "")

    def _turned_down_since(self, approval: ApprovalDecision) -> bool:
        """Whether the same need was turned down after it was approved: that approval is over."""
        return any(
            one.need == approval.need and one.verdict is not Verdict.APPROVE and one.at >= approval.at
            for one in self.decisions[self.decisions.index(approval) :]
        )


def content_of(offer: str, pricing: str) -> str:
    """What tells one version of a quote from any other, of the digests of both files."""
    return hashlib.sha256(f"{offer}\n{pricing}".encode()).hexdigest()
