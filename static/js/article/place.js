// Lets a save feel as if the page had stayed: the same place in sight, the cursor where it was.
import { form, whenEditorIsReady } from "./page.js";

const KEY = "article-form:place";
// A new article gets its address with the first save, so it is known by the moment.
const NEW_MS = 60_000;
const isNew = (path) => path.endsWith("/add/");
const top = () => form.getBoundingClientRect().top;

function placeInEditor() {
  const editor = window.CKEDITOR?.instances.id_body;
  if (!editor?.focusManager.hasFocus) return null;
  return editor.getSelection()?.createBookmarks2(false) ?? null;
}

function remember() {
  const field = document.activeElement;
  const place = {
    path: location.pathname,
    at: Date.now(),
    top: top(),
    inEditor: placeInEditor(),
    field: field.form === form ? field.id : "",
    selection: field.selectionStart == null ? null : [field.selectionStart, field.selectionEnd],
  };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
  } catch {
    // Storage that is full or switched off costs the place, never the text.
  }
}

function recall() {
  try {
    const place = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    const isHere = place?.path === location.pathname;
    return isHere || (place && isNew(place.path) && Date.now() - place.at < NEW_MS) ? place : null;
  } catch {
    return null;
  }
}

/* Who saw where the form begins sees the whole page from its beginning: what is said there is new. */
function scrollBack(place) {
  const by = place.top < 0 ? top() - place.top : -window.scrollY;
  window.scrollBy({ top: by, behavior: "instant" });
}

function putCursorInField(place) {
  const field = place.field && document.getElementById(place.field);
  if (!field) return;
  field.focus({ preventScroll: true });
  if (place.selection) field.setSelectionRange(...place.selection);
}

function putCursorInEditor(editor, place) {
  editor.editable().$.focus({ preventScroll: true });
  try {
    editor.getSelection().selectBookmarks(place.inEditor);
  } catch {
    // Tidying may have taken away the paragraph in which the cursor stood.
  }
}

/* Two texts are looked at from the top of what says how they differ. */
function leadToCollision() {
  const collision = form.querySelector(".collision");
  collision?.scrollIntoView({ behavior: "instant" });
  return Boolean(collision);
}

/** Come back to where somebody was when they saved, unless something has to be mended first. */
export function keepPlace({ hasErrors }) {
  form.addEventListener("submit", (event) => {
    remember();
    // Somebody behind this listener may still refuse; then nothing was sent.
    setTimeout(() => event.defaultPrevented && sessionStorage.removeItem(KEY));
  });
  const place = recall();
  if (leadToCollision() || !place || hasErrors) return;
  if (!place.inEditor) putCursorInField(place);
  scrollBack(place);
  whenEditorIsReady((editor) => {
    if (place.inEditor) putCursorInEditor(editor, place);
    // The text had no height before its editor came.
    scrollBack(place);
  });
}
