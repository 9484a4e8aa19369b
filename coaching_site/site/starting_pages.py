"""The pages that a new site opens with: short, true of this software, and meant to be rewritten.

They are in Dutch, like the practice: a page is content, not interface.
"""

ABOUT = """
<p>Hier staat wie wij zijn, voor wie we werken en hoe een traject bij ons verloopt. Deze tekst is
een begin: vervang hem in de beheeromgeving door je eigen verhaal.</p>
<h2>Hoe we werken</h2>
<p>We beginnen met een gesprek. Daarin vertel je wat er speelt en wat je zou willen. Pas daarna
spreken we af of en hoe we samen verdergaan.</p>
<p>Wil je iets vragen? Dat kan via de <a href="/contact/">contactpagina</a>.</p>
"""

PRIVACY = """
<p>Op deze pagina lees je welke gegevens deze site van je bewaart, en waarom.</p>
<h2>Als je alleen leest</h2>
<p>Dan bewaren we niets over je. De site plaatst geen cookies bij lezers, gebruikt geen
bezoekersstatistieken en haalt niets op bij andere bedrijven: geen lettertypen, geen video’s, geen
knoppen van sociale media. Je internetadres komt niet in onze database.</p>
<h2>Als je reageert op een artikel</h2>
<p>We bewaren je naam, je e-mailadres, je reactie en het moment waarop je die schreef. Je naam en je
reactie staan op de site zodra wij die hebben goedgekeurd. Je e-mailadres tonen we nooit.</p>
<h2>Als je ons iets vraagt</h2>
<p>We bewaren wat je in het contactformulier invult, om je te kunnen antwoorden. Alleen de mensen
van de praktijk kunnen het lezen. Noem liever geen namen van kinderen: die hebben we niet nodig om
je verder te helpen.</p>
<h2>Cookies</h2>
<p>Open je een formulier, dan plaatst de site één cookie die het formulier beveiligt. Die verdwijnt
als je de browser sluit en wordt nergens anders voor gebruikt.</p>
<h2>Inzien, verbeteren of weghalen</h2>
<p>Je mag altijd vragen welke gegevens we van je hebben en of we ze willen verbeteren of
verwijderen. Dat kan via de <a href="/contact/">contactpagina</a>. Ben je het niet met ons eens, dan
kun je een klacht indienen bij de Autoriteit Persoonsgegevens.</p>
"""

CONDITIONS = """
<p>Deze voorwaarden gelden voor het gebruik van deze site.</p>
<h2>Artikelen</h2>
<p>De artikelen zijn met zorg geschreven, maar vervangen geen persoonlijk advies. Je mag eruit
citeren als je de schrijver noemt en naar het artikel verwijst. Wil je een heel artikel overnemen,
vraag ons dan eerst om toestemming.</p>
<h2>Reacties</h2>
<p>We lezen elke reactie voordat die op de site komt. Reacties waarin kinderen, ouders of collega’s
herkenbaar zijn, of die kwetsen, plaatsen we niet.</p>
<h2>Begeleiding</h2>
<p>Met een aanvraag via deze site zit je nergens aan vast. Wat je van ons kunt verwachten en wat het
kost, spreken we vooraf met je af.</p>
"""

STARTING_PAGES = (
    {
        "title": "Over ons",
        "slug": "over",
        "summary": "Wie we zijn en hoe we werken.",
        "body": ABOUT.strip(),
        "in_menu": True,
        "order": 1,
    },
    {
        "title": "Privacy",
        "slug": "privacy",
        "summary": "Welke gegevens we bewaren, en waarom.",
        "body": PRIVACY.strip(),
        "in_menu": False,
        "order": 2,
    },
    {
        "title": "Voorwaarden",
        "slug": "voorwaarden",
        "summary": "Wat geldt als je deze site gebruikt.",
        "body": CONDITIONS.strip(),
        "in_menu": False,
        "order": 3,
    },
)
