"""Who may see what, over made companies: laws that hold for whatever chart, rules and day somebody comes up with."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.access.company import Company, CompanyMember, Holding, SaleOnHand, company
from steward.domain.access.rules import Grant, HeldOver, Listed, Rules, Transfer, as_seen_by, may_see_as, scope_of
from steward.domain.access.scope import ALL, NOTHING, Accounts, Right, Role, Scope

TODAY = date(2026, 9, 30)
PEOPLE, ACCOUNTS = [f"p{n}" for n in range(7)], [f"a{n}" for n in range(9)]
SEEING_ALL = {role for role in Role if role.sees_all}


def mail(person: str) -> str:
    return f"{person}@example.com"


companies = st.builds(
    lambda bosses, owners, parents, sellers: company(
        [CompanyMember(one, mail(one), boss) for one, boss in zip(PEOPLE, bosses, strict=True)],
        [Holding(*row) for row in zip(ACCOUNTS, owners, parents, strict=True)],
        [SaleOnHand(f"o{n}", account, seller) for n, (account, seller) in enumerate(sellers)],
    ),
    st.tuples(*[st.sampled_from(["", *PEOPLE])] * len(PEOPLE)),
    st.tuples(*[st.sampled_from(["", *PEOPLE])] * len(ACCOUNTS)),
    st.tuples(*[st.sampled_from(["", *ACCOUNTS])] * len(ACCOUNTS)),
    st.lists(st.tuples(st.sampled_from([*ACCOUNTS, "gone"]), st.sampled_from(["", *PEOPLE])), max_size=4),
)
some_rights = st.frozensets(st.sampled_from(Right), max_size=3)
days = st.sampled_from([None, date(2026, 9, 29), TODAY, date(2026, 10, 1)])
ids = st.frozensets(st.sampled_from(ACCOUNTS), max_size=2)
grants = st.builds(
    Grant,
    email=st.sampled_from(PEOPLE).map(mail),
    accounts=ids,
    families=ids,
    teams=st.frozensets(st.sampled_from(PEOPLE), max_size=1),
    rights=some_rights,
    until=days,
)
transfers = st.builds(Transfer, st.sampled_from(ACCOUNTS), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), until=days)

last_days = st.sampled_from([date(2026, 9, 29), TODAY, date(2026, 10, 1)])
held = st.builds(HeldOver, st.sampled_from(["o0", "o1", "closed"]), st.sampled_from(PEOPLE), last_days)


@st.composite
def written(draw: st.DrawFn, roles: frozenset[Role] = frozenset(Role)) -> Rules:
    """Rules that name some of the people, each once."""
    named = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    listed = [
        Listed(
            mail(one),
            roles=draw(st.frozensets(st.sampled_from(sorted(roles)), max_size=2)),
            rights=draw(some_rights),
            until=draw(days),
        )
        for one in named
    ]
    return Rules(
        tuple(listed),
        tuple(draw(st.lists(grants, max_size=3))),
        tuple(draw(st.lists(transfers, max_size=2))),
        draw(st.booleans()),
        held=tuple(draw(st.lists(held, max_size=2))),
    )


def scope(person: str, rules: Rules, us: Company) -> Scope:
    return scope_of(mail(person), rules, us, TODAY)


@given(companies, written(frozenset(Role) - SEEING_ALL), st.data())
def test_who_leads_reads_what_those_who_report_to_them_read(us: Company, rules: Rules, data: st.DataObject) -> None:
    boss = data.draw(st.sampled_from(PEOPLE))
    own = scope(boss, replace(rules, listed=_reading(rules, boss)), us)
    for report in us.team(boss) - {boss}:
        assert scope(report, replace(rules, listed=_reading(rules, boss)), us).read <= own.read


def _reading(rules: Rules, person: str) -> tuple[Listed, ...]:
    """The rules' people, with this one as a manager who may read."""
    others = tuple(one for one in rules.listed if one.email != mail(person))
    return (*others, Listed(mail(person), roles=frozenset({Role.MANAGER})))


@given(companies, st.sampled_from(PEOPLE), st.frozensets(st.sampled_from(Role), min_size=1))
def test_two_roles_give_what_each_gives_and_no_more(us: Company, person: str, roles: frozenset[Role]) -> None:
    def of(some: frozenset[Role]) -> Scope:
        return scope(person, Rules(listed=(Listed(mail(person), roles=some),)), us)

    found, each = of(roles), [of(frozenset({role})) for role in roles]
    for part in ("read", "change", "export"):
        together = Accounts()
        for one in each:
            together |= getattr(one, part)
        # A right on an account is one of reading it too, whichever role gives that.
        assert getattr(found, part) == together & found.read


@given(companies, written(), st.sampled_from(PEOPLE))
def test_what_may_be_changed_or_taken_out_may_be_read(us: Company, rules: Rules, person: str) -> None:
    found = scope(person, rules, us)
    assert found.change <= found.read and found.export <= found.read


