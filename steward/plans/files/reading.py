"""A plan from its text. What is wrong in a file people own is data (file, line, message); the rest still works."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from steward.plans.files.keys import Kind, Record, Section, keys_of, sections_of
from steward.plans.files.lines import line_of
from steward.plans.files.parsing import parsed
from steward.plans.files.values import Mistake, any_text, is_empty, read_value, shortened

Plan = TypeVar("Plan", bound=Any)


@dataclass(frozen=True, order=True)
class PlanProblem:
    """Something wrong in a file people own, told beside its line (counted from 1)."""

    file: str
    line: int
    message: str

    @property
    def said(self) -> str:
        """In one line."""
        return f"{self.file}, line {self.line}: {self.message}"


@dataclass(frozen=True)
class ReadPlan(Generic[Plan]):
    """What a text says: the plan, and what is wrong. `broken`: not valid TOML, so that it must not be saved over.

    `numbered`: for each section of entries, the number of each entry of the plan in the file."""

    plan: Plan
    problems: tuple[PlanProblem, ...]
    broken: bool
    numbered: Mapping[str, tuple[int, ...]]


def read_plan(
    kind: type[Plan], file: str, account_id: str, text: str, only: frozenset[str] | None = None
) -> ReadPlan[Plan]:
    """The plan a text holds, for an account; of its sections all, or `only` some, and then without looking for
    entries that are there twice or point to nowhere."""
    content, slips, text = parsed(text)
    if only is not None:
        content = {name: value for name, value in content.items() if name in only or name == "account_id"}
    reader = _Reader(file, text, thorough=only is None)
    for line, message in slips:
        reader.problems.append(PlanProblem(file, line, message))
    reader.check_account(account_id, content.pop("account_id", None))
    values = {name: reader.section(section, content.pop(name, None)) for name, section in sections_of(kind).items()}
    for name in content:
        reader.complain(f"“{shortened(name)}” is not a section Steward knows; it is left as it is.", name)
    plan = kind(account_id=account_id, **values)
    if reader.thorough:
        reader.check_links(plan)
    return ReadPlan(plan, tuple(sorted(set(reader.problems))), bool(slips), reader.numbered)


@dataclass
class _Reader:
    """Reads one file and collects what is wrong."""

    file: str
    text: str
    thorough: bool = True
    problems: list[PlanProblem] = field(default_factory=list)
    numbered: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def complain(self, message: str, section: str, index: int | None = None, key: str = "") -> None:
        self.problems.append(PlanProblem(self.file, line_of(self.text, section, index, key), message))

    def check_account(self, account_id: str, said: Any) -> None:
        if said is None:
            self.complain(f'It does not say which account it is about: account_id = "{account_id}" is missing.', "")
        elif said != account_id:
            self.complain(
                f"It says it is about account “{shortened(str(said))}”, but lies in the folder of {account_id}.",
                "account_id",
            )

    def section(self, section: Section, raw: Any) -> Any:
        if section.many:
            return self._entries(section, raw)
        if raw is not None and not isinstance(raw, dict):
            self.complain(f"“{section.name}” should be a table: [{section.name}].", section.name)
        return self._record(section, raw if isinstance(raw, dict) else {}, None) or section.record()

    def _entries(self, section: Section, raw: Any) -> tuple[Record, ...]:
        rows = raw if isinstance(raw, list) else []
        if raw is not None and (not isinstance(raw, list) or not all(isinstance(row, dict) for row in rows)):
            self.complain(f"“{section.name}” should be entries: [[{section.name}]].", section.name)
        read = [(n, self._record(section, row, n)) for n, row in enumerate(rows) if isinstance(row, dict)]
        found = [(n, record) for n, record in read if record is not None]
        self.numbered[section.name] = tuple(n for n, _ in found)
        if self.thorough:
            self._check_twice(section, found)
        return tuple(record for _, record in found)

    def _record(self, section: Section, row: dict[str, Any], index: int | None) -> Record | None:
        """One entry; None where a key that tells what it is about cannot be read."""
        keys, values = keys_of(section.record), {}
        plain, required = _at_once(section.record)  # type: ignore[arg-type]
        for name, raw in row.items():
            if name in plain and type(raw) is str:
                values[name] = raw
                continue
            if name not in keys:
                self.complain(
                    f"“{shortened(name)}” is not a key of {section.name}; it is left as it is.",
                    section.name,
                    index,
                    name,
                )
                continue
            try:
                values[name] = read_value(keys[name], raw)
                if wrong := keys[name].wrong(values[name]):
                    self.complain(f"“{name}” {wrong}: “{shortened(values[name])}”.", section.name, index, name)
            except Mistake as mistake:
                self.complain(f"“{name}” {mistake}.", section.name, index, name)
        record = section.record(**values)
        missing = [name for name in required if is_empty(getattr(record, name))]
        lost = [name for name in missing if name in section.record.identity and index is not None]
        for name in missing:
            if name in lost:
                self.complain(f"Without “{name}” this entry is left out.", section.name, index)
            elif name not in row:
                self.complain(f"“{name}” is missing.", section.name, index)
        return None if lost else record

    def _check_twice(self, section: Section, found: list[tuple[int, Record]]) -> None:
        told = Counter(_identity(record) for _, record in found)
        for number, record in found:
            identity = _identity(record)
            if any(identity) and told[identity] > 1:
                what = ", ".join(
                    f"{key} = “{shortened(value)}”" for key, value in zip(record.identity, identity, strict=True)
                )
                self.complain(f"There is more than one entry with {what}.", section.name, number)

    def check_links(self, plan: Any) -> None:
        """Entries that point to entries which are not there."""
        for section, number, record, name, of in _links(plan):
            told = {entry.id for entry in getattr(plan, of)}
            wanted = getattr(record, name)
            if wanted and wanted not in told:
                number = self.numbered[section][number]
                self.complain(
                    f"“{name}” points to “{shortened(wanted)}”, which is none of the {of}.", section, number, name
                )


@cache
def _at_once(record: type[Record]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Of the keys of a record those of which any text will do, and those that are to be there: most of what is read of
    thousands of files is a text and nothing else."""
    keys = keys_of(record)
    plain = frozenset(name for name, key in keys.items() if key.shape is None and any_text(key))
    return plain, tuple(name for name, key in keys.items() if key.required)


def _identity(record: Record) -> tuple[str, ...]:
    return tuple(str(getattr(record, name)) for name in record.identity)


def _links(plan: Any) -> Iterator[tuple[str, int, Record, str, str]]:
    for section in sections_of(type(plan)).values():
        pointing = [(name, key.of) for name, key in keys_of(section.record).items() if key.kind is Kind.ENTRY]
        if section.many and pointing:
            for number, record in enumerate(getattr(plan, section.name)):
                for name, of in pointing:
                    yield section.name, number, record, name, of
