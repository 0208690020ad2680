"""Words that company names are made of. The hand-made ones were chosen not to be firms one has heard of."""

CURATED = (
    ("Brückhagen Maschinenbau", "Germany", "Manufacturing"),
    ("Aldersholm Pharma", "Sweden", "Pharmaceuticals"),
    ("Quillhaven Publishing", "United Kingdom", "Media"),
    ("Oosterveen Transport", "Netherlands", "Logistics"),
    ("Valdorrán Hoteles", "Spain", "Hospitality"),
    ("Żurawno Logistyka", "Poland", "Logistics"),
    ("Weidengrund Versicherung", "Germany", "Insurance"),
    ("Fjellmarka Seafood", "Norway", "Food & beverage"),
    ("Umberstow Retail", "United Kingdom", "Retail"),
    ("Grandvallon Assurances", "France", "Insurance"),
    ("Montefalda Moda", "Italy", "Retail"),
    ("Řepovice Steelworks", "Czechia", "Manufacturing"),
    ("Lindmoos Kliniken", "Austria", "Healthcare"),
    ("Sønderholt Mejeri", "Denmark", "Food & beverage"),
    ("Clonmarra Dairies", "Ireland", "Food & beverage"),
    ("Hollemeer Chemie", "Netherlands", "Chemicals"),
    ("Pedralvão Cerâmica", "Portugal", "Manufacturing"),
    ("Jasnopole Apteki", "Poland", "Healthcare"),
    ("Ylistranda Paper", "Finland", "Manufacturing"),
    ("Dünhagen Optik", "Germany", "Manufacturing"),
    ("Abbotsquay Ports", "United Kingdom", "Logistics"),
    ("Clairmoutier Énergie", "France", "Energy"),
    ("Bellacorte Alimentari", "Italy", "Food & beverage"),
    ("Kőhalom Biztosító", "Hungary", "Insurance"),
    ("Tarnmere Water", "United Kingdom", "Utilities"),
    ("Matterhalden Privatbank", "Switzerland", "Banking"),
)

_STEMS = (
    "Alder Brack Cinder Dorn Elm Fenn Garn Hask Iver Jorn Kelder Lund Marr Nether Ost Pell Quarn Rav Sorrel Thorn "
    "Ulv Varn Wend Yarr Zell Ambr Birken Corm Drav Esk Frost Glym Holm Ingle Kors Larch Mist Nyr Oster Penn Ruden "
    "Stav Tamm Under Vesper Wolden Orm Brun Carr Sund Grav Tress Mor Skar Lin Hav Kest Rohr Tol Bram"
)
STEMS = tuple(_STEMS.split())
_ENDINGS = (
    "moor feld haven wick gard mark holt stad vik dale brook mere quist berga lund combe shaw croft vale stein dorf "
    "minster ness bury thwaite rode hoek veld lahti nova ana ena"
)
ENDINGS = tuple(_ENDINGS.split())
NOUNS = {
    "Manufacturing": ("Works", "Industries", "Castings", "Drives", "Tooling"),
    "Pharmaceuticals": ("Pharma", "Biologics", "Life Sciences"),
    "Media": ("Publishing", "Broadcast", "Press"),
    "Logistics": ("Freight", "Transport", "Logistics", "Ports"),
    "Hospitality": ("Hotels", "Resorts"),
    "Insurance": ("Mutual", "Insurance", "Assurance"),
    "Food & beverage": ("Foods", "Dairies", "Mills", "Brewing"),
    "Retail": ("Retail", "Stores", "Outfitters"),
    "Healthcare": ("Clinics", "Hospitals", "Care"),
    "Chemicals": ("Chemicals", "Coatings"),
    "Energy": ("Energy", "Power", "Grid"),
    "Utilities": ("Water", "Utilities"),
    "Banking": ("Bank", "Savings"),
    "Public sector": ("Council Services", "University", "Transit Authority"),
}
