"""The forecast in tables: the tree with its sums, regions, what managers say beside, how right calls were."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from steward.briefings.internal.forecast.source import ForecastSource, PersonForecast, Whose, euros
from steward.briefings.internal.scope.book import Book
from steward.domain.forecasting.accuracy import ENOUGH, CallRecord
from steward.domain.forecasting.items import CallItem, CallKind, ItemState, Numbers, category_of, together
from steward.exhibits import COUNT, PERCENT, Cell, Column, Receipt, Table, Unit
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted

DEEPER = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
RESTS_ON = {
    CallKind.PIPELINE: ("internal.opportunities", "opportunities"),
    CallKind.RENEWALS: ("internal.renewals", "contracts", "subscriptions"),
}


def receipt(book: Book, metric: str = "forecast call") -> Receipt:
    """Where a number of a forecast comes from."""
    return book.receipt(metric, "internal.opportunities; forecast/*/call.toml, events.jsonl", "opportunities")


def tree_table(book: Book, source: ForecastSource, whose: Whose, kind: CallKind) -> Table | None:
    """Each level as the sum of those below it; the key says whose a row is."""
    rows = list(_tree_rows(source, whose, kind))
    if not rows:
        return None
    people = whose.of(source)
    whole = together(one.numbers(kind) for one in people)
    return Table(
        id="forecast.tree",
        title=_title(book, people, kind, whole),
        alt=f"Table of {len(rows)} people and teams with their numbers, the last call’s and the target.",
        receipt=receipt(book),
        note="A team is the sum of its people. Adjusted: with what managers say beside, where they say anything.",
        keys=tuple(key for key, _ in rows),
        columns=_columns(book, kind),
        rows=tuple(cells for _, cells in rows),
    )


def _title(book: Book, people: Sequence[PersonForecast], kind: CallKind, whole: Numbers) -> str:
    held = [one for one in people if one.person_id and any(item.kind is kind for item in one.now)]
    called = sum(one.current is not None or bool(one.locked) for one in held)
    said = f"{capital(kind.label)}: {book.money.compact(euros(whole.commit))} committed"
    if len(held) < 2:
        return said
    return f"{said} by {counted(len(held), 'person', 'people')}, {called} of whom made a call"


def _columns(book: Book, kind: CallKind) -> tuple[Column, ...]:
    signed = Unit("money", prefix=book.money.prefix, signed=True)
    return (
        Column("Who", wide=True), Column("Call", state=True), Column("Commit", book.money),
        Column("Most likely", book.money), Column("Best", book.money), Column("Adjusted commit", book.money),
        Column("Last call", book.money), Column("Since", signed),
        Column("Up for renewal" if kind is CallKind.RENEWALS else "Target", book.money),
    )  # fmt: skip


def _tree_rows(source: ForecastSource, whose: Whose, kind: CallKind) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    people = whose.of(source)
    if not people:
        return
    if whose.level in ("person", "region"):
        for one in people:
            yield f"person:{one.person_id}", cells_of(source, one.name, [one], kind)
        return
    wanted = [one.person_id for one in people]
    shown = list(source.tree.walk(wanted, source.names))
    if whose.level == "team":
        team = set(source.tree.team(whose.key))
        shown = [(depth, one) for depth, one in shown if one in team]
    top = min((depth for depth, _ in shown), default=0)
    if whose.level == "company":
        yield "company", cells_of(source, whose.called(source), people, kind)
        top -= 1
    for depth, person in shown:
        yield from _person_rows(source, person, depth - top, kind)


def _person_rows(
    source: ForecastSource, person: str, depth: int, kind: CallKind
) -> Iterator[tuple[str, tuple[Cell, ...]]]:  # fmt: skip
    """A leader as their team, with a line of their own where they have one; anybody else as themselves."""
    name, indent = source.names.get(person, person), DEEPER * depth
    team, own = source.team(person), source.people.get(person)
    leads = any(one != person for one in team)
    if leads:
        yield (
            f"team:{person}",
            cells_of(source, f"{indent}{source.team_called(person)}", [source.people[one] for one in team], kind),
        )
    if own is not None and (own.now or own.state.value != "new" or own.target is not None):
        yield f"person:{person}", cells_of(source, f"{DEEPER if leads else ''}{indent}{name}", [own], kind)


def cells_of(
    source: ForecastSource, label: str, people: Sequence[PersonForecast], kind: CallKind
) -> tuple[Cell, ...]:  # fmt: skip
    """A row: what these people call together."""
    numbers = together(one.numbers(kind) for one in people)
    adjusted = together(one.adjusted(kind) for one in people)
    last = [one.earlier.numbers(kind).commit for one in people if one.earlier]
    moved = sum(one.numbers(kind).commit - one.earlier.numbers(kind).commit for one in people if one.earlier)
    return (
        label, state_of(people), *(euros(one) for one in numbers),
        euros(adjusted.commit) if adjusted != numbers else None,
        euros(sum(last)) if last else None, euros(moved) if last else None, target_of(source, people, kind),
    )  # fmt: skip


def target_of(source: ForecastSource, people: Iterable[PersonForecast], kind: CallKind) -> Cell:
    """What the numbers are held against: the targets of these people, or of renewals what is up for renewal."""
    held = list(people)
    if kind is CallKind.RENEWALS:
        return euros(sum(source.atr.get(one.person_id, 0) for one in held))
    targets = [one.target for one in held if one.target is not None]
    return euros(sum(targets)) if targets else None


def state_of(people: Sequence[PersonForecast]) -> str:
    """Where the calls of several people stand: the word they share, else how many are in."""
    states = {one.state.label for one in people if one.person_id}
    if len(states) == 1:
        return states.pop()
    made = sum(one.state.value in ("submitted", "locked") for one in people if one.person_id)
    return f"{made} of {sum(bool(one.person_id) for one in people)} in"


def region_table(book: Book, source: ForecastSource, kind: CallKind) -> Table | None:
    """By the region of our people."""
    groups: dict[str, list[PersonForecast]] = {}
    for one in source.people.values():
        groups.setdefault(one.region, []).append(one)
    if len(groups) < 2:
        return None
    return Table(
        id="forecast.regions",
        title=_most_said(book, groups, kind),
        alt=f"Table of {len(groups)} regions of our people with their numbers, the last call’s and the target.",
        receipt=receipt(book),
        note="By the region of our people; together they are the company.",
        keys=tuple(f"region:{one}" for one in sorted(groups)),
        columns=_columns(book, kind),
        rows=tuple(cells_of(source, one or "No region", groups[one], kind) for one in sorted(groups)),
    )


def _most_said(book: Book, groups: Mapping[str, Sequence[PersonForecast]], kind: CallKind) -> str:
    """Which region commits most; of several with as much, all of them."""
    commits = {one or "No region": together(each.numbers(kind) for each in groups[one]).commit for one in groups}
    most = max(commits.values())
    if most <= 0:
        return f"No region commits anything in {kind.label.lower()}"
    said = {one: book.money.compact(euros(commit)) for one, commit in commits.items()}
    best = leaders(sorted(said.items()), book.money.compact(euros(most)), "region")
    return f"{best.do('commits', 'commit')} most in {kind.label.lower()}"


def adjustment_table(book: Book, people: Sequence[PersonForecast]) -> Table | None:
    """What managers say beside the calls of the quarter, with why."""
    found = [
        (one, call, each)
        for one in people
        for call in (*one.locked, *((one.current,) if one.current else ()))
        for each in call.standing.adjustments
    ]
    if not found:
        return None
    return Table(
        id="forecast.adjustments",
        title=f"{capital(counted(len(found), 'adjustment'))} by managers, with reasons",
        alt=f"Table of {len(found)} adjustments with the seller’s commit, the manager’s, who said it and why.",
        receipt=receipt(book),
        note="The seller’s call stays as it is. Of one call the last counts.",
        columns=(
            Column("Whose"), Column("Call"), Column("What"), Column("Seller’s commit", book.money),
            Column("Manager’s commit", book.money), Column("By"), Column("Why", wide=True),
        ),
        rows=tuple(
            (
                one.name, call.standing.on, each.kind.label, euros(each.was.commit), euros(each.to.commit), each.who,
                each.why,
            )
            for one, call, each in found
        ),
    )  # fmt: skip


def accuracy_table(book: Book, people: Sequence[PersonForecast], kind: CallKind) -> Table | None:
    """How right each was, known from four quarters on."""
    found = [(one.name, record) for one in people if (record := one.record(kind)).quarters]
    if not found:
        return None
    came = "renewed" if kind is CallKind.RENEWALS else "won"
    later = " What became of a contract is known a quarter later." if kind is CallKind.RENEWALS else ""
    return Table(
        id="forecast.accuracy",
        title=_accuracy_title(found),
        alt=f"Table of {len(found)} people with commit accuracy, bias and slip rate.",
        receipt=book.receipt("commit accuracy", f"{RESTS_ON[kind][0]}; forecast/*/events.jsonl", *RESTS_ON[kind][1:]),
        note=f"{kind.label}: the first call of each quarter that was locked, against what was {came} in it. Fewer than "
        f"{ENOUGH} quarters are chance, and tell nothing. Bias: of the quarter in the middle; above nothing, calls are "
        f"too high.{later}",
        columns=(
            Column("Who"), Column("Quarters", COUNT), Column("Commit achieved", PERCENT),
            Column("Bias", _signed_percent()), Column("Committed", COUNT), Column("Slipped", PERCENT), Column("Says"),
        ),
        rows=tuple(
            (
                name, record.n, record.accuracy, record.bias, sum(each.opportunities for each in record.quarters),
                record.slip_rate,
                "known" if record.bias is not None else f"not known: {record.n} of {ENOUGH} quarters",
            )
            for name, record in found
        ),
    )  # fmt: skip


def _accuracy_title(found: Sequence[tuple[str, CallRecord]]) -> str:
    """Who is furthest off, and which way."""
    known = [(bias, name) for name, record in found if (bias := record.bias) is not None]
    if not known:
        return f"Nobody has {ENOUGH} quarters with a locked call yet, so no bias is known"
    bias, name = max(known, key=lambda one: abs(one[0]))
    if not bias:
        return "Nobody calls too high or too low"
    return f"{name} calls too {'high' if bias > 0 else 'low'} by {PERCENT.text(abs(bias))}"


def _signed_percent() -> Unit:
    return Unit("percent", suffix=PERCENT.suffix, decimals=1, signed=True)


def crm_table(book: Book, source: ForecastSource, people: Sequence[PersonForecast]) -> Table | None:
    """The CRM's own forecast beside ours, where they say different things."""
    held = {one.person_id: one for one in people}
    found = []
    for each in source.crm:
        if each.person_id in held and each.owner_only is not None:
            ours = _in_category(held[each.person_id].live, each.category)
            theirs = round(each.owner_only * 100)
            found.append((held[each.person_id].name, each, theirs, ours))
    apart = [one for one in found if one[2] != one[3]]
    if not apart:
        return None
    signed = Unit("money", prefix=book.money.prefix, signed=True)
    verb = "differs" if len(apart) == 1 else "differ"
    said = f"{len(apart)} of {counted(len(found), 'number')} of the CRM’s forecast {verb} from its opportunities"
    return Table(
        id="forecast.crm",
        title=said,
        alt=f"Table of {len(apart)} numbers of the CRM’s forecast that are others than ours.",
        receipt=book.receipt("forecast finding", "staging.forecasting_items", "forecasting_items", "opportunities"),
        note="Ours: what the owner’s own opportunities come to in the CRM’s category. Neither is changed.",
        columns=(
            Column("Who"), Column("Category"), Column("CRM, owner alone", book.money), Column("Ours", book.money),
            Column("Difference", signed), Column("CRM, as adjusted", book.money),
        ),
        rows=tuple(
            (name, each.category, euros(theirs), euros(ours), euros(theirs - ours), each.forecast)
            for name, each, theirs, ours in sorted(apart, key=lambda one: (-abs(one[2] - one[3]), one[0]))
        ),
    )  # fmt: skip


def _in_category(items: Iterable[CallItem], category: str) -> int:
    """What somebody's opportunities of the quarter come to in a category of the CRM, by what the CRM says of each."""
    own = [one for one in items if one.kind is CallKind.PIPELINE and one.due]
    if category.casefold() == "closed":
        return sum(one.amount for one in own if one.state is ItemState.WON)
    wanted = category_of(category)
    return sum(one.amount for one in own if one.is_open and category_of(one.crm or one.category) is wanted)
