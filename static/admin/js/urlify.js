// Addresses of titles, as `coaching_site/text/words.py` makes them; in place of Django's own file,
// which knows other letters. A test holds the tables of both equal.
"use strict";
{
  const LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n", "ı": "i", "ƒ": "f",
    "Ł": "L", "Ø": "O", "Đ": "D", "Ð": "D", "Ħ": "H", "Ŧ": "T", "Ŋ": "N",
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ẞ": "SS", "Æ": "AE", "Œ": "OE", "Þ": "TH"
  };
  const UNSEEN =
    /[\u0300-\u036f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+/g;
  const APOSTROPHES = /['`\u00b4\u02bc\u2018\u2019\u201b\u2032]/g;

  const inPlainLetters = (text) =>
    Array.from(text.normalize("NFKD").replace(UNSEEN, ""), (sign) => LETTERS[sign] ?? sign).join("");

  /** Return the address of a title, at most so long. */
  window.URLify = (title, maxLength) => {
    const plain = inPlainLetters(title.replace(APOSTROPHES, "")).toLowerCase();
    const slug = plain.replace(/[^a-z0-9_]+/g, "-").replace(/^[-_]+|[-_]+$/g, "");
    return slug.slice(0, maxLength).replace(/-+$/, "");
  };
}
