"""The offers a customer has and has not answered, of the offers alone: imports nothing that is ours.

Of a ledger it takes which step followed which, and the digest of the offer that was presented; who approved what, and
why, it does not read out."""

from collections.abc import Iterator
from pathlib import Path

from steward.briefings.customer.proposal.presented import PresentedOffer
from steward.briefings.customer.subject import Subject
from steward.plans.customer.offer import FOLDER, OfferFile, file_of
from steward.plans.files.store import Plans
from steward.warehouse.rows.customer.account import colleague_names, contacts
from steward.workflow import ledger
from steward.workflow.quoting import LEDGER, PRESENTED, QUOTE, reference_of

VERSIONS = ("submitted", "passed")
"""The events that make a version."""


def presented(about: Subject, plans: Plans) -> tuple[PresentedOffer, ...]:
    """Those that can still be accepted, the first to end first. None of a family that is told as one."""
    if about.covers:
        return ()
    names = {
        **colleague_names(about.warehouse),
        **{one.contact_id: one.name for one in contacts(about.warehouse, about.account_id)},
    }
    found = []
    for quote_id, digest in _with_customer(plans.of(about.account_id) / FOLDER, about.account_id):
        opened = plans.open(OfferFile, file_of(quote_id), about.account_id)
        said = opened.plan.offer
        if opened.digest == digest and said.valid_until is not None and said.valid_until >= about.now:
            found.append(
                PresentedOffer(
                    title=said.title or quote_id, valid_until=said.valid_until,
                    theirs=names.get(said.recipient, said.recipient), ours=names.get(said.owner, said.owner),
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.valid_until, one.title)))


def state_of(plans: Plans, account_id: str) -> tuple[tuple[str, int, int], ...]:
    """What tells one state of an account's offers, and of what became of them, from another."""
    held = [(path.as_posix(), path.stat()) for path in sorted((plans.of(account_id) / FOLDER).glob("*/*"))]
    return tuple((path, one.st_mtime_ns, one.st_size) for path, one in held)


def _with_customer(folder: Path, account_id: str) -> Iterator[tuple[str, str]]:
    """The quotes that were presented and nothing after it, each with the digest of the offer that was."""
    for path in sorted(folder.glob(f"*/{LEDGER}")):
        state, digest = QUOTE.initial, ""
        mine = ("", reference_of(account_id, path.parent.name))
        for one in ledger.read(path).events:
            if one.about.get("quote", "") in mine and one.event in QUOTE.allowed(state):
                state = QUOTE.after(state, one.event)
                digest = str(one.about.get("offer", "")) if one.event in VERSIONS else digest
        if state == PRESENTED:
            yield path.parent.name, digest
