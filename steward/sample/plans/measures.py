"""Numbers for goals, measured in the account's own tables."""

from datetime import date, datetime, time, timedelta

from steward.sample.model import ServiceLine, Site
from steward.sample.plans.scene import Scene
from steward.sample.tickets import ticket_rows
from steward.sample.usage import usage_of
from steward.sample.window import month_end, quarter_start, shift

DAY = timedelta(days=1)


def last_quarter(scene: Scene, back: int = 0) -> tuple[date, date]:
    """First and last day of the last complete quarter, or of one so many quarters before."""
    end = quarter_start(scene.until + DAY) - DAY
    first = shift(quarter_start(end), -3 * back)
    return first, shift(first, 3) - DAY


def minutes_down(scene: Scene, span: tuple[date, date], site: Site | None = None) -> int:
    """Minutes of outages that began in a span and are over, at one site or everywhere."""
    found = (one for one in scene.customer.incidents if one.restored_at and span[0] <= one.started_at.date() <= span[1])
    wanted = (one for one in found if site is None or one.site_id == site.site_id)
    return round(sum((one.restored_at - one.started_at).total_seconds() / 60 for one in wanted if one.restored_at))


def availability(scene: Scene, span: tuple[date, date], product_id: str, site: Site) -> float | None:
    """Availability of a product at a site in percent, by the definition of the app: promised line minutes by month."""
    lines = [one for one in scene.customer.lines if one.product_id == product_id and one.site.site_id == site.site_id]
    months = [shift(span[0], n) for n in range(3)]
    promised = sum(_minutes(month) for month in months for line in lines if line.active(month_end(month)))
    down = sum(_inside(scene, span, product_id, site), timedelta()).total_seconds() / 60
    return round(100 * (1 - down / promised), 2) if promised else None


def _minutes(month: date) -> int:
    return month_end(month).day * 1440


def _inside(scene: Scene, span: tuple[date, date], product_id: str, site: Site) -> list[timedelta]:
    """How long each outage fell into a span."""
    first, last = datetime.combine(span[0], time()), datetime.combine(span[1] + DAY, time())
    outages = [
        (one.started_at, one.restored_at)
        for one in scene.customer.incidents
        if one.restored_at and one.product_id == product_id and one.site_id == site.site_id
    ]
    return [min(end, last) - max(start, first) for start, end in outages if start < last and end > first]


def sites_with(scene: Scene, product_ids: tuple[str, ...], day: date) -> int:
    """At how many sites any of some products was used on a day."""
    return len({line.site.site_id for line in _lines(scene, day) if line.product_id in product_ids})


def _lines(scene: Scene, day: date) -> list[ServiceLine]:
    return scene.customer.active_lines(max(day, scene.profile.joined_on))


def tickets_opened(scene: Scene, span: tuple[date, date], queue: str, words: str = "") -> int:
    """Tickets of a queue opened in a span, with some words in their subject."""
    rows = ticket_rows(scene.seed, scene.customer, scene.window)
    return sum(
        row[4] == queue
        and words in str(row[6])
        and isinstance(row[2], datetime)
        and span[0] <= row[2].date() <= span[1]
        for row in rows
    )


def busiest(scene: Scene, sites: list[Site], month: date) -> int | None:
    """Mean use on working days of a month at some sites, in percent of what is committed there; None where unknown."""
    wanted, used, committed = {site.site_id for site in sites}, 0, 0
    first, last = (day.toordinal() - date(1970, 1, 1).toordinal() for day in (month.replace(day=1), month_end(month)))
    for series in usage_of(scene.seed, scene.customer, scene.window):
        if series.site_id in wanted and series.product_id == "SDW":
            chosen = (series.days >= first) & (series.days <= last) & ((series.days + 3) % 7 < 5)
            used, committed = used + int(series.used[chosen].sum()), committed + int(series.committed[chosen].sum())
    return round(100 * used / committed) if committed else None
