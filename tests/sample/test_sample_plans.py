"""The plans of the sample: they name what the tables hold, tell the same stories, and are never written over"
" anybody's."""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from steward.domain.identifiers import slug
from steward.domain.stakeholders import Bond, BuyingRole, Support, Sway
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import Review
from steward.plans.customer.success_plan import Kept, Side, SuccessPlan
from steward.plans.files.keys import Kind, keys_of, sections_of
from steward.plans.files.reading import read_plan
from steward.plans.internal import strategy as ours
from steward.plans.internal.completeness import completeness
from steward.plans.internal.strategy import AccountKind, Doing, MapKind, RiskKind, Strategy
from steward.sample import write_sample
from steward.sample.model import STRATEGIC_ABOVE
from steward.sample.plans.partner_logo import LOGO
from tests.examples import first

UNTIL = date(2026, 9, 30)
WITHOUT_SUCCESS_PLAN = {"NW-1008"}
"""Nothing is agreed with a customer who left."""
WITHOUT_STRATEGY = {"NW-1023"}
"""A customer of nine months, whose strategy is still to be written."""
INTERNAL = (
    "mrr", "renewal", "at risk", "blocker", "competitor", "rival", "upsell", "cross-sell", "champion", "sceptic",
    "opposed",
    "mentor", "detractor", "whitespace", "pipeline", "discount", "margin", "churn", "win back", "win-back", "sponsor",
    "economic buyer", "€", "eur ", "vantelo", "quadrilane", "ostrand", "tonewright", "meridane", "callorama",
    "servantiq",
    "fennguard", "palisar", "copperlane", "tellwright", "havnelys", "passerelle",
)  # fmt: skip


