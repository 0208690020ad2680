"""The review of an account and quarter: opened as its files say, frozen, thawed, with the pictures people brought."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from steward.briefings.customer.material.material import Material, material
from steward.briefings.customer.plans.commitments import commitments_there
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.review import CustomerReview
from steward.briefings.customer.reviews.conditions import condition
from steward.briefings.customer.reviews.freezing import frozen_text, is_of, thawed
from steward.briefings.customer.reviews.noted_then import noted_then
from steward.briefings.customer.reviews.slide_library import offers
from steward.briefings.customer.reviews.storyline import choices, composed
from steward.briefings.customer.subject import Subject, subject
from steward.domain.access.scope import Scope
from steward.errors import ExportNotAllowed, FrozenUnreadable, PictureRefused, PlanChangedMeanwhile
from steward.exhibits import Picture, Receipt
from steward.exhibits.picture_files import read_picture, reduced
from steward.plans.customer import review as reviews
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import Covers, FrozenAs, Review, SlideKind
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.store import Opened, Plans
from steward.plans.files.write_once import keep_by_content, keep_next
from steward.services.reviews.as_known import agreed_then, held_then
from steward.warehouse.as_one import family
from steward.whole_files import numbered

__all__ = [
    "FROZEN",
    "PICTURES",
    "OpenedReview",
    "choices",
    "cleaned",
    "commitments_there",
    "composed",
    "condition",
    "family",
    "files_of",
    "folder_of",
    "freeze",
    "frozen_material",
    "frozen_state",
    "is_frozen",
    "keep_picture",
    "made_of",
    "offers",
    "open_review",
    "opened_file",
    "opened_files",
    "pictures_of",
    "read_frozen",
    "subject",
    "thaw",
    "to_take_out",
    "told_together",
]

FROZEN, PICTURES = "frozen", "pictures"
SUFFIX = ".json"
LARGEST_SIDE, JPEG = 2400, b"\xff\xd8\xff"
KINDS = {"PNG": ".png", "JPEG": ".jpg"}


@dataclass(frozen=True)
class OpenedReview:
    """The files behind a review as they are now, its material, and the review made of them.

    `damaged` says why frozen figures cannot be read; the material then is today's, not to be taken for frozen."""

    subject: Subject
    file: Opened[Review]
    agreed: Opened[SuccessPlan]
    material: Material
    review: CustomerReview
    names: PlanSubject
    """The success plan as the review knows it, with the names behind the ids that plan and review use."""
    held: Review
    """The review's file as its meeting left it: of a past one without what came of it later."""
    damaged: str = ""

    @property
    def accounts(self) -> tuple[str, ...]:
        """Whose figures it tells; of frozen ones, whose they were then."""
        return tuple(one.account_id for one in self.material.covers) or (self.subject.account_id,)

    def as_held(self, prepared: Review) -> Review:
        """A review that somebody is arranging, with the notes that its meeting left."""
        return prepared if self.held == self.file.plan else noted_then(prepared, self.held)

    @property
    def noted_since(self) -> bool:
        """Whether decisions or questions have come further than the review tells."""
        told, now = self.held, self.file.plan
        return (told.decisions, told.questions) != (now.decisions, now.questions)

    @property
    def frozen(self) -> FrozenAs | None:
        """What the review is frozen as; None where it reads today's figures."""
        return self.file.plan.frozen if is_frozen(self.file.plan) and not self.damaged else None


def is_frozen(prepared: Review) -> bool:
    """Whether the review is to read frozen figures."""
    return prepared.frozen.number is not None


def folder_of(plans: Plans, account_id: str, quarter: object) -> Path:
    """The folder of one review."""
    return plans.of(account_id) / reviews.FOLDER / str(quarter)


def opened_file(plans: Plans, account_id: str, quarter: object) -> Opened[Review]:
    """The review's file as it is now."""
    return plans.open(Review, reviews.file_of(quarter), account_id)


