// Asks what is to be seen in an image, while it is still on its way.
import { make } from "../elements.js";
import { makeImageButton, previewOf, progressOf } from "./elements.js";
import { isDescribed } from "./facts.js";
import { say, words } from "./settings.js";

const LONGEST = { description: 250, caption: 300, credit: 120 };

function field(label, control, help = "") {
  control.id = `image-panel-${label.length}-${Math.random().toString(36).slice(2)}`;
  const parts = [make("label", { htmlFor: control.id, textContent: label }), control];
  if (help) {
    parts.push(make("p", { className: "image-panel__help", id: `${control.id}-help`, textContent: help }));
    control.setAttribute("aria-describedby", `${control.id}-help`);
  }
  return make("div", { className: "image-panel__field" }, ...parts);
}

function controlsFor(known) {
  const description = make("textarea", { rows: 2, maxLength: LONGEST.description, value: known.alternative_text ?? "" });
  description.enterKeyHint = "done";
  return {
    description,
    decorative: make("input", { type: "checkbox", checked: Boolean(known.is_decorative) }),
    caption: make("input", { type: "text", maxLength: LONGEST.caption, value: known.caption ?? "" }),
    credit: make("input", { type: "text", maxLength: LONGEST.credit, value: known.credit ?? "" }),
  };
}

/* Resolves with the words, or with null for "later". `known` holds what is there already;
   `withCredit` is for a new image, since who made it belongs to the image and not to its place. */
export function askDescription({ known = {}, preview = null, place = "", withCredit = true, notice = "", upload = null }) {
  const controls = controlsFor(known);
  const { description, decorative, caption, credit } = controls;
  const title = make("h2", { id: "image-panel-title", textContent: words.panelTitle });
  const fault = make("p", { className: "image-panel__fault", textContent: notice });
  fault.setAttribute("role", "alert");
  const tick = make("label", { className: "image-panel__tick" }, decorative, ` ${words.decorativeLabel}`);
  const form = make(
    "form",
    { method: "dialog", noValidate: true },
    make("div", { className: "image-panel__head" }, title, make("p", { textContent: place })),
    make("div", { className: "image-panel__preview" }, preview),
    upload ? progressOf(upload, () => dialog.close()) : null,
    field(words.description, description, words.descriptionHelp),
    tick,
    field(words.caption, caption),
    withCredit ? field(words.credit, credit) : null,
    fault,
  );
  const dialog = make("dialog", { className: "dialog image-panel" }, form);
  dialog.setAttribute("aria-labelledby", title.id);
  const done = make("button", { type: "submit", className: "image-button image-button--next", textContent: words.done });
  const later = makeImageButton(words.later, () => dialog.close());
  form.append(make("p", { className: "image-panel__buttons" }, done, later));

  const dim = () => {
    description.disabled = decorative.checked;
  };
  decorative.addEventListener("change", dim);
  dim();
  description.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit(done);
    }
  });
  return new Promise((resolve) => {
    form.addEventListener("submit", (event) => {
      if (!description.value.trim() && !decorative.checked) {
        event.preventDefault();
        fault.textContent = words.sayOrTick;
        description.setAttribute("aria-invalid", "true");
        description.focus();
        return;
      }
      resolve({
        alternative_text: decorative.checked ? "" : description.value.trim(),
        is_decorative: decorative.checked,
        caption: caption.value.trim(),
        ...(withCredit ? { credit: credit.value.trim() } : {}),
      });
    });
    // A failure stands where the image would, and one that is used from the library has its words;
    // the panel stays only for words that were typed.
    const look = () => {
      const isOver = upload.state === "failed" || (upload.state === "stored" && isDescribed(upload.image));
      if (isOver && !description.value && !decorative.checked) {
        dialog.close();
      }
    };
    upload?.addEventListener("change", look);
    dialog.addEventListener("close", () => {
      upload?.removeEventListener("change", look);
      dialog.remove();
      resolve(null); // says nothing after the words
    });
    document.body.append(dialog);
    dialog.showModal();
    description.focus();
  });
}

/* Asks for each of these uploads in turn, with its progress in sight. */
export async function describeUploads(uploads) {
  for (const [index, upload] of uploads.entries()) {
    const place = uploads.length > 1 ? say("panelPlace", { number: index + 1, total: uploads.length }) : "";
    const preview = await previewOf(upload.file);
    if (!["failed", "cancelled"].includes(upload.state)) {
      const answer = await askDescription({ upload, preview, place });
      if (answer) {
        upload.describe(answer);
      }
    }
  }
}
