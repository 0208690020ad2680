"""What cures a finding of preflight at one press: a slide shown otherwise, a decision asked for, a figure frozen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.reviews.slide_library import Offer, offers
from steward.briefings.customer.reviews.storyline import choices
from steward.briefings.customer.reviews.suggested import asked_of, begun_already, suggested_decisions, suggested_miss
from steward.briefings.internal.reviews.departed import Departed, departed, entry_name
from steward.briefings.internal.reviews.findings import Finding
from steward.exhibits import Table, day_text
from steward.exhibits.wording import capital
from steward.plans.customer.review import Attendee, Question, Review, Shown, SlideChoice
from steward.plans.customer.success_plan import Kept, Progress, Side, SuccessPlan
from steward.plans.files.keys import sections_of

Plan = TypeVar("Plan", SuccessPlan, Review)


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """One press. `slide`: which, and in `changes` what of it is otherwise then, so that several cures of one slide do
    not take each other back; `noted`: an entry of the review as it stands then, with its section, in place of one of
    its id; `entry`: the same of the plan; `seat`: whose, and who takes part in their place, None where nobody does.

    `leaves_out`: it takes something out of the review, so that nobody has it done among others; `trial`: whether it
    cures anything is seen only once the slide is drawn."""

    label: str
    slide: str = ""
    changes: tuple[tuple[str, Any], ...] = ()
    noted: tuple[str, Any] | None = None
    entry: tuple[str, Any] | None = None
    seat: tuple[str, Attendee | None] | None = None
    freezes: bool = False
    leaves_out: bool = False
    trial: bool = False

    @property
    def of_review(self) -> bool:
        """Whether it changes the review itself."""
        return bool(self.slide or self.noted or self.seat)

    def review(self, prepared: Review, offered: dict[str, Offer]) -> Review:
        """The review with it."""
        if self.noted:
            prepared = _changed(prepared, *self.noted)
        if self.seat:
            whose, instead = self.seat
            seats = (instead if attendee.person == whose else attendee for attendee in prepared.attendees)
            prepared = replace(prepared, attendees=tuple(seat for seat in seats if seat))
        if self.slide:
            new: dict[str, Any] = dict(self.changes)
            slides = (
                replace(choice, **new) if choice.id == self.slide else choice for choice in choices(offered, prepared)
            )
            prepared = replace(prepared, slides=tuple(slides))
        return prepared

    def plan(self, agreed: SuccessPlan) -> SuccessPlan:
        """The success plan with it."""
        return _changed(agreed, *self.entry) if self.entry else agreed


def _changed(plan: Plan, section: str, new: Any) -> Plan:
    """A plan, or a review, with one entry of a section otherwise."""
    changed: dict[str, Any] = {section: _with(getattr(plan, section), new)}
    return replace(plan, **changed)


def _with(entries: Sequence[Any], new: Any) -> tuple[Any, ...]:
    """The entries with one in place of that of its id, else after them."""
    if not any(entry.id and entry.id == new.id for entry in entries):
        return (*entries, new)
    return tuple(new if entry.id == new.id else entry for entry in entries)


@dataclass(frozen=True, kw_only=True)
class Cures:
    """What remedies are made from. `us`: the id and name of who looks after the account; `names`: who is
    meant in plan and review, and who of them left."""

    material: Material
    prepared: Review
    agreed: SuccessPlan
    us: tuple[str, str]
    today: date
    names: PlanSubject | None = None

    def of(self, finding: Finding) -> tuple[Remedy, ...]:
        """What would cure a finding, what takes least away first; none where somebody has to write or look."""
        return tuple(self._of(finding))

    def _of(self, finding: Finding) -> Iterator[Remedy]:
        match finding.id:
            case "not frozen":
                yield Remedy(label="Freeze now", freezes=True)
            case "stale" | "frozen damaged":
                yield Remedy(label="Freeze again", freezes=True)
            case "no decision":
                for one in suggested_decisions(self.material, self.agreed, self.prepared, self.today):
                    yield Remedy(label=f"Ask: {one.decision}", noted=("decisions", one))
            case "no miss":
                yield from self._miss()
            case "commitment":
                yield from self._commitment(finding)
            case "begun already":
                yield from self._begun_already(finding)
            case "who left":
                yield from self._who_left(finding)
            case _:
                yield from self._slide(finding)

    def _slide(self, finding: Finding) -> Iterator[Remedy]:
        choice = next((one for one in choices(self._offers, self.prepared) if one.id == finding.at), None)
        if choice is None:
            return
        offer = self._offers.get(choice.id)
        line = offer.so_what if offer and offer.slide else ""
        if finding.id in ("so what", "so what outdated") and line:
            yield _otherwise(choice, f"Approve: {line}", so_what=line, rests_on=line)
        if finding.id in ("overflow", "small text"):
            yield from _shorter(choice, offer)
        if finding.id == "half empty":
            yield from _fuller(choice, offer)
        if finding.id == "title" and offer and offer.slide:
            yield _otherwise(choice, f"Say: {offer.slide.title}", title="")
        if finding.id == "condition":
            yield _otherwise(choice, "Always show it", shown=Shown.ALWAYS, when="")
        if finding.id in ("overflow", "picture", "half empty", "small text"):
            yield replace(_otherwise(choice, "Leave out this slide", shown=Shown.NEVER), leaves_out=True)

    def _miss(self) -> Iterator[Remedy]:
        words = suggested_miss(self.material)
        choice = next(one for one in choices(self._offers, self.prepared) if one.id == "challenges")
        if words:
            yield _otherwise(choice, f"Say: {words}", shown=Shown.ALWAYS, words=words)

    def _commitment(self, finding: Finding) -> Iterator[Remedy]:
        """Ours goes to who looks after the account, and is told of in the meeting."""
        day, (key, name) = self.prepared.meeting.held_on, self.us
        written = next(
            (commitment for commitment in self.agreed.commitments if commitment.id and commitment.id == finding.entry),
            None,
        )
        if written is None or written.side is not Side.OURS or written.status is not Kept.OPEN:
            return
        to, due = written.owner or key, written.due or day
        if to and due:
            said = [*([f"give it to {name}"] if not written.owner else []), *(_due(due) if not written.due else [])]
            yield Remedy(label=capital(", ".join(said)), entry=("commitments", replace(written, owner=to, due=due)))

    def _begun_already(self, finding: Finding) -> Iterator[Remedy]:
        """It is asked whether it goes on, where it is not done."""
        day = self.prepared.meeting.held_on or self.today
        begun = next(
            (decision for decision in self.prepared.decisions if decision.id and decision.id == finding.entry), None
        )
        step = begun_already(begun.decision, self.agreed, day) if begun else None
        if begun and step and step.status is not Progress.DONE:
            asked = asked_of(step, day)
            yield Remedy(label=f"Ask: {asked}", noted=("decisions", replace(begun, decision=asked)))

    def _who_left(self, finding: Finding) -> Iterator[Remedy]:
        """What somebody was to do goes to whom they reported to, who has to know of it anyhow."""
        for one in departed(self.prepared, self.agreed, self.names) if self.names and finding.entry else ():
            here = (one.section, one.entry, one.person) == (finding.at, finding.entry, finding.who) and not one.in_words
            found = _entry(one, self.prepared if one.in_review else self.agreed) if here else None
            if found is None:
                continue
            to, label = self._instead(str(getattr(found, one.key)))
            if isinstance(found, Attendee):
                yield from self._seat(found, to, label, one.person)
                continue
            if not to and isinstance(found, Question):
                to, label = self.us[0], f"Give it to {self.us[1]}"
            if to:
                new = (one.section, replace(found, **{one.key: to}))
                yield Remedy(label=label, noted=new) if one.in_review else Remedy(label=label, entry=new)

    def _instead(self, who: str) -> tuple[str, str]:
        """Whom they reported to, and the words for the press; empty where nobody known is left."""
        names = self.names
        to = names.manager(who) if names else ""
        if not names or not to or to in names.departed or to not in names.names:
            return "", ""
        return to, f"Name {names.name(to)}, whom they reported to"

    def _seat(self, attendee: Attendee, to: str, label: str, who: str) -> Iterator[Remedy]:
        """Whom they reported to takes the seat, unless they come already; it can be left empty, too."""
        if to and all(one.person != to for one in self.prepared.attendees):
            instead = replace(attendee, person=to, side=None, email="")
            yield Remedy(label=label, seat=(attendee.person, instead))
        yield Remedy(label=f"Take {who} off the list", seat=(attendee.person, None), leaves_out=True)

    @property
    def _offers(self) -> dict[str, Offer]:
        return offers(self.material)


def _entry(leaver: Departed, plan: SuccessPlan | Review) -> Any:
    """Where it stands in the plan or the review; None where that is no entry of its own."""
    held = getattr(plan, leaver.section) if sections_of(type(plan))[leaver.section].many else ()
    return next((each for each in held if entry_name(each) == leaver.entry), None)


def _due(day: date) -> Sequence[str]:
    return (f"due {day_text(day)}",)


def _otherwise(choice: SlideChoice, label: str, **changes: Any) -> Remedy:
    return Remedy(label=label, slide=choice.id, changes=tuple(changes.items()))


def _shorter(choice: SlideChoice, offer: Offer | None) -> Iterator[Remedy]:
    """The same slide with less on it, each to be tried."""
    return (replace(one, trial=True) for one in _with_less(choice, offer))


def _fuller(choice: SlideChoice, offer: Offer | None) -> Iterator[Remedy]:
    """The same slide with what else there is on its topic, each to be tried."""
    if offer is None or offer.slide is None:
        return
    held = [one for one in offer.choices if one.id in choice.exhibits] or list(offer.slide.exhibits)
    others = (one for one in offer.choices if one not in held and one.id not in {f"{each.id}.rows" for each in held})
    for one in offer.choices:
        if one.id in {f"{each.id}.rows" for each in held}:
            yield replace(_otherwise(choice, "Show it in rows", exhibits=(one.id,)), trial=True)
    for one in others if len(held) == 1 else ():
        yield replace(_otherwise(choice, f"Show as well: {one.title}", exhibits=(held[0].id, one.id)), trial=True)


def _with_less(choice: SlideChoice, offer: Offer | None) -> Iterator[Remedy]:
    """One chart of two, the same in rows, the proposed words for one's own."""
    if offer is None or offer.slide is None:
        return
    held = [one for one in offer.choices if one.id in choice.exhibits] or list(offer.slide.exhibits)
    if len(held) > 1:
        for one in held:
            label = "Use the table alone" if isinstance(one, Table) else "Use one chart"
            yield _otherwise(choice, label, exhibits=(one.id,))
    for one in offer.choices:
        if one.id in {f"{each.id}.rows" for each in held}:
            yield _otherwise(choice, "Show it in rows", exhibits=(one.id,))
    if choice.title:
        yield _otherwise(choice, "Use the proposed title", title="")
    if offer.so_what and choice.so_what not in ("", offer.so_what):
        yield _otherwise(choice, "Use the suggested message", so_what=offer.so_what, rests_on=offer.so_what)
