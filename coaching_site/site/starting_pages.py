"""The pages that a new site opens with: short, true of this software, and meant to be rewritten.

They are in Dutch, like the practice: a page is content, not interface. Each text is a template that
is called like its page.
"""

STARTING_PAGES = (
    {
        "title": "Over ons",
        "slug": "over",
        "summary": "Wie we zijn en hoe we werken.",
        "in_menu": True,
        "order": 1,
    },
    {
        "title": "Privacy",
        "slug": "privacy",
        "summary": "Welke gegevens we bewaren, en waarom.",
        "in_menu": False,
        "order": 2,
    },
    {
        "title": "Voorwaarden",
        "slug": "voorwaarden",
        "summary": "Wat geldt als je deze site gebruikt.",
        "in_menu": False,
        "order": 3,
    },
)
