// Pictures of elsewhere are taken out of a paste, and the author hears where they stood.
import { withValues } from "../words.js";

const PLACE_WORDS = 5;
const MAX_PLACES = 3;
const BLOCKS = "p,li,td,th,h1,h2,h3,h4,h5,h6,blockquote,div";

const isOwn = (address, mediaUrl) => address.startsWith(mediaUrl) && !address.includes("..");

const wordsFrom = (start, image) => {
  const range = image.ownerDocument.createRange();
  range.setStart(start, 0);
  range.setEndBefore(image);
  return range.toString().split(/\s+/).filter(Boolean);
};

/* Of its own paragraph, or of all before it when it opens one. */
const wordsBefore = (image) => {
  const { body } = image.ownerDocument;
  const own = wordsFrom(image.closest(BLOCKS) ?? body, image);
  const before = own.length ? own : wordsFrom(body, image);
  const cut = before.length > PLACE_WORDS ? ["…"] : [];
  return [...cut, ...before.slice(-PLACE_WORDS)].join(" ");
};

const placeOf = (image, words) => {
  const headings = [...image.ownerDocument.querySelectorAll("h1,h2,h3,h4,h5,h6")];
  const above = headings.filter(
    (heading) => heading.compareDocumentPosition(image) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  if (above.length) {
    return withValues(words.belowHeading, { heading: above.at(-1).textContent.trim() });
  }
  const before = wordsBefore(image);
  return before ? withValues(words.after, { words: before }) : words.atTheBeginning;
};

/* A parsed document that is never shown loads nothing, so nothing is asked from another site. */
export const takeOutImages = (editor, html) => {
  const pasted = new DOMParser().parseFromString(html, "text/html");
  const foreign = [...pasted.querySelectorAll("img:not([data-image])")];
  for (const image of pasted.querySelectorAll("img[data-image]")) {
    if (!isOwn(image.getAttribute("src") ?? "", editor.config.mediaUrl)) {
      image.setAttribute("src", "data:,"); // its number says which one it is
    }
  }
  if (!foreign.length) {
    return pasted.body.innerHTML;
  }
  const places = [...new Set(foreign.map((image) => placeOf(image, editor.config.words)))];
  const more = places.length > MAX_PLACES ? ` ${editor.config.words.morePlaces}` : "";
  const named = places.slice(0, MAX_PLACES).join(", ") + more;
  foreign.forEach((image) => image.remove());
  const text = `${editor.config.words.imagesLeftOut}: ${foreign.length} (${named}).`;
  editor.showNotification(CKEDITOR.tools.htmlEncode(text), "warning", 0);
  return pasted.body.innerHTML;
};