class Tables:
    """The tables of a home as rows of text."""

    def __init__(self, home: Path) -> None:
        self.data = home / "data"

    def rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a table."""
        with (self.data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def of(self, table: str, account_id: str, key: str) -> dict[str, dict[str, str]]:
        """The rows of an account by their key."""
        return {row[key]: row for row in self.rows(table) if row["account_id"] == account_id}

    def strategic(self) -> set[str]:
        """The accounts above the threshold on the last day, by themselves or with their family."""
        above = {row["account_id"]: row["parent_id"] or row["account_id"] for row in self.rows("accounts")}
        mrr: dict[str, float] = {}
        for row in self.rows("subscriptions"):
            if row["starts_on"] <= UNTIL.isoformat() and (not row["ends_on"] or row["ends_on"] > UNTIL.isoformat()):
                mrr[row["account_id"]] = mrr.get(row["account_id"], 0) + float(row["mrr"])
        families: dict[str, float] = {}
        for account_id, amount in mrr.items():
            families[above[account_id]] = families.get(above[account_id], 0) + amount
        return {account_id for account_id in mrr if max(mrr[account_id], families[above[account_id]]) > STRATEGIC_ABOVE}


@pytest.fixture(scope="module")
def home(sample_home: Path) -> Path:
    return sample_home


@pytest.fixture(scope="module")
def tables(home: Path) -> Tables:
    return Tables(home)


def _account(path: Path) -> str:
    found = re.search(r'^account_id = "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found[1]


def _read(home: Path, kind: type[Any], file: str) -> dict[str, Any]:
    """The plans of a home by account; a file with any mistake fails."""
    found = {}
    for path in sorted((home / "account_plans").glob(f"*/{file}")):
        read = read_plan(kind, file, _account(path), path.read_text(encoding="utf-8"))
        assert read.problems == (), path
        assert path.parent.name == slug(read.plan.account_id)
        found[read.plan.account_id] = read.plan
    return found


@pytest.fixture(scope="module")
def success(home: Path) -> dict[str, SuccessPlan]:
    return _read(home, SuccessPlan, agreed.FILE)


@pytest.fixture(scope="module")
def strategy(home: Path) -> dict[str, Strategy]:
    return _read(home, Strategy, ours.FILE)


def _named(plan: Any) -> Iterator[tuple[Kind, str]]:
    """Every id that a plan names, with what it is an id of."""
    for name, section in sections_of(type(plan)).items():
        for record in getattr(plan, name) if section.many else (getattr(plan, name),):
            for key, described in keys_of(section.record).items():
                value = getattr(record, key)
                if described.kind in (Kind.PEOPLE, Kind.PLACES):
                    yield from ((Kind.PERSON, one if isinstance(one, str) else one[0]) for one in value)
                elif value:
                    yield described.kind, value


def _strangers(tables: Tables, success: SuccessPlan | None, strategy: Strategy | None) -> list[tuple[Kind, str]]:
    """The ids that the plans of an account name and no table holds."""
    account_id = (success or strategy).account_id  # type: ignore[union-attr]
    written = {person.id for person in success.people if person.name} if success else set[str]()
    contacts = {*tables.of("contacts", account_id, "contact_id"), *written}
    colleagues = {row["person_id"] for row in tables.rows("people")}
    known = {
        Kind.PERSON: contacts,
        Kind.COLLEAGUE: colleagues | {row["contact_id"] for row in tables.rows("partner_contacts")},
        Kind.ANYBODY: contacts | colleagues,
        Kind.PRODUCT: {row["product_id"] for row in tables.rows("products")},
        Kind.PARTNER: {row["partner_id"] for row in tables.rows("partners")},
        Kind.OPPORTUNITY: set(tables.of("opportunities", account_id, "opportunity_id")),
    }
    named = [one for plan in (success, strategy) if plan for one in _named(plan)]
    return [(kind, value) for kind, value in named if kind in known and value not in known[kind]]


# What is there


def test_every_strategic_account_has_both_files_but_two_that_have_one(
    tables: Tables, success: dict[str, SuccessPlan], strategy: dict[str, Strategy]
) -> None:
    strategic = tables.strategic()
    assert len(strategic) > 25
    assert set(success) == strategic - WITHOUT_SUCCESS_PLAN
    assert set(strategy) == (strategic | WITHOUT_SUCCESS_PLAN) - WITHOUT_STRATEGY


def test_every_id_a_plan_names_is_in_the_tables(
    tables: Tables, success: dict[str, SuccessPlan], strategy: dict[str, Strategy]
) -> None:
    for account_id in {*success, *strategy}:
        assert _strangers(tables, success.get(account_id), strategy.get(account_id)) == [], account_id


def test_opportunities_in_objectives_whitespace_and_maps_are_the_open_ones_of_the_tables(
    tables: Tables, strategy: dict[str, Strategy]
) -> None:
    checked = 0
    for account_id, plan in strategy.items():
        opportunities = tables.of("opportunities", account_id, "opportunity_id")
        amounts = {f"Win “{opportunity['name']}”": set[float]() for opportunity in opportunities.values()}
        for opportunity in opportunities.values():
            if opportunity["status"] == "open":
                amounts[f"Win “{opportunity['name']}”"].add(float(opportunity["amount"]))
        for objective in plan.objectives:
            if objective.objective in amounts:
                assert objective.new_mrr in amounts[objective.objective], account_id
                checked += 1
        assert all(opportunities[view.opportunity]["status"] == "open" for view in plan.maps if view.opportunity)
    assert checked > 20


def test_whitespace_is_noted_for_what_they_lack_or_have_at_few_sites(
    tables: Tables, strategy: dict[str, Strategy]
) -> None:
    for account_id, plan in strategy.items():
        lines = tables.of("subscriptions", account_id, "subscription_id").values()
        now = [line for line in lines if not line["ends_on"] or line["ends_on"] > UNTIL.isoformat()]
        for note in plan.whitespace:
            sites = {line["site_id"] for line in now if line["product_id"] == note.product}
            assert len(sites) * 2 < len({line["site_id"] for line in now}), (account_id, note.product)


def test_plans_are_as_full_as_people_keep_them(success: dict[str, SuccessPlan], strategy: dict[str, Strategy]) -> None:
    scores = {
        completeness(success[account_id], strategy[account_id]).score
        for account_id in success
        if account_id in strategy
    }
    assert max(scores) == 100 and min(scores) < 90 and len(scores) > 6
    for plan in strategy.values():
        assert 6 <= len({reading.person for reading in plan.readings}) <= 14
        assert 4 <= len(plan.influence) <= 12 and 5 <= len(plan.acquaintances) <= 12 and 1 <= len(plan.maps) <= 3
    for agreed_plan in success.values():
        assert 4 <= len(agreed_plan.joint_plan) <= 8 and 4 <= len(agreed_plan.commitments) <= 10


def test_commitments_are_of_either_side_and_some_are_late(success: dict[str, SuccessPlan]) -> None:
    commitments = [one for plan in success.values() for one in plan.commitments]
    assert {one.side for one in commitments} == set(Side)
    assert {one.status for one in commitments} == set(Kept)
    assert sum(one.status is Kept.OPEN and one.due is not None and one.due < UNTIL for one in commitments) >= 5
    assert sum(one.status is Kept.OPEN and one.due is not None and one.due > UNTIL for one in commitments) >= 20
    for one in commitments:
        assert (one.closed_on is None) == (one.status is Kept.OPEN)
        assert one.closed_on is None or (one.made_on is not None and one.made_on <= one.closed_on <= UNTIL)


def test_nothing_was_known_or_measured_after_the_last_day(
    success: dict[str, SuccessPlan], strategy: dict[str, Strategy]
) -> None:
    for plan in (*success.values(), *strategy.values()):
        for name, section in sections_of(type(plan)).items():
            for record in getattr(plan, name) if section.many else (getattr(plan, name),):
                for key in ("confirmed_on", "actual_on", "baseline_on", "made_on", "set_on"):
                    day = getattr(record, key, None)
                    assert day is None or day <= UNTIL, (plan.account_id, name, key)


def test_a_goal_stands_between_owners_of_both_sides(success: dict[str, SuccessPlan]) -> None:
    for plan in success.values():
        for goal in plan.goals:
            assert goal.their_owner and goal.our_owner and goal.unit, plan.account_id
            assert not goal.baseline_on or not goal.due or goal.baseline_on < goal.due, plan.account_id


def test_plans_differ_from_one_another(success: dict[str, SuccessPlan], strategy: dict[str, Strategy]) -> None:
    goals = [tuple((goal.title, goal.measure) for goal in plan.goals) for plan in success.values()]
    assert len(set(goals)) == len(goals)
    positions = [(plan.position.situation, plan.position.strategy) for plan in strategy.values()]
    assert len(set(positions)) == len(positions)
    assert {plan.position.kind for plan in strategy.values()} == set(AccountKind)


def test_some_plans_speak_of_people_in_no_crm(success: dict[str, SuccessPlan]) -> None:
    outside = {key: [one for one in plan.people if one.id.startswith("board-")] for key, plan in success.items()}
    assert sum(bool(people) for people in outside.values()) >= 2
    assert all(one.name and one.title for people in outside.values() for one in people)


# The line between the two files


def test_no_review_asks_to_go_ahead_with_what_has_begun(home: Path, success: dict[str, SuccessPlan]) -> None:
    asked = 0
    for path in sorted((home / "account_plans").glob("*/reviews/*/review.toml")):
        held = read_plan(Review, "review.toml", _account(path), path.read_text(encoding="utf-8")).plan
        steps = {step.what: step for step in success[held.account_id].joint_plan}
        for one in held.decisions:
            step = steps[one.decision.split("“")[1].split("”")[0]]
            assert step.starts_on is None or step.starts_on > held.meeting.held_on, (path, one.decision)
            asked += 1
    assert asked > 40


def test_nobody_of_theirs_is_called_like_one_of_us(tables: Tables, success: dict[str, SuccessPlan]) -> None:
    ours = {row["name"] for row in tables.rows("people")}
    assert not [row["contact_id"] for row in tables.rows("contacts") if row["name"] in ours]
    assert not [person.id for plan in success.values() for person in plan.people if person.name in ours]


NO_TELEPHONES = ("SD-WAN LTE Backup", "Secure Web Gateway", "Managed Firewall")
CALLS = "reach answered once calls direct one-telephone voice bills storm counters recorded"


def test_an_option_serves_a_goal_it_is_of_use_for_and_that_is_not_reached(success: dict[str, SuccessPlan]) -> None:
    found = 0
    for plan in success.values():
        goals = {goal.id: goal for goal in plan.goals}
        for option in plan.options:
            goal = goals[option.goal]
            assert goal.actual != goal.target, (plan.account_id, option.option)
            of_calls = option.goal in CALLS.split()
            assert of_calls is (option.option not in NO_TELEPHONES), (plan.account_id, option.option, goal.title)
            found += 1
    assert found >= 8
    assert [one.goal for one in success["NW-1001"].options] == ["reach"] * len(success["NW-1001"].options) != []


def test_nothing_internal_stands_in_a_success_plan(home: Path) -> None:
    for path in (home / "account_plans").glob(f"*/{agreed.FILE}"):
        own = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        text = "\n".join(own).lower()
        assert [
            word for word in INTERNAL if re.search(rf"\b{re.escape(word)}" if word[0].isalpha() else word, text)
        ] == []


def test_no_success_plan_names_another_customer(tables: Tables, home: Path) -> None:
    names = {row["account_id"]: row["name"] for row in tables.rows("accounts")}
    for path in (home / "account_plans").glob(f"*/{agreed.FILE}"):
        text, own = path.read_text(encoding="utf-8"), _account(path)
        assert [name for key, name in names.items() if key != own and name in text and name not in names[own]] == []


# The stories


def _roles(plan: Strategy, role: BuyingRole) -> set[str]:
    return {reading.person for reading in plan.readings if role in reading.roles}


def _supports(plan: Strategy) -> dict[str, Support | None]:
    return {reading.person: reading.support for reading in plan.readings if not reading.map}


def test_the_champion_left_and_nobody_who_is_there_is_one(tables: Tables, strategy: dict[str, Strategy]) -> None:
    plan, people = strategy["NW-1001"], tables.of("contacts", "NW-1001", "contact_id")
    (champion,) = _roles(plan, BuyingRole.CHAMPION)
    assert people[champion]["title"] == "Head of IT Infrastructure" and people[champion]["left_on"]
    held = {one.person for one in plan.acquaintances if one.bond in (Bond.WORKING, Bond.TRUSTED)}
    assert len([one for one in held if not people[one]["left_on"]]) == 1
    (opportunity_map,) = [view for view in plan.maps if view.kind is MapKind.OPPORTUNITY]
    opportunity = tables.of("opportunities", "NW-1001", "opportunity_id")[opportunity_map.opportunity]
    assert opportunity["product_id"] == "UCV" and champion in opportunity_map.people
    risk = next(one for one in plan.risks if one.kind is RiskKind.SPONSOR)
    assert risk.play and risk.owner and risk.mrr_at_stake


def test_outgrown_bandwidth_is_a_goal_for_them_and_two_orders_for_us(
    tables: Tables, success: dict[str, SuccessPlan], strategy: dict[str, Strategy]
) -> None:
    capacity = next(goal for goal in success["NW-1002"].goals if goal.id == "capacity")
    assert capacity.actual is not None and capacity.baseline is not None and capacity.target is not None
    assert capacity.actual > 100 > capacity.target and capacity.actual > capacity.baseline
    wanted = {one.objective: one.new_mrr for one in strategy["NW-1002"].objectives}
    opportunities = tables.of("opportunities", "NW-1002", "opportunity_id").values()
    steps = [opportunity for opportunity in opportunities if "next bandwidth step" in opportunity["name"]]
    assert len(steps) == 2
    assert all(wanted[f"Win “{opportunity['name']}”"] == float(opportunity["amount"]) for opportunity in steps)


def test_a_price_dispute_shows_in_commitments_and_on_the_map(
    tables: Tables, success: dict[str, SuccessPlan], strategy: dict[str, Strategy]
) -> None:
    about = [one for one in success["NW-1003"].commitments if one.goal == "invoices" and one.side is Side.OURS]
    assert {one.status for one in about} >= {Kept.PARTLY, Kept.MISSED}
    plan, people = strategy["NW-1003"], tables.of("contacts", "NW-1003", "contact_id")
    (blocker,) = _roles(plan, BuyingRole.BLOCKER)
    assert people[blocker]["department"] == "Procurement"
    quarrels = [
        {people[one.from_person]["title"], people[one.to_person]["title"]}
        for one in plan.influence
        if one.tie is Sway.CONFLICTS_WITH
    ]
    assert {"Chief Financial Officer", "Chief Information Officer"} in quarrels


def test_the_chronic_site_is_a_goal_measured_like_the_incidents_of_the_table(
    tables: Tables, success: dict[str, SuccessPlan]
) -> None:
    plan = success["NW-1004"]
    outages = tables.of("incidents", "NW-1004", "incident_id").values()
    minutes = sum(
        (_moment(one["restored_at"]) - _moment(one["started_at"])) / 60
        for one in outages
        if one["site_id"] == "NW-1004-03" and one["restored_at"] and one["started_at"] >= "2026-07-01"
    )
    goals = {goal.id: goal for goal in plan.goals}
    assert goals["minutes"].actual == round(minutes)
    plant = goals["plant"]
    assert plant.unit == "%" and plant.actual is not None and plant.target is not None and plant.actual < plant.target
    assert any("second path" in step.what.lower() for step in plan.joint_plan)


def _moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def test_those_who_decide_have_turned_where_sympathy_fell(strategy: dict[str, Strategy]) -> None:
    plan = strategy["NW-1005"]
    deciding = _roles(plan, BuyingRole.DECISION_MAKER) | _roles(plan, BuyingRole.ECONOMIC_BUYER)
    assert {_supports(plan)[one] for one in deciding} == {Support.SCEPTIC}


def test_where_it_is_quiet_nobody_confirmed_anything_for_half_a_year(strategy: dict[str, Strategy]) -> None:
    days = [reading.confirmed_on for reading in strategy["NW-1006"].readings]
    assert None in days
    assert all((UNTIL - day).days > 180 for day in days if day)


def test_the_model_account_keeps_commitments_and_has_a_mentor(
    success: dict[str, SuccessPlan], strategy: dict[str, Strategy]
) -> None:
    ended = [one.status for one in success["NW-1007"].commitments if one.status is not Kept.OPEN]
    assert ended.count(Kept.KEPT) > 0.7 * len(ended) and Kept.MISSED not in ended
    plan = strategy["NW-1007"]
    assert Support.MENTOR in _supports(plan).values()
    assert {_supports(plan)[one] for one in _roles(plan, BuyingRole.DECISION_MAKER)} == {Support.SUPPORTER}
    assert any("reference" in one.objective.lower() for one in plan.objectives)


def test_the_day_to_give_notice_has_a_risk_and_an_action_before_it(
    tables: Tables, strategy: dict[str, Strategy]
) -> None:
    plan, notice = strategy["NW-1011"], date(2026, 10, 12)
    risk = next(one for one in plan.risks if one.id == "notice")
    assert risk.due is not None and risk.due < notice
    ends = next(
        row for row in tables.of("contracts", "NW-1011", "contract_id").values() if row["ends_on"] > "2026-09-30"
    )
    assert (date.fromisoformat(ends["ends_on"]) - notice).days == int(ends["notice_days"])
    acting = [one for one in plan.actions if one.risk == "notice" and one.status in (Doing.OPEN, Doing.IN_PROGRESS)]
    assert acting and all(one.due is not None and one.due < notice for one in acting)


def test_the_parent_has_a_map_of_the_whole_of_a_unit_and_of_an_opportunity(strategy: dict[str, Strategy]) -> None:
    assert {view.kind for view in strategy["NW-1012"].maps} == set(MapKind)


def test_the_lost_customer_is_to_be_won_back(tables: Tables, strategy: dict[str, Strategy]) -> None:
    plan = strategy["NW-1008"]
    opportunity = next(
        one for one in tables.of("opportunities", "NW-1008", "opportunity_id").values() if one["status"] == "open"
    )
    assert plan.position.kind is AccountKind.AT_RISK
    assert f"Win “{opportunity['name']}”" in {one.objective for one in plan.objectives}


# How they are written


@pytest.mark.every
def test_plans_are_the_same_bytes_each_time_and_a_plan_that_is_there_stays(tmp_path: Path) -> None:
    for name in ("once", "twice"):
        write_sample(tmp_path / name, accounts=16, months=15)
    files = [path.relative_to(tmp_path / "once") for path in (tmp_path / "once" / "account_plans").rglob("*.toml")]
    assert len(files) > 20
    assert all((tmp_path / "once" / file).read_bytes() == (tmp_path / "twice" / file).read_bytes() for file in files)

    own, beside = tmp_path / "once" / files[0], tmp_path / "once" / files[1]
    own.write_text("# mine\n", encoding="utf-8")
    beside.unlink()
    write_sample(tmp_path / "once", accounts=16, months=15)
    assert own.read_text(encoding="utf-8") == "# mine\n"
    assert beside.read_bytes() == (tmp_path / "twice" / files[1]).read_bytes()
    left = [path for path in (tmp_path / "once" / "account_plans").rglob("*") if path.is_file()]
    assert {path.name for path in left if path.suffix != ".toml"} <= {"events.jsonl", LOGO}
    assert sum(path.suffix == ".toml" for path in left) == len(files)


@pytest.mark.every
def test_more_accounts_do_not_change_the_plans_of_those_before(tmp_path: Path) -> None:
    """Colleagues differ in a larger company; what is agreed about goals and when does not."""
    for accounts in (20, 24):
        write_sample(tmp_path / str(accounts), accounts=accounts, months=15)
    few, more = (_read(tmp_path / str(accounts), SuccessPlan, agreed.FILE) for accounts in (20, 24))
    assert set(few) < set(more)
    for account_id, plan in few.items():
        assert [(goal.title, goal.target) for goal in plan.goals] == [
            (goal.title, goal.target) for goal in more[account_id].goals
        ]


@pytest.mark.parametrize(("accounts", "months", "seed"), first(3, [(1, 1, 7), (14, 2, 3), (14, 6, 1), (60, 15, 2)]))
def test_other_companies_have_plans_without_a_mistake_too(
    tmp_path: Path, accounts: int, months: int, seed: int
) -> None:
    write_sample(tmp_path, accounts=accounts, months=months, seed=seed, until=date(2026, 10, 14))
    success, strategy = _read(tmp_path, SuccessPlan, agreed.FILE), _read(tmp_path, Strategy, ours.FILE)
    tables = Tables(tmp_path)
    assert {*success, *strategy} >= tables.strategic()
    for account_id in {*success, *strategy}:
        assert _strangers(tables, success.get(account_id), strategy.get(account_id)) == [], account_id


def test_the_repository_holds_a_plan_for_each_that_the_sample_has(home: Path) -> None:
    shipped = Path(__file__).parents[2] / "account_plans"
    if not any(shipped.glob("*/*.toml")):
        pytest.skip("this home holds no plans of the sample")
    made = home / "account_plans"
    wanted = {path.relative_to(made) for path in made.rglob("*") if path.suffix in (".toml", ".jsonl")}
    assert [file for file in sorted(wanted) if not (shipped / file).exists()] == []
    assert [file for file in sorted(wanted) if (shipped / file).read_bytes() != (made / file).read_bytes()] == []
