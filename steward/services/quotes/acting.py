"""What is done to a quote: begun, edited, submitted, decided, presented, accepted. Each is one line of its ledger,
written under the account's lock to what the file says at that moment, or nothing at all."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from steward.briefings.internal.quotes.asked import AskedApproval, asked, is_done, undone
from steward.briefings.internal.quotes.quote import EXPIRED, OpenedQuote
from steward.briefings.internal.quotes.who import is_own, name_of, same_person
from steward.domain.clocks import moment_of
from steward.domain.quoting.policy import Mode, readings
from steward.errors import PlanChangedMeanwhile, PlanNotSaved
from steward.plans.customer import offer as offers
from steward.plans.customer.offer import OfferFile
from steward.plans.files.store import Plans, Saved
from steward.plans.internal import pricing as pricings
from steward.plans.internal import quote_record
from steward.plans.internal.pricing import PricingFile
from steward.plans.internal.quote_files import SUBMITTED
from steward.plans.internal.quote_fold import written
from steward.plans.internal.quote_record import DRAFT, QUOTE, ApprovalEvidence, Verdict, content_of
from steward.services.quotes.opened import record_of
from steward.workflow import ledger
from steward.workflow.ledger import LedgerEvent

_EVENT = {Verdict.REJECT: "rejected", Verdict.SEND_BACK: "sent_back"}


def begin(plans: Plans, account_id: str, offer: OfferFile, pricing: PricingFile, who: str) -> str:
    """A new quote of an account: its id, which no other gets. Raises PlanNotSaved."""
    folder = plans.to_change(account_id).joinpath(offers.FOLDER)
    with plans.alone(account_id, f"{offers.FOLDER}/new"):
        quote_id = _free(folder)
    _edit(plans, offers.file_of(quote_id), OfferFile, account_id, lambda _: offer, who)
    _edit(plans, pricings.file_of(quote_id), PricingFile, account_id, lambda _: pricing, who)
    return quote_id


def edit_offer(plans: Plans, quote: OpenedQuote, edit: Callable[[OfferFile], OfferFile], who: str) -> Saved[OfferFile]:
    """Change what is offered, while it is a draft. Raises PlanNotSaved."""
    _draft(plans, quote)
    return _edit(plans, offers.file_of(quote.quote_id), OfferFile, quote.account_id, edit, who)


def edit_pricing(
    plans: Plans, quote: OpenedQuote, edit: Callable[[PricingFile], PricingFile], who: str
) -> Saved[PricingFile]:
    """Change list, cost and reasons, while it is a draft. Raises PlanNotSaved."""
    _draft(plans, quote)
    return _edit(plans, pricings.file_of(quote.quote_id), PricingFile, quote.account_id, edit, who)


def submit(plans: Plans, quote: OpenedQuote, who: str, note: str = "") -> LedgerEvent:
    """Make a version of the draft and ask who must approve it; where nobody must, it is approved at once.

    Raises PlanNotSaved: while anything is missing in it, or in the policy."""
    if quote.faults:
        raise PlanNotSaved(" ".join(quote.faults))
    _ruled(quote)
    plans.to_change(quote.account_id)
    with plans.alone(quote.account_id, quote.offer.file):
        plans.keep(quote.offer)
        plans.keep(quote.pricing)
    about = {
        "offer": quote.offer.digest, "pricing": quote.pricing.digest, "policy": quote.policy.digest, "note": note,
        "open": [need.key for need in undone(quote)], "owner": quote.offer.plan.offer.owner,
        "ends": {name: day.isoformat() for name, day in quote.ends.items()},
    }  # fmt: skip
    event = "submitted" if undone(quote) else "passed"
    return _record(plans, quote, who, event, about, content_of(quote.offer.digest, quote.pricing.digest))


def decide(
    plans: Plans, quote: OpenedQuote, key: str, person: str, verdict: Verdict, comment: str, who: str,
    *, signed_in: bool,
) -> LedgerEvent:  # fmt: skip
    """What an approver says of a need; `person` decides and `who` writes it down: the same, or on their behalf.

    Raises PlanNotSaved where they are not asked, or it is their own."""
    one = may_decide(quote, key, person)
    if verdict is not Verdict.APPROVE and not comment.strip():
        raise PlanNotSaved("Say why: whoever made the quote has to know what to change.")
    known = bool(one.holders) and same_person(quote, who, person)
    grade = ApprovalEvidence.SIGNED_IN if known and signed_in else ApprovalEvidence.ON_BEHALF
    if not known:
        plans.to_change(quote.account_id)  # for others only who may change the account writes it down
        if not comment.strip():
            raise PlanNotSaved("Say how and when they said so: nobody else has seen it.")
    return decided(plans, quote, one, person, verdict, comment, who, grade)


def decided(
    plans: Plans, quote: OpenedQuote, one: AskedApproval, person: str, verdict: Verdict, comment: str, who: str,
    grade: ApprovalEvidence, more: Mapping[str, Any] | None = None,
) -> LedgerEvent:  # fmt: skip
    """Write down what somebody who may decide said, with what the rules read; `more`: where it was said."""
    about = {
        "need": one.need.key, "role": one.need.role, "person": person, "comment": comment, "evidence": grade.value,
        "policy": quote.policy.digest, "read": written(readings(quote.policy.rules, quote.offered)), **(more or {}),
    }  # fmt: skip
    return _record(plans, quote, who, _event_of(quote, one, person, verdict), about, _content(quote))


def may_decide(quote: OpenedQuote, key: str, person: str) -> AskedApproval:
    """The need that somebody is asked about now. Raises PlanNotSaved where they are not."""
    found = next((one for one in asked(quote) if one.need.key == key), None)
    if found is None or not found.is_open:
        raise PlanNotSaved("Nobody is asked for this now.")
    _ruled(quote)
    if is_own(quote, person):
        raise PlanNotSaved("Nobody approves their own quote.")
    if found.holders and not any(same_person(quote, person, one) for one in found.holders):
        raise PlanNotSaved(f"{name_of(quote, person)} does not decide as {found.need.role}.")
    if not quote.as_submitted:
        raise PlanChangedMeanwhile("The quote is not what was submitted: have it sent back, and submitted anew.")
    return found


def delegate(plans: Plans, quote: OpenedQuote, key: str, person: str, to: str, who: str) -> LedgerEvent:
    """Somebody else decides of a need in somebody's place. Raises PlanNotSaved, also where it would go in a circle."""
    one = may_decide(quote, key, person)
    if not one.holders or not same_person(quote, who, person):
        raise PlanNotSaved("Only who is asked passes it on.")
    if is_own(quote, to):
        raise PlanNotSaved("Nobody approves their own quote.")
    if not to.strip() or same_person(quote, to, person) or any(same_person(quote, to, each) for each in one.holders):
        raise PlanNotSaved(f"{name_of(quote, to) or 'Nobody'} is asked already.")
    given = {(made.need, made.person) for made in quote.record.delegations if made.version == quote.record.version}
    if (key, to) in given:
        raise PlanNotSaved(f"{name_of(quote, to)} passed this on before.")
    return _record(plans, quote, who, "delegated", {"need": key, "person": person, "to": to})