def files_of(plans: Plans, account_id: str, quarter: object) -> tuple[Path, Path]:
    """Where that file and the success plan lie."""
    folder = plans.of(account_id)
    return folder / reviews.file_of(quarter), folder / agreed.FILE


def opened_files(plans: Plans, account_id: str, quarter: object) -> tuple[Opened[Review], Opened[SuccessPlan]]:
    """The review's file and the success plan, as they are now."""
    return opened_file(plans, account_id, quarter), plans.open(SuccessPlan, agreed.FILE, account_id)


def told_together(subject: Subject, prepared: Review) -> tuple[str, ...]:
    """The accounts that a review is made of: this one, or all of its family."""
    return family(subject.warehouse, subject.account_id) if prepared.meeting.covers is Covers.FAMILY else (
        subject.account_id,
    )  # fmt: skip


def open_review(subject: Subject, plans: Plans, *, investment: bool = False) -> OpenedReview:
    """The review of the subject's account and quarter, on frozen figures where it has any."""
    file, plan = opened_files(plans, subject.account_id, subject.quarter)
    return made_of(subject, plans, file, plan, investment=investment)


def made_of(
    subject: Subject, plans: Plans, file: Opened[Review], plan: Opened[SuccessPlan], *, investment: bool = False
) -> OpenedReview:
    """The review made of files that are open already."""
    about, folder = agreed_then(subject, plans, file.plan, plan), folder_of(plans, subject.account_id, subject.quarter)
    held = held_then(subject, plans, file)
    found, damaged = _material(about, folder, file.plan, plans.scope)
    frozen_on = file.plan.frozen.frozen_on if is_frozen(file.plan) and not damaged else None
    pictures = pictures_of(folder, file.plan, about.receipt("agenda", "slides"))
    made = composed(found, about, held, investment=investment, pictures=pictures, frozen_on=frozen_on)
    return OpenedReview(subject, file, plan, found, made, about, held, damaged)


def to_take_out(opened: OpenedReview, scope: Scope) -> OpenedReview:
    """The review, for a file of it. Raises ExportNotAllowed where it tells of an account that may not be taken out."""
    if not all(one in scope.export for one in opened.accounts):
        raise ExportNotAllowed("This review covers accounts of which nothing may be taken out.")
    return opened


def _material(about: PlanSubject, folder: Path, prepared: Review, scope: Scope) -> tuple[Material, str]:
    """Frozen where it is frozen; today's else, and where the frozen is damaged, with why."""
    if not is_frozen(prepared):
        return material(about), ""
    try:
        found = read_frozen(folder, prepared.frozen, about.subject.account_id, scope)
        if bool(found.covers) is not (prepared.meeting.covers is Covers.FAMILY):
            raise FrozenUnreadable(_OTHERWISE)
        return found, ""
    except FrozenUnreadable as problem:
        return material(about), str(problem)


_OTHERWISE = "The figures were frozen of other accounts than the review covers now; freeze them again."


def read_frozen(folder: Path, frozen: FrozenAs, account_id: str, scope: Scope) -> Material:
    """The material as it was frozen for this account. Raises FrozenUnreadable, also where it is not what was frozen,
    and where it tells of an account that is not in the scope."""
    path = numbered(folder / FROZEN, int(frozen.number or 0), SUFFIX)
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise FrozenUnreadable(f"The frozen figures are not there: {path.name} cannot be read.") from problem
    if hashlib.sha256(content).hexdigest() != frozen.digest:
        raise FrozenUnreadable("The frozen figures were changed by hand since they were frozen; freeze them again.")
    found = thawed(content.decode("utf-8", "replace"))
    if not is_of(found, account_id):
        raise FrozenUnreadable("The frozen figures are not of this account alone; freeze them again.")
    if not all(one.account_id in scope.read for one in found.covers):
        raise FrozenUnreadable("The frozen figures are of accounts together that are not all yours to see.")
    return found


