"""What the relations say, computed by pandas from frames that are in memory: to be compared, then to be timed."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

Frames = Mapping[str, pd.DataFrame]
NINETY = pd.Timedelta(days=90)


def bridge(frames: Frames) -> pd.DataFrame:
    """The steps of every account's MRR, month by month from the second on; of months with MRR before or after."""
    months = pd.DatetimeIndex(frames["staging.calendar"]["month_end"]).sort_values().to_numpy()
    subscriptions = frames["staging.subscriptions"]
    starts, ends = (pd.to_datetime(subscriptions[name]).to_numpy() for name in ("starts_on", "ends_on"))
    active = (starts[:, None] <= months) & (np.isnat(ends)[:, None] | (ends[:, None] > months))
    amounts = pd.DataFrame(active * subscriptions["mrr"].astype(float).to_numpy()[:, None], columns=months)
    closing = amounts.groupby(subscriptions["account_id"].to_numpy()).sum()
    opening = closing.shift(axis=1, fill_value=0.0)
    change, seen = closing - opening, opening.cummax(axis=1) > 0
    found = {
        "opening": opening,
        "closing": closing,
        "new": change.where((opening <= 0) & (closing > 0) & ~seen, 0.0),
        "reactivation": change.where((opening <= 0) & (closing > 0) & seen, 0.0),
        "expansion": change.where((opening > 0) & (change > 0), 0.0),
        "contraction": change.where((closing > 0) & (change < 0), 0.0),
        "churn": change.where((closing <= 0) & (change < 0), 0.0),
    }
    whole = pd.concat({name: frame.iloc[:, 1:].stack() for name, frame in found.items()}, axis=1)
    kept = whole[(whole["opening"] != 0) | (whole["closing"] != 0)].drop(columns=["opening", "closing"])
    return kept.rename_axis(["account_id", "month_end"]).reset_index()


def usage(frames: Frames) -> pd.DataFrame:
    """Use and commitment by account, product, site and complete month."""
    rows, calendar = frames["staging.usage"], frames["staging.calendar"]
    month = pd.Series(rows["day"].to_numpy().astype("datetime64[M]"), rows.index, name="month_start")
    keys = [rows["account_id"], rows["product_id"], rows["site_id"], month]
    grouped = rows[["used", "committed"]].groupby(keys, dropna=False)
    sums = grouped.sum(min_count=1).assign(readings=grouped.size()).reset_index()
    months = calendar.assign(month_start=calendar["month_start"].to_numpy().astype("datetime64[M]"))
    sums["month_start"] = sums["month_start"].astype(months["month_start"].dtype)
    return sums.merge(months[["month_start", "month_end"]], on="month_start").drop(columns="month_start")


def pipeline(frames: Frames) -> pd.DataFrame:
    """What was open at the end of each quarter, by the stage it stood in and for the amount it had then."""
    quarters = frames["staging.quarters"][["quarter", "ends_on"]]
    opportunities = frames["internal.opportunities"][
        ["opportunity_id", "stage", "status", "amount", "opened_on", "closed_on"]
    ]
    latest = quarters["ends_on"].max()
    pairs = opportunities.merge(quarters, how="cross")
    is_open, past = pairs["status"] == "open", pairs["ends_on"] < latest
    opened = pairs["opened_on"].isna() | (pairs["opened_on"] <= pairs["ends_on"])
    kept = pairs[(past & opened & (is_open | (pairs["ends_on"] < pairs["closed_on"]))) | (~past & is_open)].copy()
    closed_since = (kept["ends_on"] < latest) & (kept["status"] != "open")
    kept["stage"] = kept["stage"].where(~closed_since, "not recorded")
    for field in ("stage", "amount"):
        then = _before(frames["internal.opportunity_changes"], quarters[quarters["ends_on"] < latest], field)
        kept = kept.merge(then, how="left", on=["opportunity_id", "quarter"])
        was = kept["was"].fillna("not recorded") if field == "stage" else pd.to_numeric(kept["was"]).fillna(kept[field])
        kept[field] = kept[field].where(kept["told"].isna(), was)
        kept = kept.drop(columns=["was", "told"])
    kept["amount"] = kept["amount"].astype(float)
    found: pd.DataFrame = kept.groupby(["quarter", "stage"])["amount"].agg(["sum", "count"]).reset_index()
    return found.rename(columns={"sum": "amount", "count": "opportunities"})


