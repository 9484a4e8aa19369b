// The queue without reloading: a decided comment becomes a line in its place; keys for who has many.
import { listenToKeys } from "../keys.js";

const cards = document.querySelector(".queue__cards");
const said = document.querySelector("[data-said]");
const keys = document.querySelector("#queue-keys");
const decided = [];

const waiting = () => [...cards.querySelectorAll(".card")];
const current = () => document.activeElement?.closest(".card");

function goTo(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function nextAfter(place) {
  const behind = waiting().find((card) => place.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING);
  return behind ?? waiting().at(-1);
}

/* Whatever is not ours to show (a lost connection, a sign-in) the browser shows in its own way. */
function sendPlainly(form, step) {
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "step", value: step });
  form.append(field);
  form.submit();
}

async function answerTo(form, step) {
  const body = new FormData(form);
  body.set("step", step);
  const response = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
  if (response.redirected || ![200, 409].includes(response.status)) throw new Error(response.status);
  return { html: await response.text(), done: response.ok };
}

async function take(form, step) {
  const place = form.closest(".card, .decided");
  const isInCards = cards.contains(place);
  if (place.ariaBusy === "true") return;
  place.ariaBusy = "true";
  let answer;
  try {
    answer = await answerTo(form, step);
  } catch {
    sendPlainly(form, step);
    return;
  }
  const holder = document.createElement("template");
  holder.innerHTML = answer.html;
  const shown = holder.content.querySelector(".card, .decided");
  const hadFocus = place.contains(document.activeElement);
  place.replaceWith(shown);
  said.textContent = shown.querySelector(".decided__words, [role=alert]")?.textContent ?? "";
  if (answer.done && step !== "undo") decided.push(shown.id);
  if (answer.done && step === "undo" && decided.includes(shown.id)) decided.splice(decided.lastIndexOf(shown.id), 1);
  if (!hadFocus) return;
  goTo(shown.matches(".card") || !isInCards ? shown : (nextAfter(shown) ?? shown));
}

function undoLast() {
  const line = document.getElementById(decided.at(-1) ?? "") ?? document.querySelector(".queue__decided .decided");
  if (!line?.matches(".decided")) return;
  line.focus();
  take(line.querySelector("form"), "undo");
}

function openSentence(card) {
  card.querySelector("details").open = true;
  card.querySelector(".card__sentence").focus();
}

function decide(step) {
  const card = current();
  if (card) take(card.querySelector("[data-steps]"), step);
  else goTo(waiting()[0]);
}

function move(steps) {
  const all = waiting();
  const here = all.indexOf(current());
  goTo(here < 0 ? all[0] : all[Math.min(Math.max(here + steps, 0), all.length - 1)]);
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  a: () => decide("approve"),
  r: () => decide("refuse"),
  s: () => decide("spam"),
  z: undoLast,
  R: () => current() && openSentence(current()),
  "?": () => keys?.showModal(),
};

listenToKeys(actions);

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-steps]")) return;
  event.preventDefault();
  // Enter in the sentence presses the first button of the form, which would approve.
  const typed = document.activeElement?.matches(".card__sentence") ? "refuse" : event.submitter?.value;
  take(event.target, typed);
});

const all = document.querySelector("[data-all]");
if (all) {
  all.parentElement.hidden = false;
  all.addEventListener("change", () => {
    for (const box of cards.querySelectorAll("[name=chosen]")) box.checked = all.checked;
  });
}

const help = document.querySelector("[data-help]");
if (help) {
  help.hidden = false;
  help.addEventListener("click", () => keys.showModal());
}
