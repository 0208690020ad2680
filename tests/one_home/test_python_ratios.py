"""The formula of a metric is written once in Python: a second one is found by what it divides, or that it divides."""

import ast
from collections.abc import Iterator, Mapping, Sequence

import pytest

from tests.one_home.dividing import dividers, modules
from tests.one_home.metrics import homes
from tests.one_home.who_divides import named

Parts = frozenset[str]


def parts(*names: str) -> tuple[Parts, ...]:
    """Each a formula's parts: `won lost`."""
    return tuple(frozenset(one.split()) for one in names)


FORMULAS: Mapping[str, tuple[Parts, ...]] = {
    "steward.domain.service.availability": parts(
        "line_minutes downtime", "minutes downtime", "line_minutes downtime_minutes"
    ),
    "steward.domain.service.budget_used": parts(
        "downtime allowed", "downtime_agreed allowed", "downtime_minutes allowed_minutes"
    ),
    "steward.domain.service.mean_repair": parts("repair_minutes"),
    "steward.domain.service.mean_to_close": parts("hours_to_close"),
    "steward.domain.service.mean_rating": parts("rating_sum"),
    "steward.domain.service.utilisation": parts("used committed", "used_of_committed"),
    "steward.domain.nps.Survey.score": parts("promoters detractors", "9 6"),
    "steward.domain.nps.Survey.coverage": parts("answered asked"),
    "steward.domain.retention.Cohort.nrr": parts("mrr mrr_year_before"),
    "steward.domain.retention.Cohort.grr": parts("kept mrr_year_before"),
    "steward.domain.retention.Cohort.logos": parts("staying paying"),
    "steward.domain.renewals.RenewalRange.worst": parts("won atr"),
    "steward.domain.renewals.RenewalRange.best": parts("swing atr"),
    "steward.domain.renewals.uplift": parts("after atr", "next_mrr atr"),
    "steward.domain.selling.coverage": parts("raw missing", "weighted missing", "late missing"),
    "steward.domain.selling.attainment": parts("won target"),
    "steward.domain.selling.win_rate": parts("won lost", "won ended", "won status", "won closed"),
    "steward.domain.selling.growth": parts("opening closing"),
    "steward.domain.selling.base_kept": parts("opening kept"),
    "steward.domain.whitespace.penetration": parts("ours applicable", "OURS NOT_APPLICABLE", "OURS applicable"),
    "steward.domain.whitespace.share_of_wallet": parts("wallet", "own others", "mrr elsewhere"),
    "steward.briefings.customer.plans.commitment_states.Counts.rate": parts("kept due", "KEPT OPEN"),
    "steward.briefings.customer.plans.goals.pace": parts("baseline_on due"),
    "steward.briefings.internal.health.tables.green_share": parts("GREEN mrr"),
}
"""The functions that divide, and what each is made of, by the names that rows and variables have."""


def seconds(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The functions that make a metric's ratio: they divide, or take a mean, and read what it is made of."""
    for name, function in dividers(tree).items():
        read = set(_names(function))
        yield from ((home, name) for home, made_of in FORMULAS.items() if any(one <= read for one in made_of))


def _names(function: ast.AST) -> Iterator[str]:
    """All that it reads: attributes, variables, and what it compares with."""
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Compare):
            yield from (str(one.value) for one in node.comparators if isinstance(one, ast.Constant))


def helpers(where: str, tree: ast.AST) -> Sequence[str]:
    """What divides for others in a module of `domain`: who calls it makes a ratio, too."""
    called = (name.rpartition(".")[2] for name in dividers(tree)) if where.startswith("domain/") else ()
    return [name for name in called if name.startswith("_")]


def unnamed(where: str, tree: ast.AST) -> Iterator[str]:
    """Who divides, is the home of no metric, and is not named with a reason."""
    for name in dividers(tree, helpers(where, tree)):
        if f"{_module(where)}.{name}" not in HOMES and f"{where}: {name}" not in NAMED:
            yield f"{where}: {name}"


def _module(where: str) -> str:
    return f"steward.{where.removesuffix('.py').replace('/', '.')}"


HOMES, NAMED = {home.name for home in homes().values()}, named()


def test_every_formula_is_the_home_of_a_metric() -> None:
    assert set(FORMULAS) <= HOMES


def test_no_formula_of_a_metric_is_written_a_second_time() -> None:
    """Everybody else calls them; a second one in the module of the first is found by the test below."""
    found = [
        f"{where}: {function} makes {home}"
        for where, tree in modules()
        for home, function in seconds(tree)
        if not home.startswith(f"{_module(where)}.")
    ]
    assert found == []