def _before(changes: pd.DataFrame, quarters: pd.DataFrame, field: str) -> pd.DataFrame:
    """What a field said at each quarter's end: what the first change after it changed."""
    told = changes[changes["field"] == field].sort_values("number")[["opportunity_id", "changed_on", "was"]]
    later = told.merge(quarters, how="cross")
    later = later[later["ends_on"] < later["changed_on"]].drop_duplicates(["opportunity_id", "quarter"])
    return later[["opportunity_id", "quarter", "was"]].assign(told=True)


def relationship(frames: Frames) -> pd.DataFrame:
    """The last contact of every account at every month's end, and the contacts of the 90 days to it."""
    happened, executives = frames["staging.activities"], frames["internal.executives"]
    happened = happened.assign(day=happened["happened_at"].dt.normalize())
    ends = frames["staging.calendar"][["month_end"]].sort_values("month_end")
    since = happened["day"].min()
    spine = frames["staging.accounts"][["account_id"]].merge(ends[ends["month_end"] >= since + NINETY], how="cross")
    days = happened[["account_id", "day"]].drop_duplicates().sort_values("day")
    found = pd.merge_asof(
        spine.sort_values("month_end"), days, left_on="month_end", right_on="day", by="account_id"
    )  # fmt: skip
    found["days_since_contact"] = (found["month_end"] - found["day"].fillna(since)).dt.days
    counts = _recent(happened, executives, ends["month_end"].to_numpy())
    found = found.drop(columns="day").merge(counts, how="left", on=["account_id", "month_end"])
    return found.fillna({"contacts_in_ninety_days": 0, "people_in_touch": 0, "executives_in_touch": 0})


def _recent(happened: pd.DataFrame, executives: pd.DataFrame, ends: np.ndarray) -> pd.DataFrame:
    """A day counts at the end of its own month and of at most three more."""
    lead = pd.MultiIndex.from_frame(executives[["account_id", "contact_id"]])
    rows = happened[["account_id", "day"]].assign(two_way=happened["kind"].isin(["call", "meeting"]))
    # Whoever took part was met, not only who stands first.
    both = happened["contact_id"].fillna("") + ";" + happened["participants"].fillna("")
    met = happened[["account_id", "day"]].assign(contact_id=both.str.split(";")).explode("contact_id")
    met["contact_id"] = met["contact_id"].str.strip()
    met = met[met["contact_id"] != ""]
    contacts = pd.MultiIndex.from_frame(met[["account_id", "contact_id"]])
    met["executive"] = met["contact_id"].where(contacts.isin(lead))
    grouped, people = (_of_ninety_days(each, ends) for each in (rows, met))
    return pd.DataFrame(
        {
            "contacts_in_ninety_days": grouped.size(),
            "two_way_share": grouped["two_way"].mean() * 100,
            "people_in_touch": people["contact_id"].nunique(),
            "executives_in_touch": people["executive"].nunique(),
        }
    ).reset_index()


def _of_ninety_days(rows: pd.DataFrame, ends: np.ndarray) -> Any:
    """The rows by account and each month's end up to which they count."""
    first = np.searchsorted(ends, rows["day"].to_numpy())
    known = [rows[first + k < len(ends)].assign(month_end=ends[(first + k)[first + k < len(ends)]]) for k in range(4)]
    recent = pd.concat(known)
    return recent[recent["day"] > recent["month_end"] - NINETY].groupby(["account_id", "month_end"])


def nps(frames: Frames) -> pd.DataFrame:
    """Surveys of every account and quarter: asked, answered, and how."""
    surveys = frames["staging.surveys"]
    grouped = surveys.assign(
        **{f"{one}s": surveys["leaning"] == one for one in ("promoter", "passive", "detractor")}
    ).groupby(["account_id", "quarter"])
    found = grouped[["promoters", "passives", "detractors"]].sum()
    asked = grouped.size().where(grouped["tells_who_was_asked"].any())
    return found.assign(asked=asked, answered=grouped["score"].count()).reset_index()