def recall(plans: Plans, quote: OpenedQuote, who: str) -> LedgerEvent:
    """Take a submitted quote back, to change it. Raises PlanNotSaved, StepNotAllowed."""
    plans.to_change(quote.account_id)
    return _record(plans, quote, who, "recalled")


def revise(plans: Plans, quote: OpenedQuote, who: str) -> LedgerEvent:
    """Begin the next version of one that was approved or presented. Raises StepNotAllowed."""
    plans.to_change(quote.account_id)
    return _record(plans, quote, who, "revised")


def present(plans: Plans, quote: OpenedQuote, who: str) -> LedgerEvent:
    """Say that the customer has it. Raises PlanNotSaved where it is over, or not what was approved."""
    plans.to_change(quote.account_id)
    _as_approved(quote)
    return _record(plans, quote, who, "presented", content=_content(quote))


def accept(plans: Plans, quote: OpenedQuote, who: str, said: str = "") -> LedgerEvent:
    """Say that the customer accepted it. Raises PlanNotSaved: expired, a void approval, evidence that is too weak, a
    signature under another text, or one that was declined while nobody says how they accepted it (`said`)."""
    plans.to_change(quote.account_id)
    _as_approved(quote)
    if weak := _too_weak(quote):
        raise PlanNotSaved(weak)
    if differs := quote.signed_otherwise:
        raise PlanNotSaved(differs)
    if quote.not_signed and not said.strip():
        raise PlanNotSaved(f"{quote.not_signed} Say how they accepted it all the same.")
    return _record(plans, quote, who, "accepted", {"said": said}, _content(quote))