@pytest.mark.parametrize("may", [frozenset[Right](), frozenset({Right.READ})])
def test_a_grant_gives_who_leads_no_more_than_whom_it_was_given_to(may: frozenset[Right]) -> None:
    us = company([CompanyMember("mgr", mail("mgr")), CompanyMember("sam", mail("sam"), manager="mgr")], [Holding("A1")])
    listed = (
        Listed(mail("mgr"), "mgr", frozenset({Role.MANAGER})),
        Listed(mail("sam"), "sam", frozenset({Role.APPROVER})),
    )
    rules = Rules(listed, (Grant(mail("sam"), frozenset({"A1"}), rights=may),))
    found = scope_of(mail("mgr"), rules, us, TODAY)
    assert "A1" in found.read and "A1" not in found.change and "A1" not in found.export


@given(companies, written(), st.sampled_from(["", " ", "nobody@example.com", "p0", "p0@example.com.evil.com"]))
def test_an_unknown_address_sees_nothing(us: Company, rules: Rules, email: str) -> None:
    assert scope_of(email, rules, us, TODAY) == NOTHING


@given(companies, st.sampled_from(PEOPLE))
def test_no_rule_is_no_row(us: Company, person: str) -> None:
    assert scope(person, Rules(), us) == NOTHING


@given(companies, written(), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
def test_with_another_s_eyes_nobody_sees_more_than_either(us: Company, rules: Rules, me: str, other: str) -> None:
    own, theirs = scope(me, rules, us), scope(other, rules, us)
    seen = as_seen_by(own, theirs)
    assert seen <= own and seen <= theirs
    assert not seen.change and not seen.roles and seen.people <= own.people


@given(companies, written(frozenset(Role) - SEEING_ALL), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
def test_only_those_below_are_looked_through(us: Company, rules: Rules, me: str, other: str) -> None:
    assert may_see_as(scope(me, rules, us), me, other, us) == (other != me and other in us.team(me))


@given(companies, written(), st.sampled_from(PEOPLE), st.data())
def test_a_rule_taken_away_gives_nothing_more(us: Company, rules: Rules, person: str, data: st.DataObject) -> None:
    before = scope(person, rules, us)
    if rules.grants:
        gone = data.draw(st.sampled_from(rules.grants))
        fewer = replace(rules, grants=tuple(one for one in rules.grants if one is not gone))
        assert scope(person, fewer, us).read <= before.read
    unlisted = replace(rules, listed=tuple(one for one in rules.listed if one.email != mail(person)), colleagues=False)
    assert scope(person, unlisted, us) == NOTHING


@given(companies, written(), st.sampled_from(PEOPLE))
def test_every_account_of_a_scope_is_there(us: Company, rules: Rules, person: str) -> None:
    assert scope(person, rules, us).read.ids <= set(us.holdings)


US = company(
    [CompanyMember("vp", "VP@Example.com"), CompanyMember("lead", "lead@example.com", "vp"),
     CompanyMember("am", "am@example.com", "lead"),
     CompanyMember("other", "other@example.com"), CompanyMember("twin1", "twin@example.com"),
     CompanyMember("twin2", "twin@example.com")],
    [Holding("led", "lead"), Holding("own", "am"), Holding("theirs", "other"), Holding("child", "other", "theirs"),
     Holding("nobodys")],
    [SaleOnHand("s1", "theirs", "am"), SaleOnHand("s2", "nobodys", "lead"), SaleOnHand("s3", "gone", "am")],
)  # fmt: skip
AM, MANAGER, BOSS = frozenset({Role.ACCOUNT_MANAGER}), frozenset({Role.MANAGER}), frozenset({Role.LEADERSHIP})
LISTED = Rules(
    listed=(Listed("am@example.com", roles=AM), Listed("lead@example.com", roles=MANAGER),
            Listed("vp@example.com", roles=MANAGER), Listed("other@example.com", roles=AM)),
)  # fmt: skip

SELLING = replace(LISTED, listed=(Listed("am@example.com", roles=frozenset({Role.ACCOUNT_EXECUTIVE})),
                                  Listed("lead@example.com", roles=MANAGER)))  # fmt: skip


@pytest.mark.parametrize(
    "email, rules, read",
    [
        ("am@example.com", LISTED, {"own"}),
        ("AM@EXAMPLE.COM ", LISTED, {"own"}),
        ("\u212aam@example.com", LISTED, set()),
        ("am@example.com\u2003", LISTED, set()),
        ("am@exampl\u0435.com", LISTED, set()),
        ("am@\ufb01rm.com", Rules(listed=(Listed("am@firm.com", person_id="am", roles=AM),)), set()),
        ("\u017fam@x.com", Rules(listed=(Listed("sam@x.com", person_id="am", roles=AM),)), set()),
        ("lead@example.com", LISTED, {"led", "own"}),
        ("vp@example.com", LISTED, {"led", "own"}),
        ("twin@example.com", replace(LISTED, colleagues=True), set()),
        ("am@example.com", replace(LISTED, listed=(), colleagues=True), {"own"}),
        ("am@example.com", Rules(listed=(Listed("am@example.com", roles=AM, until=date(2026, 9, 29)),)), set()),
        ("am@example.com", Rules(listed=(Listed("am@example.com", roles=AM, until=TODAY),)), {"own"}),
        ("am@example.com", Rules(listed=(Listed("am@example.com", roles=AM),) * 2), set()),
        ("am@example.com", Rules(listed=(Listed("am@example.com"),)), set()),
        ("x@partner.com", Rules(listed=(Listed("x@partner.com", person_id="am", roles=AM),)), {"own"}),
        ("am@example.com", replace(LISTED, grants=(Grant("am@example.com", frozenset({"nobodys", "gone"})),)),
         {"own", "nobodys"}),
        ("am@example.com", replace(LISTED, grants=(Grant("am@example.com", families=frozenset({"theirs"})),)),
         {"own", "theirs", "child"}),
        ("am@example.com", replace(LISTED, grants=(Grant("am@example.com", teams=frozenset({"lead"})),)),
         {"own", "led"}),
        ("lead@example.com", replace(LISTED, grants=(Grant("am@example.com", frozenset({"nobodys"})),)),
         {"led", "own", "nobodys"}),
        ("am@example.com", replace(LISTED, transfers=(Transfer("theirs", "other", "am", TODAY),)), {"own", "theirs"}),
        ("other@example.com", replace(LISTED, transfers=(Transfer("own", "am", "other", TODAY),)),
         {"theirs", "child", "own"}),
        ("am@example.com", replace(LISTED, transfers=(Transfer("theirs", "other", "am", date(2026, 9, 29)),)), {"own"}),
        ("am@example.com", SELLING, {"own", "theirs"}),
        ("lead@example.com", SELLING, {"led", "own", "theirs"}),
        ("am@example.com", replace(LISTED, held=(HeldOver("s2", "am", TODAY),)), {"own", "nobodys"}),
        ("lead@example.com", replace(LISTED, held=(HeldOver("s2", "am", TODAY),)), {"led", "own", "nobodys"}),
        ("am@example.com", replace(LISTED, held=(HeldOver("s2", "am", date(2026, 9, 29)),)), {"own"}),
        ("am@example.com", replace(LISTED, held=(HeldOver("closed", "am", TODAY),)), {"own"}),
    ],
)  # fmt: skip
def test_what_somebody_reads(email: str, rules: Rules, read: set[str]) -> None:
    assert scope_of(email, rules, US, TODAY).read == Accounts(frozenset(read))


@pytest.mark.parametrize(
    "role, read, change, export",
    [
        (Role.ACCOUNT_MANAGER, Accounts(frozenset({"own"})), True, True),
        (Role.ACCOUNT_EXECUTIVE, Accounts(frozenset({"own", "theirs"})), True, True),
        (Role.MANAGER, Accounts(frozenset({"own"})), True, True),
        (Role.SALES_ENGINEER, Accounts(frozenset({"own"})), True, False),
        (Role.APPROVER, Accounts(frozenset({"own"})), False, False),
        (Role.LEADERSHIP, ALL, False, True),
        (Role.DEAL_DESK, ALL, False, True),
        (Role.AUDITOR, ALL, False, False),
        (Role.ADMINISTRATOR, Accounts(), False, False),
    ],
)  # fmt: skip
def test_what_a_role_may(role: Role, read: Accounts, change: bool, export: bool) -> None:
    found = scope_of("am@example.com", Rules(listed=(Listed("am@example.com", roles=frozenset({role})),)), US, TODAY)
    none = Accounts()
    assert (found.read, found.change, found.export) == (read, read if change else none, read if export else none)


def test_rights_of_a_grant_hold_for_its_accounts_alone() -> None:
    grant = Grant("am@example.com", frozenset({"theirs"}), rights=frozenset({Right.READ}))
    found = scope_of("am@example.com", replace(LISTED, grants=(grant,)), US, TODAY)
    assert "theirs" in found.read and "theirs" not in found.change and "own" in found.change


def test_of_what_was_granted_to_read_alone_a_manager_has_no_more() -> None:
    grant = Grant("am@example.com", frozenset({"theirs"}), rights=frozenset({Right.READ}))
    found = scope_of("lead@example.com", replace(LISTED, grants=(grant,)), US, TODAY)
    assert "theirs" in found.read and "theirs" not in found.change and "theirs" not in found.export
    assert "own" in found.change


def test_who_reads_all_as_an_auditor_changes_their_own_alone() -> None:
    roles = frozenset({Role.ACCOUNT_MANAGER, Role.AUDITOR})
    found = scope_of("am@example.com", Rules(listed=(Listed("am@example.com", roles=roles),)), US, TODAY)
    assert found.read == ALL and found.change == found.export == Accounts(frozenset({"own"}))
