"""How what readers ask becomes an article, and how they hear of it."""
