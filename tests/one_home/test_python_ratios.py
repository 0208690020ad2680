"""The formula of a metric is written once in Python: a second one is found by what it divides, or that it divides."""

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

import pytest

from tests.one_home.metrics import ROOT, homes

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
    "steward.domain.nps.Survey.score": parts("promoters detractors"),
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
MEANS, SHARES = {"mean", "fmean"}, {"Share"}
"""Called, they divide; of a share `domain` says how sure it is."""
OF_NO_METRIC: Mapping[str, str] = {
    "customer/right_sizing/sizing.py: _each_time": "what is used in a month, as an amount of a day",
    "customer/story/news.py: _grown": "by how much spend grew, for a sentence",
    "internal/families/tables.py: share": "what an account is of its family",
    "internal/health/health.py: _figures": "what the MRR of a colour is of all, for a note",
    "internal/health/tables.py: _share": "green share and what it walks from",
    "internal/health/walk_steps.py: _effect": "by how many points a signal moved scores, on average",
    "internal/health/walk_steps.py: means": "the mean score of those that are scored twice",
    "internal/nps/coverage.py: mrr_heard": "MRR heard from, beside NPS coverage",
    "internal/nps/themes.py: _of_all": "what the comments of a theme are of all",
    "internal/opportunities/charts.py: _likely": "the mean likelihood of a stage, for the order",
    "internal/opportunities/charts.py: split": "what the largest part is of a chart, for its title",
    "internal/renewals/signal.py: _contract": "MRR against the contract's first, a sign of a renewal",
    "internal/service/budgets.py: _breach": "minutes lost a day, which SLA burn carries on",
    "internal/targets/people.py: _mean": "the goal of several, weighted by what they opened with",
    "internal/walk.py: adding_up": "rounding",
}
"""What briefings divide besides: each no number that a metric defines. A new one belongs in `domain`."""


def seconds(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The functions that make a metric's ratio themselves: they divide, or take a mean, and read what it is made of."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and divides(function, MEANS | SHARES):
            read = set(_names(function))
            yield from (
                (home, function.name) for home, made_of in FORMULAS.items() if any(one <= read for one in made_of)
            )


def _names(function: ast.FunctionDef) -> Iterator[str]:
    """All that it reads: attributes, variables, and the words it compares with."""
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Compare):
            yield from (str(one.value) for one in node.comparators if isinstance(one, ast.Constant))


def divides(function: ast.FunctionDef, dividing: Collection[str] = MEANS) -> bool:
    """By another number than one that is written there, or by calling what does."""
    for node in ast.walk(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not isinstance(node.right, ast.Constant):
            return True
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in dividing:
            return True
    return False


@cache
def trees() -> Sequence[tuple[str, ast.AST]]:
    """Every module of Steward, but the sample: it makes data up and measures nothing."""
    below = ROOT / "steward"
    found = [path for path in sorted(below.rglob("*.py")) if path.relative_to(below).parts[0] != "sample"]
    return [(path.relative_to(below).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in found]


def test_every_formula_is_the_home_of_a_metric() -> None:
    named = {home.name for home in homes().values()}
    assert set(FORMULAS) <= named


def test_no_formula_of_a_metric_is_written_a_second_time() -> None:
    """Everybody else calls them."""
    found = [
        f"{where}: {function} makes {home}"
        for where, tree in trees()
        if not where.startswith("domain/")
        for home, function in seconds(tree)
        if not home.startswith(_module(where))
    ]
    assert found == []


def test_a_briefing_that_divides_says_what_it_makes() -> None:
    """Whatever its parts are called: a ratio is a metric, with its home in `domain`, or is named above."""
    made = {home.name for home in homes().values()}
    found = {
        f"{where.removeprefix('briefings/')}: {function.name}"
        for where, tree in trees()
        for function in ast.walk(tree)
        if where.startswith("briefings/") and isinstance(function, ast.FunctionDef) and divides(function)
        if not any(home.startswith(_module(where)) and home.endswith(f".{function.name}") for home in made)
    }
    assert sorted(found) == sorted(OF_NO_METRIC)


def _module(where: str) -> str:
    return f"steward.{where.removesuffix('.py').replace('/', '.')}."


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
