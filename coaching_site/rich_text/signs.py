"""Fonts that draw a sign where a letter stands: which sign was seen.

The tables of Microsoft's and Adobe's fonts in Unicode (unicode.org, WG2 N4384 and symbol.txt).
Signs that hardly anybody types are left out; their letters stay.
"""

# Character by character behind the first code.
WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x37: "⌨", 0x3E: "✇", 0x3F: "✍",
    0x41: "✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐", 0x51: "✈☼💧❄", 0x58: "✠✡☪☯",
    0x5E: "♈♉♊♋♌♍♎♏♐♑♒♓", 0x6A: "&&●❍■□□❑❒⬧⧫◆❖⬥⌧", 0x7A: "⌘",
    0x7B: "❀✿❝❞", 0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x9E: "·•", 0xA1: "○", 0xA4: "◉◎",
    0xA7: "▪◻", 0xAA: "✦★", 0xAC: "✶✴✹✵", 0xD8: "➢", 0xDC: "➲", 0xDF: "←→↑↓↖↗↙↘←➔↑↓",
    0xEF: "⇦⇨⇧⇩⇔", 0xFB: "✗✓☒☑",
}  # fmt: skip
SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x2A: "∗", 0x2D: "−", 0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", 0x5C: "∴",
    0x5E: "⊥", 0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", 0xA2: "′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…",
    0xC6: "∅∩∪⊃", 0xCC: "⊂", 0xCE: "∈∉", 0xD1: "∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊", 0xE2: "®©™∑", 0xF2: "∫",
}  # fmt: skip
WINGDINGS_2 = {0x4F: "✗✓☒☑☒", 0xA3: "☐"}
WINGDINGS_3 = {0x66: "←→↑↓", 0x7D: "▶"}
WEBDINGS = {0x61: "✓"}

PRIVATE = 0xF000  # where Word puts the signs of such a font


def _by_character(table: dict[int, str]) -> dict[str, str]:
    """Return the signs by the letter of Windows that stands for them, and by Word's private one."""
    signs: dict[str, str] = {}
    for first, row in table.items():
        for code, sign in enumerate(row, start=first):
            letter = bytes([code]).decode("cp1252", "ignore")
            signs |= {letter: sign} if letter else {}
            signs[chr(PRIVATE + code)] = sign
    return signs


FONTS = {
    "wingdings": _by_character(WINGDINGS),
    "wingdings 2": _by_character(WINGDINGS_2),
    "wingdings 3": _by_character(WINGDINGS_3),
    "webdings": _by_character(WEBDINGS),
    "symbol": _by_character(SYMBOL),
}
# Word's private letters, where no font is told: a bullet of Symbol, else Wingdings.
WITHOUT_FONT = {
    letter: sign for letter, sign in FONTS["wingdings"].items() if ord(letter) >= PRIVATE
} | {chr(PRIVATE + 0xB7): "•"}
_TABLES = {name: str.maketrans(WITHOUT_FONT | signs) for name, signs in FONTS.items()}
_WITHOUT_FONT = str.maketrans(WITHOUT_FONT)


def as_seen(text: str, font: str = "") -> str:
    """Return the text with the signs that the font draws."""
    return text.translate(_TABLES.get(font, _WITHOUT_FONT))
