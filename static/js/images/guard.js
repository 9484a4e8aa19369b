// Keeps a form, and the page, from leaving while images or words about them are on their way.
import { make } from "../elements.js";
import { say, words } from "./settings.js";
import { ended, isUnderWay, uploads } from "./uploads.js";

const accepted = new Set();
const wordsUnderWay = new Set();
const checks = [];

/* A message at the foot of the window, read aloud; the next one takes its place. */
export function announce(text) {
  document.querySelector(".image-notice")?.remove();
  const notice = make("p", { className: "image-notice", textContent: text });
  notice.setAttribute("role", "alert");
  if (text) {
    document.body.append(notice);
  }
}

/* Adds a question to ask before a form leaves: returns null to let it go, or a promise that says
   whether it may after all. */
export function checkBeforeLeaving(check) {
  checks.push(check);
}

/* Holds a form until the server has these words. A refusal is told at once, and once more by the
   form that it holds: a panel may have been on top of it. */
export function holdUntilStored(storing) {
  const refusal = storing.then(
    () => "",
    (error) => say("notDescribed", { reason: error.message }),
  );
  wordsUnderWay.add(refusal);
  refusal.then((text) => (text ? announce(text) : wordsUnderWay.delete(refusal)));
}

function whatHolds(event) {
  const arriving = uploads().filter(isUnderWay).map(ended);
  const held = [...arriving.map((upload) => upload.then(({ wordsError }) => wordsError)), ...wordsUnderWay];
  if (held.length) {
    announce(words.waitForUploads);
    return Promise.all(held).then((refusals) => {
      held.forEach((refusal) => wordsUnderWay.delete(refusal));
      announce(refusals.filter(Boolean).join(" "));
      return !refusals.some(Boolean);
    });
  }
  const left = uploads().filter(({ state }) => ["failed", "asking"].includes(state)).filter((upload) => !accepted.has(upload));
  if (left.length) {
    announce(left.some(({ state }) => state === "failed") ? words.failedUploads : words.askedUploads);
    left.forEach((upload) => accepted.add(upload));
    return Promise.resolve(false);
  }
  return checks.map((check) => check(event)).find(Boolean) ?? null;
}

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    if (form.method !== "post" || form.closest("dialog")) {
      return;
    }
    const holding = whatHolds(event);
    if (!holding) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await holding) {
      announce("");
      form.requestSubmit(event.submitter);
    }
  },
  { capture: true },
);

window.addEventListener("beforeunload", (event) => {
  if (uploads().some(isUnderWay) || wordsUnderWay.size) {
    event.preventDefault();
  }
});

// A file that misses its place would otherwise take the place of the page.
for (const name of ["dragover", "drop"]) {
  window.addEventListener(name, (event) => {
    if (event.dataTransfer.types.includes("Files") && !event.target.closest?.("input[type=file]")) {
      event.preventDefault();
    }
  });
}
