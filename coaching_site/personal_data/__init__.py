"""What the site holds under a mail address: looked up, handed over, erased, and proven so."""