def test_who_divides_is_the_home_of_a_metric_or_says_what_it_makes() -> None:
    """Whatever its parts are called, and wherever it stands."""
    assert [one for where, tree in modules() for one in unnamed(where, tree)] == []


def test_who_is_named_divides() -> None:
    found = {f"{where}: {name}" for where, tree in modules() for name in dividers(tree, helpers(where, tree))}
    assert NAMED - found == set()


@pytest.mark.parametrize(
    ("home", "text"),
    [
        ("mean_repair", "return sum(r.repair_minutes for r in rows) / len(rows)"),
        ("mean_to_close", "return mean(r.hours_to_close for r in rows)"),
        ("availability", "lost = one.downtime\n    return (one.line_minutes - lost) / one.line_minutes * 100"),
        ("penetration", "ours, applicable = 3, 4\n    return ours / applicable * 100 if applicable else None"),
        ("penetration", "n = len({S.NOT_APPLICABLE, *rows})\n    return sum(s is S.OURS for s in rows) / n"),
        ("penetration", "return Share(rows.ours, rows.applicable).value"),
        ("share_of_wallet", "own, others = rows\n    return own / (own + others) * 100 if own + others else None"),
        ("share_of_wallet", "return sum(a for a, _ in (r.wallet for r in rows)) / sum(a + b for a, b in rows)"),
        ("win_rate", "return sum(r.status == 'won' for r in rows) / len(rows) * 100"),
        ("win_rate", "return rows.won / (rows.won + rows.lost)"),
        ("score", "return (rows.promoters - rows.detractors) / rows.count * 100"),
        ("coverage", "return rows.answered / rows.asked"),
        ("coverage", "return one.raw / one.missing"),
        ("utilisation", "return rows.used_of_committed / rows.limit"),
        ("budget_used", "return rows.downtime / rows.allowed * 100"),
        ("worst", "return rows.won / rows.atr"),
        ("attainment", "return rows.won / rows.target * 100"),
        ("rate", "return 100 * rows.kept / rows.due"),
        ("grr", "return sum(kept(a, b) for a, b in rows) / sum(r.mrr_year_before for r in rows)"),
    ],
)  # fmt: skip
def test_a_second_formula_is_found(home: str, text: str) -> None:
    found = {made.rpartition(".")[2] for made, _ in seconds(ast.parse(f"def mine(rows):\n    {text}"))}
    assert home in found


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("services/nps.py", "return 100 * (sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)) / len(scores)"),
        ("domain/selling.py", "return (promoters - detractors) / answered * 100"),
        ("domain/selling.py", "return mrr / mrr_year_before"),
        ("domain/service.py", "return _percent(promoters - detractors, answered)"),
        ("briefings/internal/nps/coverage.py", "return 100.0 * answered // asked"),
        ("briefings/internal/nps/coverage.py", "answered /= asked\n    return answered"),
        ("briefings/internal/nps/coverage.py", "return Fraction(won, atr)"),
        ("output/workbook.py", "return sum(used) / sum(held)"),
        ("output/workbook.py", "return ours / (ours + theirs)"),
        ("ui/home.py", "return truediv(rows.good, rows.all)"),
        ("cli/nps.py", "return good * whole**-1"),
        ("cli/nps.py", "return good * pow(whole, -1)"),
        ("charts/lines.py", "return np.asarray(values).mean()"),
        ("deck/content.py", "return Share(good, whole).value"),
        ("pages/internal/health.py", "return [good / whole for good, whole in rows]"),
    ],
)  # fmt: skip
def test_who_divides_without_a_reason_is_found(where: str, text: str) -> None:
    module = "def _percent(a, b):\n    return a / b\n\ndef mine(scores):\n    "
    assert f"{where}: mine" in unnamed(where, ast.parse(module + text))


@pytest.mark.parametrize(
    "text",
    [
        "plans / COMPANY / file", "workspace.exports / name", "HERE / f'{name}.csv'", "root() / 'steward' / name",
        "Path(aside) / name", "width / 2", "minutes // 60", "Fraction(amount)",
    ],
)  # fmt: skip
def test_a_path_and_a_number_that_is_written_are_no_ratio(text: str) -> None:
    assert dividers(ast.parse(text)) == {}


def test_a_ratio_outside_of_any_function_is_found() -> None:
    text = "mine = good / whole\nclass Row:\n    mine = lambda self: self.good / self.whole"
    assert set(dividers(ast.parse(text))) == {"", "Row"}
