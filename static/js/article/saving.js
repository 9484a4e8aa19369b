// Says in the bar that something typed is not saved yet, or that saving is under way.
import { form, whenEditorIsReady } from "./page.js";

const line = form.querySelector("[data-saved]");

function say(which) {
  line.dataset.saved = which;
  for (const words of line.children) words.hidden = words.dataset.when !== which;
}

const isTyped = (event) => event.isTrusted && event.target.name && form.contains(event.target);

function markUnsaved() {
  say("typed");
  // What was said about the last save is over once somebody types on.
  document.querySelectorAll(".messagelist .success").forEach((message) => message.remove());
}

/** The preview shows what was saved: save first what was not. */
function saveBeforeLooking(event) {
  const save = form.querySelector("[name=_preview]");
  if (!save || line.dataset.saved === "saved") return;
  event.preventDefault();
  save.click();
}

function closeMessages(event) {
  const button = event.target.closest?.("[data-close-message]");
  button?.closest("li").remove();
}

export function watchSaving() {
  document.addEventListener("click", closeMessages);
  if (!line) return;
  form.querySelector("[data-look]")?.addEventListener("click", saveBeforeLooking);
  form.addEventListener("input", (event) => isTyped(event) && markUnsaved());
  form.addEventListener("change", (event) => isTyped(event) && markUnsaved());
  django.jQuery(form).on("select2:select select2:unselect", markUnsaved);
  whenEditorIsReady((editor) => {
    // A listener of CKEditor that returns false keeps the event from all others.
    editor.on("change", () => {
      if (editor.checkDirty()) markUnsaved();
    });
  });
  form.addEventListener("submit", (event) => {
    const before = line.dataset.saved;
    setTimeout(() => !event.defaultPrevented && say("sending"));
    window.addEventListener("pageshow", () => say(before), { once: true });
  });
}
