"""What a signature says against the version that was approved: another text was signed, or it was not signed at all."""

from collections.abc import Sequence
from datetime import UTC
from typing import NamedTuple

from steward.domain.quoting.stamps import DIGITS
from steward.plans.internal.quote_record import Envelope, Submitted
from steward.warehouse.rows.internal.imported import ImportedEnvelope

_NOT_SIGNED = {"declined": "The customer declined to sign", "voided": "The envelope was taken back"}


class SignedText(NamedTuple):
    """The version that was signed, None where nobody said, and the digest of its text."""

    version: int | None
    digest: str


def differs(signed: SignedText | None, last: Submitted) -> str:
    """That what was signed is not a version, in words; empty where it is."""
    if signed is None:
        return ""
    if signed.version is not None and signed.version != last.version:
        return f"The customer signed version {signed.version}; version {last.version} is the one that was approved."
    digest = signed.digest.strip()
    if digest and len(digest) < DIGITS:
        return f"The text that was signed ({digest}) is named by less than {DIGITS} characters: nobody can tell which."
    if digest and not last.content.startswith(digest.casefold()):
        return f"The text that was signed ({digest}) is not that of version {last.version}."
    return ""


def not_signed(outside: Sequence[ImportedEnvelope], by_hand: Sequence[Envelope], last: Submitted) -> str:
    """That the last envelope of a version was declined or taken back, in words; empty where it was not."""
    imported = [one for one in outside if _is_of(one, last)]
    held = [one for one in by_hand if one.version == last.version]
    if imported and (no := _NOT_SIGNED.get(imported[-1].status)):
        why = f": {imported[-1].declined_reason}" if imported[-1].declined_reason else ""
        return f"{no} (envelope {imported[-1].envelope_id}){why}."
    if held and not imported and (no := _NOT_SIGNED.get(held[-1].status)):
        return f"{no}."
    return ""


def _is_of(one: ImportedEnvelope, last: Submitted) -> bool:
    """Whether an envelope is of a version; one that names none is, unless all of it was over before."""
    if one.version is not None:
        return one.version == last.version
    return one.happened_at is None or one.happened_at.replace(tzinfo=UTC).date() >= last.at.date()