def close(plans: Plans, quote: OpenedQuote, event: str, who: str, why: str = "") -> LedgerEvent:
    """`declined`, `superseded` or `dropped`. Raises StepNotAllowed."""
    plans.to_change(quote.account_id)
    return _record(plans, quote, who, event, {"why": why})


def envelope(plans: Plans, quote: OpenedQuote, who: str, status: str, version: int, digest: str = "") -> LedgerEvent:
    """What is known of a signature. Raises StepNotAllowed."""
    plans.to_change(quote.account_id)
    return _record(plans, quote, who, "envelope", {"status": status, "version": version, "digest": digest})


def _event_of(quote: OpenedQuote, one: AskedApproval, person: str, verdict: Verdict) -> str:
    if verdict is not Verdict.APPROVE:
        return _EVENT[verdict]
    others = [need for need in undone(quote) if need.key != one.need.key]
    return "decided" if others or not is_done(one.need, quote, person) else "approved"


def _too_weak(quote: OpenedQuote) -> str:
    """Which approval has no evidence that the policy takes, in words; empty where each has, or it wants none."""
    least = quote.policy.file.asking.evidence
    given = {(one.need, one.person): one for one in quote.record.decisions if one.verdict is Verdict.APPROVE}
    stands = [given[one.need, one.person] for one in quote.standing.stands]
    for need in quote.needs:
        of_need = [one for one in stands if one.need == need.key]
        weak = [one for one in of_need if not one.evidence.reaches(least)]
        if weak and (need.mode is Mode.ALL or len(weak) == len(of_need)):
            return (
                f"The policy wants evidence of grade {least}; {weak[-1].role} was {weak[-1].evidence.says} "
                f"({weak[-1].evidence})."
            )
    return ""


def _ruled(quote: OpenedQuote) -> None:
    if quote.policy.wrong:
        raise PlanNotSaved(f"Nothing goes on until the approval rules are right: {quote.policy.wrong[0]}")


def _as_approved(quote: OpenedQuote) -> None:
    if quote.state == EXPIRED:
        raise PlanNotSaved(f"It was valid until {quote.offer.plan.offer.valid_until:%-d %B %Y}: make a new version.")
    if not quote.as_submitted:
        raise PlanNotSaved("It is not what was approved any more: make a new version.")
    _ruled(quote)
    if undone(quote):
        raise PlanNotSaved(f"{undone(quote)[0].role} has not approved it as it is.")


def _content(quote: OpenedQuote) -> str:
    last = quote.record.submitted
    return last.content if last else ""


def _draft(plans: Plans, quote: OpenedQuote) -> None:
    if record_of(plans, quote.account_id, quote.quote_id).state != DRAFT:
        raise PlanNotSaved(SUBMITTED)


def _record(
    plans: Plans, quote: OpenedQuote, who: str, event: str, about: Mapping[str, Any] | None = None, content: str = ""
) -> LedgerEvent:
    """Add one line, if nothing happened and nobody saved since the quote was opened. Raises PlanChangedMeanwhile."""
    if not who.strip():
        raise PlanNotSaved("Nothing is saved without a name: say who you are first.")
    file = quote_record.file_of(quote.quote_id)
    QUOTE.after(quote.record.state, event)
    with plans.deciding(quote.account_id, file) as folder:
        now = ledger.read(folder / file)
        if now.events != quote.record.events or _changed(plans, quote):
            raise PlanChangedMeanwhile("Somebody else changed this quote meanwhile: look at it, and try again.")
        try:
            said = {**(about or {}), "quote": quote.reference}
            return ledger.add(folder / file, who, event, said, content, moment_of(quote.today))
        except OSError as problem:
            raise PlanNotSaved(f"It could not be written down: {problem.strerror or problem}.") from problem


def _changed(plans: Plans, quote: OpenedQuote) -> bool:
    return any(
        plans.open(each.kind, each.file, each.account_id).digest != each.digest for each in (quote.offer, quote.pricing)
    )


def _edit(plans: Plans, file: str, kind: Any, account_id: str, edit: Callable[[Any], Any], who: str) -> Saved[Any]:
    return plans.edit(kind, file, account_id, edit, who)


def _free(folder: Path) -> str:
    """The next id of an account's quotes, held by its folder."""
    number = 1
    while True:
        quote_id = f"Q{number}"
        with suppress(FileExistsError):
            (folder / quote_id).mkdir()
            return quote_id
        number += 1
