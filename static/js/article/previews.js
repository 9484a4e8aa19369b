// How the article will look in a search engine and where somebody shares it, while it is written.
import { addressTyped } from "./address.js";
import { atRest, control, fill, form, whenEditorIsReady, words } from "./page.js";

const REST_MS = 250;
// About what search engines show on a phone before they cut.
const TITLE_LENGTH = 60;
const DESCRIPTION_LENGTH = 155;

const place = (name) => form.querySelector(`[data-preview="${name}"]`);

/** Cut between words, as engines do, with the sign that something was left out. */
export function cut(text, length) {
  if (text.length <= length) return text;
  const part = text.slice(0, length + 1);
  return `${part.slice(0, Math.max(part.lastIndexOf(" "), length / 2)).trimEnd()} …`;
}

const lengthInWords = (length, limit) =>
  fill(length > limit ? words.previews.tooLong : words.previews.fits, { length, limit });

function beginningOfText() {
  const area = window.CKEDITOR?.instances.id_body?.editable()?.$;
  const text = area?.querySelector("p")?.textContent ?? "";
  return text.replace(/\s+/g, " ").trim();
}

function imageChosen() {
  for (const name of ["social_image", "cover"]) {
    const shown = form.querySelector(`.field-${name} .image-field__shown:not([hidden]) img[src]`);
    if (shown) return shown.src;
  }
  return words.previews.standardImage;
}

function showLength(name, length, limit) {
  const line = place(name);
  line.textContent = lengthInWords(length, limit);
  line.classList.toggle("is-too-long", length > limit);
}

function show() {
  const typed = control("search_title").value.trim() || control("title").value.trim();
  const title = typed || words.previews.untitled;
  const own = control("search_description").value.trim() || control("summary").value.trim();
  const description = own || beginningOfText();
  place("title").textContent = cut(`${title} · ${words.previews.site}`, TITLE_LENGTH);
  place("address").textContent = `${words.previews.host} › ${words.previews.section} › ${addressTyped()}`;
  place("description").textContent = cut(description, DESCRIPTION_LENGTH);
  place("no-description").hidden = Boolean(own);
  showLength("title-length", title.length, TITLE_LENGTH);
  showLength("description-length", own.length, DESCRIPTION_LENGTH);
  place("card-site").textContent = words.previews.host;
  place("card-title").textContent = title;
  place("card-description").textContent = own;
  if (place("card-image").src !== imageChosen()) place("card-image").src = imageChosen();
}

export function showPreviews() {
  if (!place("title")) return;
  place("all").hidden = false;
  const soon = atRest(show, REST_MS);
  form.addEventListener("input", soon);
  new MutationObserver(soon).observe(form.querySelector("[data-aside]"), {
    subtree: true,
    attributeFilter: ["src", "hidden"],
  });
  whenEditorIsReady((editor) => editor.on("change", soon));
  whenEditorIsReady(show);
  show();
}
