"""What cures a finding of preflight at one press: a slide shown otherwise, a decision asked for, a figure frozen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.reviews.material import Material
from steward.briefings.customer.reviews.slide_library import Offer, offers
from steward.briefings.customer.reviews.storyline import choices
from steward.briefings.customer.reviews.suggested import asked_of, begun_already, suggested_decisions, suggested_miss
from steward.briefings.internal.reviews.departed import Departed, departed
from steward.briefings.internal.reviews.preflight import Finding
from steward.exhibits import Table, day_text
from steward.exhibits.wording import capital
from steward.plans.customer.review import Decision, Review, Shown, SlideChoice
from steward.plans.customer.success_plan import Kept, Progress, Side, SuccessPlan


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """One press. `slide`: which, and in `changes` what of it is otherwise then, so that several cures of one slide do
    not take each other back; `decision`: as it stands in the review then, in place of one of its id; `entry`: the same
    of an entry of the plan, with its section.

    `leaves_out`: it takes something out of the review, so that nobody has it done among others; `trial`: whether it
    cures anything is seen only once the slide is drawn."""

    label: str
    slide: str = ""
    changes: tuple[tuple[str, Any], ...] = ()
    decision: Decision | None = None
    entry: tuple[str, Any] | None = None
    freezes: bool = False
    leaves_out: bool = False
    trial: bool = False

    def review(self, prepared: Review, offered: dict[str, Offer]) -> Review:
        """The review with it."""
        if self.decision:
            prepared = replace(prepared, decisions=_with(prepared.decisions, self.decision))
        if self.slide:
            new: dict[str, Any] = dict(self.changes)
            slides = (replace(one, **new) if one.id == self.slide else one for one in choices(offered, prepared))
            prepared = replace(prepared, slides=tuple(slides))
        return prepared

    def plan(self, agreed: SuccessPlan) -> SuccessPlan:
        """The success plan with it."""
        if not self.entry:
            return agreed
        section, new = self.entry
        changed: dict[str, Any] = {section: _with(getattr(agreed, section), new)}
        return replace(agreed, **changed)


def _with(entries: Sequence[Any], new: Any) -> tuple[Any, ...]:
    """The entries with one in place of that of its id, else after them."""
    if not any(one.id and one.id == new.id for one in entries):
        return (*entries, new)
    return tuple(new if one.id == new.id else one for one in entries)


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
                    yield Remedy(label=f"Ask: {one.decision}", decision=one)
            case "no miss":
                yield from self._miss()
            case "promise":
                yield from self._promise(finding)
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
        if finding.id == "overflow":
            yield from _shorter(choice, offer)
        if finding.id == "title" and offer and offer.slide:
            yield _otherwise(choice, f"Say: {offer.slide.title}", title="")
        if finding.id == "condition":
            yield _otherwise(choice, "Always show it", shown=Shown.ALWAYS, when="")
        if finding.id in ("overflow", "picture"):
            yield replace(_otherwise(choice, "Leave out this slide", shown=Shown.NEVER), leaves_out=True)

    def _miss(self) -> Iterator[Remedy]:
        words = suggested_miss(self.material)
        choice = next(one for one in choices(self._offers, self.prepared) if one.id == "challenges")
        if words:
            yield _otherwise(choice, f"Say: {words}", shown=Shown.ALWAYS, words=words)

    def _promise(self, finding: Finding) -> Iterator[Remedy]:
        """Ours goes to who looks after the account, and is told of in the meeting."""
        day, (key, name) = self.prepared.meeting.held_on, self.us
        found = next((one for one in self.agreed.commitments if one.id and one.id == finding.entry), None)
        if found is None or found.side is not Side.OURS or found.status is not Kept.OPEN:
            return
        to, due = found.owner or key, found.due or day
        if to and due:
            said = [*([f"give it to {name}"] if not found.owner else []), *(_due(due) if not found.due else [])]
            yield Remedy(label=capital(", ".join(said)), entry=("commitments", replace(found, owner=to, due=due)))

    def _begun_already(self, finding: Finding) -> Iterator[Remedy]:
        """It is asked whether it goes on, where it is not done."""
        day = self.prepared.meeting.held_on or self.today
        found = next((one for one in self.prepared.decisions if one.id and one.id == finding.entry), None)
        step = begun_already(found.decision, self.agreed, day) if found else None
        if found and step and step.status is not Progress.DONE:
            asked = asked_of(step, day)
            yield Remedy(label=f"Ask: {asked}", decision=replace(found, decision=asked))

    def _who_left(self, finding: Finding) -> Iterator[Remedy]:
        """What somebody was to do goes to whom they reported to, who has to know of it anyhow."""
        names, prepared, agreed = self.names, self.prepared, self.agreed
        for one in departed(prepared, agreed, names) if names and finding.entry else ():
            found = next((each for each in _section(one, prepared, agreed) if each.id == one.entry), None)
            here = (one.section, one.entry, one.person) == (finding.at, finding.entry, finding.who) and not one.in_words
            to = names.manager(getattr(found, one.key)) if names and found and here else ""
            if names and found and to and to not in names.departed and to in names.names:
                new, label = replace(found, **{one.key: to}), f"Name {names.name(to)}, whom they reported to"
                yield Remedy(label=label, **({"decision": new} if one.in_review else {"entry": (one.section, new)}))

    @property
    def _offers(self) -> dict[str, Offer]:
        return offers(self.material)


def _section(one: Departed, prepared: Review, agreed: SuccessPlan) -> Sequence[Any]:
    """The entries of a plan, or the decisions of a review, among which one stands."""
    if one.in_review:
        return prepared.decisions if one.section == "decisions" else ()
    return getattr(agreed, one.section) if one.entry else ()


def _due(day: date) -> Sequence[str]:
    return (f"due {day_text(day)}",)


def _otherwise(choice: SlideChoice, label: str, **changes: Any) -> Remedy:
    return Remedy(label=label, slide=choice.id, changes=tuple(changes.items()))


def _shorter(choice: SlideChoice, offer: Offer | None) -> Iterator[Remedy]:
    """The same slide with less on it, each to be tried."""
    return (replace(one, trial=True) for one in _with_less(choice, offer))


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
