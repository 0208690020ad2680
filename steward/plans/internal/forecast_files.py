"""Where forecast calls lie: a folder for each of us below the company's, seen by them and by whom they report to."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from steward.domain.access.scope import Role
from steward.domain.forecasting.items import CallKind, Numbers, numbers_of
from steward.domain.identifiers import slug
from steward.errors import AccountNotFound, ChangeNotAllowed
from steward.plans.files.store import COMPANY, Opened, Plans
from steward.plans.internal.forecast import FILE, FOLDER, CallRef, call_named
from steward.plans.internal.forecast_frozen import FrozenCall, frozen_of
from steward.plans.internal.forecast_states import CallStanding, CallState, standing
from steward.workflow import ledger

SUBMITTED = "A call that was submitted does not change: call it back first."
OTHER_NUMBERS = "The numbers in its ledger are not those it was submitted with."
LOCKED = "A locked call never changes: the next one says what is different."


class ForecastFiles(Plans):
    """The calls of our people. What is an account to every plan is a person here."""

    def of(self, account_id: str) -> Path:
        """The folder of one of us. Raises AccountNotFound for one outside the scope, as for one there is not."""
        if not (self.scope.sees_all or account_id in self.scope.people):
            raise AccountNotFound(f"There is no forecast of “{account_id[:60]}”.")
        return self.folder / COMPANY / FOLDER / slug(account_id)

    def to_change(self, account_id: str) -> Path:
        """The same to write in: of who may change anything, and of leadership, who adjust and lock. Raises as `of`, or
        ChangeNotAllowed."""
        found = self.of(account_id)
        if not self.scope.change and Role.LEADERSHIP not in self.scope.roles:
            raise ChangeNotAllowed("You may read this forecast, but not change anything of it.")
        return found

    def why_not(self, file: Opened[Any]) -> str:
        """That it was submitted; empty while it is open."""
        found = call_named(file.account_id, file.file.partition("/")[0])
        if found is None:
            return "There is no such call."
        with suppress(OSError):
            state = self.standing(found).state
            return "" if state is CallState.OPEN else LOCKED if state is CallState.LOCKED else SUBMITTED
        return "What became of this call cannot be read, so nothing is saved over it."

    def calls(self, person_id: str, quarter: str = "") -> tuple[CallRef, ...]:
        """The calls of somebody, the earliest first; `quarter`: of one alone."""
        folder = self.of(person_id)
        found = (call_named(person_id, one.name) for one in folder.iterdir()) if folder.is_dir() else iter(())
        return tuple(sorted(one for one in found if one is not None and quarter in ("", one.quarter)))

    def standing(self, call: CallRef) -> CallStanding:
        """Where it stands. Raises OSError."""
        return standing(ledger.read(self.of(call.person_id) / call.ledger), call.id)

    def frozen(self, call: CallRef, digest: str) -> FrozenCall:
        """What it was submitted with."""
        path = self.of(call.person_id) / call.frozen(digest)
        try:
            raw = path.read_bytes() if path.is_file() else b""
        except OSError as problem:
            return FrozenCall(problem=f"What it was submitted with cannot be read: {problem.strerror or problem}.")
        return frozen_of(raw, digest)

    def submitted(self, call: CallRef, found: CallStanding) -> FrozenCall:
        """The same, held against the numbers that its ledger names: where these are others, one was changed."""
        frozen = self.frozen(call, found.content)
        named = {kind: numbers_of(one for one in frozen.items if one.kind is kind) for kind in CallKind}
        fits = frozen.problem or all(found.said.get(kind, Numbers()) == numbers for kind, numbers in named.items())
        return frozen if fits else replace(frozen, problem=OTHER_NUMBERS)

    def called_by(self) -> Iterator[str]:
        """The folders of those who ever made a call, by the name of the folder."""
        home = self.folder / COMPANY / FOLDER
        yield from sorted(one.name for one in home.iterdir() if one.is_dir()) if home.is_dir() else ()


def is_call(file: str) -> bool:
    """Whether a file, as it is opened, is one of a forecast call."""
    folder, _, rest = file.partition("/")
    return rest == FILE and call_named("", folder) is not None
