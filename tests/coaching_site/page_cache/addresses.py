"""The pages of the site that these tests ask for."""

ONE, OTHER = "/artikelen/een/", "/artikelen/ander/"
LIST, HOME, FEED, SITEMAP = "/artikelen/", "/", "/artikelen/feed/", "/sitemap.xml"
TOPIC, AUTHOR, SERIES = (
    "/artikelen/thema/klas/",
    "/artikelen/auteur/noor/",
    "/artikelen/serie/reeks/",
)
OFFERS, OFFER, ABOUT = "/aanbod/", "/aanbod/traject/", "/over-ons/"
MISSING = "/artikelen/er-is-niets/"
LISTS = [LIST, HOME, TOPIC, AUTHOR, SERIES]
ARTICLES = [ONE, OTHER]
EVERYTHING = [*ARTICLES, *LISTS, FEED, SITEMAP, OFFERS, OFFER, ABOUT, MISSING]
