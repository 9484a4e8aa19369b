"""What pages about offers show, by the name that their triggers tell."""

OFFERS = "offers"
