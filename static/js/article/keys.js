// Saving with the keyboard, wherever the cursor stands. No key publishes: that is always meant.
import { form } from "./page.js";

const saveButton = form.querySelector("[data-save]");

const isSaving = (event) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s";

/** A dialog of the editor or of the admin holds words that are not in the form yet. */
const isInDialog = () =>
  document.querySelector("dialog[open]") ||
  [...document.querySelectorAll(".cke_dialog")].some((dialog) => dialog.checkVisibility());

function save() {
  if (saveButton && !isInDialog()) form.requestSubmit(saveButton);
}

function nameTheKey() {
  const key = document.querySelector("[data-save-key]");
  if (key && /Mac|iPhone|iPad/.test(navigator.platform)) key.textContent = "⌘ S";
}

/** A title is one line that may be shown on several: Enter saves, a pasted break is a space. */
function keepOnOneLine(field) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    save();
  });
  field.addEventListener("input", () => {
    if (field.value.includes("\n")) field.value = field.value.replace(/\s*\n\s*/g, " ");
  });
}

export function listenToKeys() {
  document.addEventListener(
    "keydown",
    (event) => {
      if (!isSaving(event)) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) save();
    },
    true,
  );
  form.querySelectorAll('textarea[rows="1"]').forEach(keepOnOneLine);
  nameTheKey();
}
