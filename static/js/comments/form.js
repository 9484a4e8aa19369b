// What a comment form can do more with scripts: it counts, remembers a confirmed address, and leaves
// for the form of a private question.

import { kept, forget } from "./confirmed_address.js";
import { withValues } from "../words.js";

const SHOWN_FROM = 500; // characters that are left
const READ_ALOUD = new Set([500, 100, 20, 0, -1]);

/** Say how much fits, once the end is near. */
function count(text) {
  const place = text.form.querySelector("[data-characters-left]");
  if (!place) return;
  // Python counts a sign outside the basic plane as one, JavaScript as two.
  const left = Number(place.dataset.most) - [...text.value].length;
  place.hidden = left > SHOWN_FROM;
  place.ariaLive = READ_ALOUD.has(left) ? "polite" : "off";
  place.textContent = withValues(left < 0 ? place.dataset.over : place.dataset.left, { count: Math.abs(left) });
}

/** Fill in what this device remembers, and offer to forget it. */
function prepare(form) {
  const proof = kept();
  form.querySelector("[name=confirmation]").value = proof;
  form.querySelector("[data-remembered]").hidden = !proof;
  count(form.querySelector("textarea"));
  if (form.querySelector("[data-challenge]")) import("./proof_of_work.js").then(({ workOut }) => workOut(form));
}

const prepareAll = (part) => part.querySelectorAll("[data-comment-form]").forEach(prepare);

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-comment-form] textarea")) count(event.target);
});

document.addEventListener("click", (event) => {
  if (!event.target.matches("[data-forget]")) return;
  forget();
  prepareAll(document);
});

document.addEventListener("htmx:load", (event) => prepareAll(event.target.parentElement ?? document));

// A button that leads to another form leaves the page, with what was typed.
document.addEventListener("htmx:beforeRequest", (event) => {
  const button = event.detail.requestConfig.triggeringEvent?.submitter;
  if (!button?.hasAttribute("formaction")) return;
  event.preventDefault();
  const { form } = button;
  const own = form.action;
  form.action = button.formAction;
  form.submit();
  form.action = own; // for who comes back
});

prepareAll(document);
