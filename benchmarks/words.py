"""Dutch-like language for benchmarks: few words that stand everywhere and many that are rare."""

from itertools import accumulate, product
from random import Random

COMMON_WORD = "leerling"  # stands in most articles
# The most frequent first, as in Dutch; after them invented ones.
FREQUENT = (
    "de van een het en in is dat op te zijn voor met niet aan er om ook als maar je hij ze die bij "
    "naar dan wat door zo of over uit nog leerling we hun klas wel heeft kan school moet meer deze "
    "gesprek worden ouders kunnen wordt veel leraar les hier groep vraag kind jaar rooster tijd"
)
SYLLABLES = ("b bl d gr h k kl l m n p r s sch st t v w z", "a aa e ie o oe u ij", "k l m n r s t")
INVENTED = 30_000
PARAGRAPHS, SENTENCES = 6, 6  # of a text, about 450 words


def sentences(count: int, random: Random) -> list[str]:
    """Return sentences of 6 to 19 words; the n-th word comes with a chance of about 1/n (Zipf)."""
    syllables = ["".join(letters) for letters in product(*(part.split() for part in SYLLABLES))]
    invented = {"".join(random.choices(syllables, k=2)): None for _word in range(INVENTED)}
    words = [*FREQUENT.split(), *invented]
    chances = list(accumulate(1 / (rank + 2) for rank in range(len(words))))
    lengths = random.choices(range(6, 20), k=count)
    chosen = (random.choices(words, cum_weights=chances, k=length) for length in lengths)
    return [f"{' '.join(some).capitalize()}." for some in chosen]


def body(sentences: list[str], random: Random) -> str:
    """Return a text below a heading, as the editor stores it."""
    heading = random.choice(sentences)[:40].strip(" .")
    chosen = [random.choices(sentences, k=SENTENCES) for _paragraph in range(PARAGRAPHS)]
    return "\n".join([f"<h2>{heading}</h2>", *(f"<p>{' '.join(some)}</p>" for some in chosen)])
