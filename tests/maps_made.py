"""Maps of Harbour & Vale with as many people as a test asks for, in tiers as a layout would put them."""

from dataclasses import replace
from datetime import date
from itertools import cycle, pairwise

from steward.domain.stakeholders import Bond, BuyingRole, Coverage, Support, Tie
from steward.exhibits import MapLine, MapPerson, OrgChart, Post, Receipt, RelationshipMap

RECEIPT = Receipt("relationship map", date(2026, 9, 30), "strategy.toml, readings")
ABOUT = {
    "id": "map",
    "title": "Who decides at Harbour & Vale is known, and two speak for us.",
    "alt": "Relationship map of Harbour & Vale.",
    "receipt": RECEIPT,
}

NAMES = (
    "Marguerite Okonkwo-Delacroix", "Jonas Lindqvist", "Priya Raghunathan", "Tom Ash", "Wei Zhang", "Ana Belén Ortiz",
    "Friedrich von Hohenstein", "Sofia Marchetti", "Kwame Mensah", "Ingrid Sørensen", "Luca Ferrari", "Nadia Haddad",
    "Oliver Whitcombe", "Yuki Tanaka", "Charlotte Beaumont", "Piotr Wiśniewski", "Eilidh MacGregor", "Rui Carvalho",
    "Hannah Goldberg", "Dmitri Volkov",
)  # fmt: skip
TITLES = (
    "Chief Information Officer", "VP Network Operations", "Head of Procurement", "IT Director EMEA", "Buyer",
    "Senior Manager Site Connectivity", "Enterprise Architect", "Service Desk Lead", "Finance Controller",
)  # fmt: skip
READINGS = (
    (Support.MENTOR, Coverage.IN_DEPTH, (BuyingRole.CHAMPION, BuyingRole.INFLUENCER)),
    (Support.NEUTRAL, Coverage.SEVERAL, (BuyingRole.DECISION_MAKER,)),
    (Support.SCEPTIC, Coverage.BRIEF, (BuyingRole.TECHNICAL, BuyingRole.USER, BuyingRole.RATIFIER)),
    (Support.SUPPORTER, Coverage.SEVERAL, ()),
    (None, None, ()),
    (Support.OPPOSED, Coverage.NONE, (BuyingRole.BLOCKER,)),
    (Support.SUPPORTER, Coverage.IN_DEPTH, (BuyingRole.COACH, BuyingRole.USER)),
)


def made_map(count: int, **changed: object) -> RelationshipMap:
    """So many people: an economic buyer on top, tiers of at most `wide` reports below, our team beneath."""
    ours = 2 if count < 10 else 4 if count < 40 else 7
    tiers = _tiers(count - ours)
    wide = max(max(map(len, tiers)), ours)
    theirs = [
        _person(number, (wide - len(tier)) / 2 + place, row)
        for row, tier in enumerate(tiers)
        for place, number in enumerate(tier)
    ]
    team = [
        MapPerson(
            key=f"us{n}",
            name=f"{NAMES[-n - 3].split()[0]} Ramsey",
            title="Account Manager",
            x=(wide - ours) / 2 + n,
            y=len(tiers),
            ours=True,
        )
        for n in range(ours)
    ]
    return RelationshipMap(
        **(ABOUT | {"people": (*theirs, *team), "lines": (*_reporting(tiers), *_others(tiers, ours))} | changed)
    )  # type: ignore[arg-type]


def made_chart(count: int) -> OrgChart:
    """The same people as a customer sees them."""
    told = made_map(count)
    posts = tuple(Post(key=p.key, name=p.name, title=p.title, x=p.x, y=p.y) for p in told.people if not p.ours)
    lines = tuple((line.start, line.end) for line in told.lines if line.tie is Tie.REPORTS_TO)
    return OrgChart(**ABOUT, posts=posts, lines=lines)  # type: ignore[arg-type]


def _tiers(count: int) -> list[list[int]]:
    """Numbers of people, the first on top; each tier up to three times as wide as the one above, at most twelve."""
    tiers, begin, wide = [], 0, 1
    while begin < count:
        tiers.append(list(range(begin, min(count, begin + wide))))
        begin, wide = begin + wide, min(12, wide * 3)
    return tiers


