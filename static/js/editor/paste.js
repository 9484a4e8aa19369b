// Has a paste tidied by the server before it is shown: the editor's own filters drop what tells
// that words were hidden, crossed out or drawn as signs. Without an answer they do what they can.

import { takeOutImages } from "./foreign_images.js";
import { chosenWords, linkChosen } from "./linking.js";
import { ask } from "./server.js";

const tidied = new WeakSet();

const withoutForeignImages = (editor, html) => (html.toLowerCase().includes("<img") ? takeOutImages(editor, html) : html);

const tidy = (editor, transfer) =>
  ask(editor, editor.config.pasteAddress, {
    html: withoutForeignImages(editor, transfer.getData("text/html", true)),
    text: transfer.getData("text/plain"),
    over: chosenWords(editor),
  });

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

async function pasteTidied(editor, data) {
  const { dataTransfer } = data;
  tidied.add(dataTransfer);
  const answer = await tidy(editor, dataTransfer).catch(() => null);
  if (answer?.link && chosenWords(editor)) {
    linkChosen(editor, answer.link);
    return;
  }
  const dataValue = answer ? showAsTidied(editor, dataTransfer, answer) : data.dataValue;
  editor.fire("paste", { ...data, dataValue, type: "html" });
  if (answer?.offers.length) editor.fire("pastedPage", answer.offers);
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

CKEDITOR.on("instanceCreated", ({ editor }) => {
  editor.on("paste", onPaste, null, null, 1); // before all filters
  // Behind those for Word and Google Docs (3) and of CKEditor itself (6), before inserting.
  editor.on("paste", onFiltered, null, null, 9);
});
