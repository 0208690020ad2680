"""Where a customer has sites, and how large each is."""

from random import Random

from steward.sample.model import Profile, Site
from steward.sample.places import COUNTRIES, OVERSEAS, SITE_KINDS, Country

MOST_SITES = 10
CHRONIC_SITE = 2


def first_sites(rng: Random, profile: Profile) -> list[Site]:
    """The sites an account starts with: more for a larger one."""
    usual = round(2.6 + profile.opening_mrr / 24_000 + rng.gauss(0, 0.9))
    found: list[Site] = []
    for _ in range(profile.story.sites or min(max(usual, 2), 8)):
        found.append(another_site(rng, profile, found))
    return found


def another_site(rng: Random, profile: Profile, sites: list[Site]) -> Site:
    """One more site, in a city of the account's country while there is one without, then abroad."""
    site_id = f"{profile.account_id}-{len(sites) + 1:02}"
    if not sites:
        return _headquarters(rng, profile, site_id)
    if profile.opening_mrr > 120_000 and len(sites) == 4:
        name, city, country = OVERSEAS[profile.number % len(OVERSEAS)]
        return Site(site_id, name, city, country, 0.5)
    country = profile.country if len(sites) < 6 else rng.choice(list(COUNTRIES))
    city = _free_city(rng, COUNTRIES[country], sites)
    chronic = bool(profile.story.chronic_months) and len(sites) == CHRONIC_SITE
    return Site(site_id, _site_name(rng, COUNTRIES[country], city, chronic), city, country, rng.uniform(0.45, 1.25))


def _headquarters(rng: Random, profile: Profile, site_id: str) -> Site:
    city = rng.choice(COUNTRIES[profile.country].cities)
    return Site(site_id, f"{city} headquarters", city, profile.country, 1.9)


def _free_city(rng: Random, country: Country, sites: list[Site]) -> str:
    free = [city for city in country.cities if city not in {site.city for site in sites}]
    return rng.choice(free or list(country.cities))


def _site_name(rng: Random, country: Country, city: str, chronic: bool) -> str:
    kind = rng.choice(SITE_KINDS)
    if chronic:
        return f"{city} plant"
    return f"{country.site_word} {city}" if rng.random() < 0.25 else f"{city} {kind.lower()}"