def _person(number: int, x: float, y: float) -> MapPerson:
    support, coverage, roles = (
        READINGS[number % len(READINGS)]
        if number
        else (Support.SUPPORTER, Coverage.BRIEF, (BuyingRole.ECONOMIC_BUYER,))
    )
    return MapPerson(
        key=f"p{number}",
        name=NAMES[number % len(NAMES)],
        title=TITLES[number % len(TITLES)],
        x=x,
        y=y,
        support=support,
        coverage=coverage,
        roles=roles,
        key_player=any(role.decides or role is BuyingRole.CHAMPION for role in roles),
        doubt="left on 3 Aug 2026" if number % 11 == 4 else "",
        hover=("Network", "Support: not known" if support is None else f"Support: {support}"),
    )


def _reporting(tiers: list[list[int]]) -> list[MapLine]:
    """Each to somebody above, in order, so that no two lines cross."""
    lines = []
    for above, below in pairwise(tiers):
        for place, number in enumerate(below):
            boss = above[place * len(above) // len(below)]
            doubt = "not confirmed since 3 Feb 2026" if number % 13 == 6 else ""
            lines.append(MapLine(start=f"p{number}", end=f"p{boss}", tie=Tie.REPORTS_TO, doubt=doubt))
    return lines


def _others(tiers: list[list[int]], ours: int) -> list[MapLine]:
    """A few influences across tiers, conflicts, and what our team knows."""
    everybody = [number for tier in tiers for number in tier]
    last, some = len(everybody) - 1, max(2, len(everybody) // 9)
    pairs = [(min(last, 2 + 5 * n), (1 + 3 * n) % len(everybody)) for n in range(some)]
    ties = [MapLine(start=f"p{a}", end=f"p{b}", tie=Tie.INFLUENCES) for a, b in pairs if a != b]
    ties += [MapLine(start="p1", end="p3", tie=Tie.CONFLICTS_WITH)] if last >= 3 else []
    ties += (
        [MapLine(start=f"p{last - 1}", end="p2", tie=Tie.CONFLICTS_WITH, doubt="never confirmed")] if last > 8 else []
    )
    bonds = cycle(Bond)
    known = [(n % ours, (last - 2 * n) % len(everybody)) for n in range(ours + 2)]
    return ties + [MapLine(start=f"us{a}", end=f"p{b}", tie=Tie.KNOWS, bond=next(bonds)) for a, b in known]


HOSTILE = {
    "mark-up": "<b>Acme</b> & <a href='https://evil.example'>%{y}</a> ]]>",
    "a script": "<script>alert('x')</script>",
    "control characters": "null\x00 bell\x07 escape\x1b line\nbreak\ttab",
    "a lone surrogate": "half \ud83d of it",
    "right to left": "שירותי רשת – خدمات الشبكة",
    "an override": "invoice\u202efdp.exe",
    "Chinese": "鹿特丹港口物流网络服务有限公司" * 20,
    "three hundred signs": "Extraordinarily long name " * 12,
    "one very long word": "Donaudampfschifffahrtsgesellschaft" * 9,
    "emoji": "👩🏽‍💻 team 🇫🇷",
    "nothing": "",
    "only blanks": " \u200b ",
    "a theme's placeholder": "#000037",
    "a sign outside Unicode's planes of today": "\U000e0fff\U0010ffff\ufffe",
}


def named_map(text: str) -> RelationshipMap:
    """A map on which everything that people write is this text."""
    drawn = made_map(8, title=text, alt=text)
    people = (replace(p, name=text, title=text, hover=(text,), doubt=text) for p in drawn.people)
    return replace(drawn, people=tuple(people), lines=tuple(replace(line, doubt=text) for line in drawn.lines))


def named_chart(text: str) -> OrgChart:
    """An org chart on which everything that people write is this text."""
    drawn = made_chart(8)
    return replace(drawn, title=text, alt=text, posts=tuple(replace(p, name=text, title=text) for p in drawn.posts))
