// Signing out erases what this browser kept of the person's typed texts, and asks first if there is any.

import { ask } from "./dialogs.js";
import { countOf, removeAllOf } from "./drafts/store.js";
import { forget, remember } from "./works_here.js";

const question = document.querySelector("[data-sign-out]");

async function mayErase(question) {
  const { user } = question.dataset;
  // A form on this page stores what was typed in it until now.
  document.dispatchEvent(new Event("drafts:keep"));
  if ((await countOf(user)) && !(await ask(question))) return false;
  document.dispatchEvent(new Event("drafts:give-up"));
  await removeAllOf(user);
  return true;
}

async function signOut(event) {
  event.preventDefault();
  // Sent without another such event.
  if (!(await mayErase(question))) return;
  forget();
  event.target.submit();
}

if (question) remember();

for (const form of question ? document.querySelectorAll("form[action$='/logout/']") : []) {
  form.addEventListener("submit", signOut);
}
