"""What pages about offers show, by the name that their triggers tell (contact/migrations/0003)."""

OFFERS = "offers"