def frozen_state(plans: Plans, subject: Subject, prepared: Review) -> tuple[int, int] | None:
    """What tells one state of the file of frozen figures from another, whoever changed it: when and how large. None
    where nothing is frozen, or it is not there."""
    if prepared.frozen.number is None:
        return None
    folder = folder_of(plans, subject.account_id, subject.quarter) / FROZEN
    try:
        found = numbered(folder, int(prepared.frozen.number), SUFFIX).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def frozen_material(subject: Subject, plans: Plans) -> tuple[Material, FrozenAs] | None:
    """What the subject's review was frozen as; None where it reads today's figures, or is of more than this account.
    Raises FrozenUnreadable."""
    prepared = opened_file(plans, subject.account_id, subject.quarter).plan
    frozen = prepared.frozen
    if frozen.number is None or prepared.meeting.covers is Covers.FAMILY:
        return None
    folder = folder_of(plans, subject.account_id, subject.quarter)
    found = read_frozen(folder, frozen, subject.account_id, plans.scope)
    return None if found.covers else (found, frozen)


def freeze(opened: OpenedReview, plans: Plans, who: str, on: date) -> Opened[Review]:
    """Keep today's figures and exhibits with the review, which reads them from now on. Earlier ones stay.

    Raises PlanNotSaved or PlanChangedMeanwhile; the review then reads what it read before."""
    plans.to_change(opened.subject.account_id)
    folder = folder_of(plans, opened.subject.account_id, opened.subject.quarter) / FROZEN
    content = frozen_text(material(opened.names)).encode()
    number = keep_next(folder, SUFFIX, content)
    frozen = FrozenAs(number=number, frozen_on=on, frozen_by=who, digest=hashlib.sha256(content).hexdigest())
    try:
        return plans.save(opened.file, replace(opened.file.plan, frozen=frozen), who)
    except PlanChangedMeanwhile:
        # Nothing says this number yet, and nothing will.
        numbered(folder, number, SUFFIX).unlink()
        raise


def thaw(opened: OpenedReview, plans: Plans, who: str) -> Opened[Review]:
    """Read today's figures again; what was frozen stays in its file. Raises as `freeze`."""
    return plans.save(opened.file, replace(opened.file.plan, frozen=FrozenAs()), who)


def pictures_of(folder: Path, prepared: Review, receipt: Receipt) -> Mapping[str, Picture]:
    """The pictures the review's slides name, by file; one that cannot be read is not there."""
    found = {}
    for choice in prepared.slides:
        if choice.kind is SlideKind.PICTURE and choice.picture:
            path = folder / PICTURES / Path(choice.picture).name
            shown = _read_picture(path, choice.alt or choice.title, choice.id, receipt)
            if shown:
                found[choice.picture] = shown
    if logo := prepared.meeting.partner_logo:
        shown = _read_picture(folder / PICTURES / Path(logo).name, prepared.meeting.partner, "partner_logo", receipt)
        found |= {logo: shown} if shown else {}
    return found


def _read_picture(path: Path, alt: str, key: str, receipt: Receipt) -> Picture | None:
    try:
        content, (width, height) = read_picture(path)
    except PictureRefused:
        return None
    return Picture(id=f"picture.{key}", title="", alt=alt, receipt=receipt, content=content, width=width, height=height)


def keep_picture(plans: Plans, account_id: str, quarter: object, content: bytes) -> str:
    """Keep a picture with the review, without what a camera adds to it (place, time). The name of its file.

    Raises PictureRefused or PlanNotSaved."""
    plans.to_change(account_id)
    clean, suffix = cleaned(content)
    return keep_by_content(folder_of(plans, account_id, quarter) / PICTURES, suffix, clean)


def cleaned(content: bytes) -> tuple[bytes, str]:
    """A picture drawn anew: its pixels and nothing else, no larger than a slide needs. Raises PictureRefused."""
    drawn, kind = reduced(content, LARGEST_SIDE), "JPEG" if content.startswith(JPEG) else "PNG"
    drawn = drawn.convert("RGB" if kind == "JPEG" else "RGBA")
    drawn.info.clear()
    out = io.BytesIO()
    drawn.save(out, kind, **({"quality": 90} if kind == "JPEG" else {}))
    return out.getvalue(), KINDS[kind]
