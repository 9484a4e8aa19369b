// Lets the browser work out the sum that a form carries, beside what is typed. The work itself is
// done by ALTCHA's own worker (static/js/altcha/). Where that cannot run, the comment goes without.

const LONGEST = 20_000; // milliseconds, also where the worker never answers
const working = new WeakMap(); // the promise of each form that is not done

/** Return what the worker finds; nothing where it fails, or a page is not safe (http). */
function solve(challenge, address) {
  return new Promise((resolve) => {
    const worker = new Worker(address);
    const end = (solution) => {
      worker.terminate();
      resolve(solution?.derivedKey ? solution : null);
    };
    worker.addEventListener("message", (event) => end(event.data));
    worker.addEventListener("error", () => end(null));
    setTimeout(end, LONGEST);
    worker.postMessage({ type: "work", challenge, counterMode: "uint32", counterStart: 0, counterStep: 1, timeout: LONGEST });
  });
}

/** Work out the sum of a form, once. */
export function workOut(form) {
  const field = form.querySelector("[data-challenge]");
  if (field.dataset.begun) return;
  field.dataset.begun = "";
  const note = form.querySelector("[data-proof-note]");
  note.hidden = false;
  const challenge = JSON.parse(field.dataset.challenge);
  const work = solve(challenge, field.dataset.worker).catch(() => null).then((solution) => {
    working.delete(form);
    note.hidden = !solution;
    note.textContent = note.dataset.done;
    if (solution) field.value = btoa(JSON.stringify({ challenge, solution }));
  });
  working.set(form, work);
}

// Who is faster than the browser waits for it; before htmx hears of it. A button that leads to
// another form does not.
document.addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event;
    const work = working.get(form);
    if (!work || submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const note = form.querySelector("[data-proof-note]");
    note.ariaLive = "polite";
    note.textContent = note.dataset.waiting;
    if (form.dataset.waits) return;
    form.dataset.waits = "";
    work.then(() => {
      delete form.dataset.waits;
      form.requestSubmit(submitter);
    });
  },
  { capture: true },
);
