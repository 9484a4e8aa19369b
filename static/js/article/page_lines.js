// Tells what a line of a pasted web page is that is no part of its text: who wrote it and when, how
// long it is to read, how many commented, whose it is. Dutch and English.

const LONGEST = 200; // signs; what is longer is a text
const SEPARATOR = /\s+[|·•–—]\s+|\s*\n\s*|,?\s+(?:op|on)\s+(?=[\p{L}\d])|,\s+(?=\d{1,2}[\s-])/u;

const MONTHS = ["jan", "feb", "maa|mrt|mar", "apr", "mei|may", "jun", "jul", "aug", "sep", "okt|oct", "nov", "dec"];
const MONTH =
  "(jan(?:uari|uary)?|feb(?:ruari|ruary)?|maart|march|mrt|mar|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|" +
  "aug(?:ustus|ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const WEEKDAY =
  "(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\\s+";
const PUBLISHED = "(?:(?:gepubliceerd|geplaatst|geschreven|published|posted|datum|date)(?:\\s+(?:op|on))?:?\\s+)?";
const UPDATED = /^(?:laatst\s+|last\s+)?(?:bijgewerkt|gewijzigd|updated|modified)(?:\s+(?:op|on))?:?\s+/i;
const TIME = "(?:,?\\s+(?:(?:om|at)\\s+)?\\d{1,2}[:.]\\d{2}(?:\\s*(?:uur|[ap]m))?)?";
const whole = (pattern) => new RegExp(`^${PUBLISHED}(?:${WEEKDAY})?${pattern}${TIME}$`, "i");
const ORDINAL = "(?:st|nd|rd|th)?";
const DATES = [
  [whole(`(\\d{1,2})${ORDINAL}\\s+${MONTH}(?:,?\\s+(\\d{4}))?`), ([, day, month, year]) => [year, month, day]],
  [whole(`${MONTH}\\s+(\\d{1,2})${ORDINAL}(?:,?\\s+(\\d{4}))?`), ([, month, day, year]) => [year, month, day]],
  [whole("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})"), ([, day, month, year]) => [year, month, day]],
  [whole("(\\d{4})-(\\d{2})-(\\d{2})"), ([, year, month, day]) => [year, month, day]],
];
const FIRST_YEAR = 1990;

const SIGNED = /^(?:geschreven door|geplaatst door|written by|posted by|door|by|tekst|auteur|author|writer)\s*:?\s+/i;
const CAPITAL = "\\p{Lu}[\\p{L}.'’-]*";
const BETWEEN = "(?:van|de|der|den|het|ten|ter|te|von|op|in|el|al|la|le|du|da|[’']t)";
const NAME = new RegExp(`^${CAPITAL}(?:\\s+(?:${BETWEEN}|${CAPITAL})){0,5}$`, "u");
const FULL_NAME = new RegExp(`^${CAPITAL}(?:\\s+${BETWEEN}){0,3}\\s+${CAPITAL}(?:\\s+${CAPITAL})?$`, "u");

const MINUTES = "(?:±|ca\\.?|circa)?\\s*\\d+(?:\\s*[-–]\\s*\\d+)?[\\s-]*min(?:\\.|uten|uut|utes?|s)?";
const READING = new RegExp(`^(?:(?:leestijd|reading time):?\\s*${MINUTES}|${MINUTES}\\s+(?:read|leestijd|lezen|leeswerk|reading time|to read))$`, "i");
const TALK =
  /^(?:(?:\d+|geen|no|nog geen|plaats een|laat een|schrijf een|geef een|write a|leave a|post a|add a)\s+)?(?:comments?|reacties?|repl(?:y|ies)|responses?|opmerkingen|views?|weergaven|likes?|shares?)(?:\s+achter)?(?:\s*\(\d+\))?[.:…]*$/i;
const SHARING = /^(?:delen|deel dit(?: artikel| bericht)?|share(?: this)?(?: post| article)?)[.:]?$/i;
const RIGHTS = /^(?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4}))/i;

function dayOf(words) {
  const [shape, order] = DATES.find(([pattern]) => pattern.test(words)) ?? [];
  if (!shape) return null;
  const [year, month, day] = order(words.match(shape));
  const index = /^\d+$/.test(month)
    ? Number(month) - 1
    : MONTHS.findIndex((start) => new RegExp(`^(?:${start})`, "i").test(month));
  const today = new Date();
  const found = new Date(Number(year ?? today.getFullYear()), index, Number(day));
  if (found.getMonth() !== index || found.getFullYear() < FIRST_YEAR) return null;
  // Pages leave out the year as long as it is not over, or shortly after.
  if (!year && found > today) found.setFullYear(found.getFullYear() - 1);
  return found;
}

function namesOf(words) {
  const names = words.replace(SIGNED, "").split(/\s*,\s*|\s+(?:en|and|&)\s+/);
  return SIGNED.test(words) && names.every((name) => NAME.test(name)) ? names : null;
}

function partOf(text) {
  const day = dayOf(text);
  if (day) return { kind: "date", text, value: day };
  if (RIGHTS.test(text)) return { kind: "rights", text, value: text };
  const names = namesOf(text);
  if (names) return { kind: "names", text, value: names };
  const isLeftOver =
    READING.test(text) || TALK.test(text) || SHARING.test(text) || (UPDATED.test(text) && dayOf(text.replace(UPDATED, "")));
  return isLeftOver ? { kind: "leftover", text } : null;
}

const asName = (text) => (FULL_NAME.test(text) ? { kind: "names", text, value: [text] } : null);

/* A bare name is a byline only beside what is surely no text. */
function partsOf(line) {
  if (!line || line.length > LONGEST) return [];
  const one = partOf(line);
  if (one) return [one];
  const pieces = line.split(SEPARATOR).map((piece) => piece.trim()).filter(Boolean);
  const sure = pieces.map(partOf);
  if (!sure.some(Boolean)) return [];
  const parts = pieces.map((piece, index) => sure[index] ?? asName(piece));
  return parts.every(Boolean) ? parts : [];
}

/** Return [line, parts] for each line that is no part of the text, all of whose parts are known. */
export function linesAround(lines) {
  const found = lines.map(partsOf);
  return lines
    .map((line, index) => {
      const isBeside = [found[index - 1], found[index + 1]].some((parts) =>
        parts?.some(({ kind }) => kind === "date" || kind === "leftover"),
      );
      const name = !found[index].length && isBeside && asName(line);
      return [line, name ? [name] : found[index]];
    })
    .filter(([, parts]) => parts.length);
}
