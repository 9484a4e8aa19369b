// Has a paste tidied by the server before it is shown: the editor's own filters drop what tells
// that words were hidden, crossed out or drawn as signs. Without an answer they do what they can.

import { takeOutImages } from "./foreign_images.js";
import { chosenWords, linkChosen } from "./linking.js";
import { insertAtPlace, isWaitingFor, keepPlace } from "./places.js";
import { ask } from "./server.js";

const tidied = new WeakSet();
const QUICK = 1_000; // milliseconds
let lastPaste = Promise.resolve();

const withoutForeignImages = (editor, html) => (html.toLowerCase().includes("<img") ? takeOutImages(editor, html) : html);

async function tidy(editor, transfer) {
  return ask(editor, editor.config.pasteAddress, {
    html: withoutForeignImages(editor, transfer.getData("text/html", true)),
    text: transfer.getData("text/plain"),
    over: chosenWords(editor),
  });
}

/* One paragraph goes on in the line in which it is pasted. */
function asPart(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const [first, ...others] = body.children;
  return first?.matches("p") && !others.length ? first.innerHTML : html;
}

function showAsTidied(editor, transfer, { html, notices }) {
  const part = asPart(html);
  transfer.setData("text/html", part);
  for (const notice of notices) editor.showNotification(CKEDITOR.tools.htmlEncode(notice), "warning", 0);
  return part;
}

function insert(editor, data, answer) {
  if (answer?.link && chosenWords(editor)) {
    linkChosen(editor, answer.link);
    return;
  }
  const dataValue = answer ? showAsTidied(editor, data.dataTransfer, answer) : data.dataValue;
  editor.fire("paste", { ...data, dataValue, type: "html" });
  if (answer?.offers.length) editor.fire("pastedPage", answer.offers);
}

/* Returns what takes the words away again. */
function tellIfSlow(editor) {
  let notice = null;
  const tell = () => {
    notice = editor.showNotification(CKEDITOR.tools.htmlEncode(editor.config.words.pasteIsComing), "info", 0);
  };
  const telling = setTimeout(tell, QUICK);
  return () => {
    clearTimeout(telling);
    notice?.hide();
  };
}

/* One paste after another, in the order in which they were pasted. */
function pasteTidied(editor, data) {
  tidied.add(data.dataTransfer);
  const place = keepPlace(editor);
  const endTelling = tellIfSlow(editor);
  const asked = tidy(editor, data.dataTransfer).catch(() => null);
  lastPaste = Promise.allSettled([asked, lastPaste]).then(([{ value: answer }]) => {
    endTelling();
    insertAtPlace(place, () => insert(editor, data, answer));
  });
}

function onPaste(event) {
  const { editor, data } = event;
  const isForeign = data.dataTransfer.getTransferType(editor) === CKEDITOR.DATA_TRANSFER_EXTERNAL;
  const holdsText = data.dataTransfer.getData("text/html", true) || data.dataTransfer.getData("text/plain");
  if (!isForeign || !holdsText || tidied.has(data.dataTransfer)) return;
  event.cancel();
  pasteTidied(editor, data);
}

/* What did not come from elsewhere, or could not be tidied, as the editor's filters leave it. */
function onFiltered({ editor, data }) {
  data.dataValue = withoutForeignImages(editor, data.dataValue);
}

/* Fetched before they are needed: a paste that cannot be sent may have no connection at all. */
function fetchFilters({ editor }) {
  const files = editor.pasteTools.handlers.flatMap(({ filters }) => filters);
  CKEDITOR.plugins.pastetools.loadFilters(files, () => {});
}

/* What is on its way is part of the text that is sent. */
async function holdUntilPasted(event) {
  const { target: form, submitter } = event;
  if (!isWaitingFor(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await Promise.allSettled([lastPaste]);
  form.requestSubmit(submitter);
}

CKEDITOR.on("instanceCreated", ({ editor }) => {
  editor.on("paste", onPaste, null, null, 1); // before all filters
  // Behind those for Word and Google Docs (3) and of CKEditor itself (6), before inserting.
  editor.on("paste", onFiltered, null, null, 9);
});
CKEDITOR.on("instanceReady", fetchFilters);
document.addEventListener("submit", holdUntilPasted, { capture: true });
