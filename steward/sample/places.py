"""Where customers are: sales regions, countries, cities, and whose names people there tend to have."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """`cultures`: where the names of people there come from, the most frequent first."""

    region: str
    cultures: tuple[str, ...]
    cities: tuple[str, ...]
    site_word: str = "Office"


COUNTRIES = {
    "Germany": Country(
        "DACH",
        ("german", "turkish", "polish"),
        (
            "Hamburg",
            "München",
            "Köln",
            "Leipzig",
            "Stuttgart",
            "Hannover",
            "Nürnberg",
            "Bremen",
            "Dresden",
            "Kassel",
            "Münster",
            "Lübeck",
        ),
        "Standort",
    ),
    "Austria": Country(
        "DACH", ("german", "czech"), ("Wien", "Graz", "Linz", "Salzburg", "Innsbruck", "Klagenfurt"), "Standort"
    ),
    "Switzerland": Country(
        "DACH",
        ("german", "french", "italian"),
        ("Zürich", "Basel", "Bern", "Genève", "Lugano", "St. Gallen"),
        "Standort",
    ),
    "Netherlands": Country(
        "Benelux & France",
        ("dutch", "turkish"),
        ("Rotterdam", "Utrecht", "Eindhoven", "Groningen", "Arnhem", "Breda", "Zwolle"),
        "Vestiging",
    ),
    "Belgium": Country(
        "Benelux & France",
        ("dutch", "french"),
        ("Antwerpen", "Gent", "Liège", "Brugge", "Namur", "Leuven"),
        "Site",
    ),
    "France": Country(
        "Benelux & France",
        ("french", "portuguese"),
        ("Lyon", "Lille", "Nantes", "Toulouse", "Strasbourg", "Orléans", "Besançon", "Rennes"),
        "Site",
    ),
    "Norway": Country(
        "Nordics", ("nordic",), ("Oslo", "Bergen", "Trondheim", "Tromsø", "Stavanger", "Ålesund"), "Avdeling"
    ),
    "Sweden": Country(
        "Nordics",
        ("nordic", "finnish"),
        ("Stockholm", "Göteborg", "Malmö", "Örebro", "Umeå", "Västerås"),
        "Kontor",
    ),
    "Denmark": Country("Nordics", ("nordic",), ("København", "Aarhus", "Odense", "Esbjerg", "Køge"), "Afdeling"),
    "Finland": Country(
        "Nordics", ("finnish", "nordic"), ("Helsinki", "Tampere", "Oulu", "Turku", "Jyväskylä"), "Toimipiste"
    ),
    "United Kingdom": Country(
        "UK & Ireland",
        ("british", "indian", "british"),
        ("London", "Leeds", "Bristol", "Glasgow", "Cardiff", "Norwich", "Sheffield", "Belfast", "Exeter"),
        "Office",
    ),
    "Ireland": Country(
        "UK & Ireland", ("irish", "british"), ("Dublin", "Cork", "Galway", "Limerick", "Waterford"), "Office"
    ),
    "Spain": Country(
        "Southern Europe",
        ("spanish",),
        ("Madrid", "Valencia", "Sevilla", "Zaragoza", "Málaga", "A Coruña"),
        "Sede",
    ),
    "Portugal": Country("Southern Europe", ("portuguese",), ("Lisboa", "Porto", "Braga", "Coimbra", "Évora"), "Sede"),
    "Italy": Country(
        "Southern Europe",
        ("italian",),
        ("Milano", "Torino", "Bologna", "Verona", "Genova", "Bari", "Forlì"),
        "Sede",
    ),
    "Poland": Country(
        "Central Europe", ("polish",), ("Warszawa", "Kraków", "Wrocław", "Poznań", "Gdańsk", "Łódź"), "Oddział"
    ),
    "Czechia": Country("Central Europe", ("czech",), ("Praha", "Brno", "Ostrava", "Plzeň", "Olomouc"), "Pobočka"),
    "Hungary": Country("Central Europe", ("hungarian",), ("Budapest", "Győr", "Debrecen", "Szeged", "Pécs"), "Iroda"),
}

REGIONS = ("DACH", "Nordics", "UK & Ireland", "Benelux & France", "Southern Europe", "Central Europe")

OVERSEAS = (
    ("東京オフィス (Tokyo office)", "Tokyo", "Japan"),
    ("Singapore hub", "Singapore", "Singapore"),
    ("Chicago office", "Chicago", "United States"),
    ("São Paulo escritório", "São Paulo", "Brazil"),
    ("Toronto office", "Toronto", "Canada"),
)

SITE_KINDS = ("Plant", "Warehouse", "Distribution centre", "Branch", "Data room", "Service centre", "Campus")


def countries_of(region: str) -> list[str]:
    """The countries of a sales region."""
    return [name for name, country in COUNTRIES.items() if country.region == region]
