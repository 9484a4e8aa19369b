"""A text as words that know their sentence: what every rule about names walks over, once."""

import re
from dataclasses import dataclass
from functools import cached_property

# A word or a number, with what is inside it: “Jan-Peter”, “Sem's”.
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SENTENCE_END = re.compile(r"[.!?…]|\n")
# Behind these a capital is a capital: a quotation, a list, an explanation.
BEGINS = re.compile(r"[:;“”„\"«»•*–—]|\s-\s")
ABBREVIATIONS = {"dr", "drs", "prof", "ir", "mr", "mw", "mevr", "dhr", "st", "bijv", "o", "a", "c"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word, with the number of its sentence and what stands before it."""

    text: str
    start: int
    end: int
    sentence: int
    gap: str
    is_first: bool

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def has_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_beside(self) -> bool:
        """Tell whether only a space stands between it and the word before."""
        return self.gap == " "


class Words:
    """The words of a text, each readable by place; a place outside it has no word."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = list(_read(text))

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, place: int) -> Word:
        return self._words[place] if 0 <= place < len(self._words) else NO_WORD

    def lower(self, place: int) -> str:
        return self[place].lower

    def before(self, place: int) -> Word:
        """Return the word before it in the same sentence."""
        word = self[place - 1]
        return word if word.sentence == self[place].sentence else NO_WORD

    def after(self, place: int) -> Word:
        """Return the word behind it in the same sentence."""
        word = self[place + 1]
        return word if word.sentence == self[place].sentence else NO_WORD

    def gap_behind(self, place: int) -> str:
        """Return what stands between this word and the next one."""
        following = self[place + 1]
        return following.gap if following is not NO_WORD else self.text[self[place].end :]

    @cached_property
    def sentences(self) -> list[frozenset[str]]:
        """Return the words of each sentence, in small letters."""
        gathered: list[set[str]] = []
        for word in self._words:
            if word.sentence == len(gathered):
                gathered.append(set())
            gathered[word.sentence].add(word.lower)
        return [frozenset(words) for words in gathered]

    def around(self, place: int) -> frozenset[str]:
        """Return the words of the sentence in which it stands."""
        return self.sentences[self[place].sentence]


NO_WORD = Word(" ", 0, 0, -1, "", is_first=False)


def _read(text: str) -> list[Word]:
    words: list[Word] = []
    end = sentence = 0
    last = ""
    for match in WORD.finditer(text):
        gap = text[end : match.start()]
        ends = bool(SENTENCE_END.search(gap)) and bool(words)
        is_abbreviated = gap.startswith(".") and (last in ABBREVIATIONS or len(last) == 1)
        begins_sentence = ends and not is_abbreviated and len(gap) > 1
        sentence += begins_sentence
        is_first = begins_sentence or not words or bool(BEGINS.search(gap))
        words.append(Word(match[0], match.start(), match.end(), sentence, gap, is_first))
        end, last = match.end(), match[0].lower()
    return words
