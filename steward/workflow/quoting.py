"""The states of a quote, as data: what may follow what. Who decided and why stands in its ledger, and nowhere here."""

from steward.workflow.machine import Transition, Workflow

LEDGER = "events.jsonl"
"""The ledger of a quote, in its folder."""
DRAFT, IN_APPROVAL, APPROVED, PRESENTED = "draft", "in_approval", "approved", "presented"
ACCEPTED, DECLINED, ORDERED, SUPERSEDED, DROPPED = "accepted", "declined", "ordered", "superseded", "dropped"
QUOTE = Workflow(
    "quote",
    DRAFT,
    (
        Transition("submitted", (DRAFT,), IN_APPROVAL),
        Transition("passed", (DRAFT,), APPROVED),
        Transition("approved", (IN_APPROVAL,), APPROVED),
        Transition("decided", (IN_APPROVAL,), IN_APPROVAL),
        Transition("delegated", (IN_APPROVAL,), IN_APPROVAL),
        Transition("rejected", (IN_APPROVAL,), DRAFT),
        Transition("sent_back", (IN_APPROVAL,), DRAFT),
        Transition("recalled", (IN_APPROVAL,), DRAFT),
        Transition("revised", (APPROVED, PRESENTED), DRAFT),
        Transition("presented", (APPROVED, PRESENTED), PRESENTED),
        Transition("accepted", (PRESENTED,), ACCEPTED),
        Transition("declined", (APPROVED, PRESENTED), DECLINED),
        Transition("superseded", (DRAFT, APPROVED, PRESENTED), SUPERSEDED),
        Transition("dropped", (DRAFT,), DROPPED),
        Transition("ordered", (ACCEPTED,), ORDERED),
    ),
    passing=("remarked", "envelope"),
)
"""`submitted` asks somebody, `passed` needed nobody; `decided` is an approval that others still follow, `approved` the
last one."""


def reference_of(account_id: str, quote_id: str) -> str:
    """What a quote is called among those of all accounts. Every event names it, so that a copied ledger is told."""
    return f"{account_id}-{quote_id}"
