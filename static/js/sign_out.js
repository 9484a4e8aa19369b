// Signing out erases what this browser kept of the person's typed texts, and asks first if there is any.

import { countOf, removeAllOf } from "./drafts/store.js";
import { forget, remember } from "./works_here.js";

const marker = document.querySelector("[data-sign-out]");

async function mayErase({ user, question }) {
  // A form on this page stores what was typed in it until now.
  document.dispatchEvent(new Event("drafts:keep"));
  if ((await countOf(user)) && !window.confirm(question)) return false;
  document.dispatchEvent(new Event("drafts:give-up"));
  await removeAllOf(user);
  return true;
}

async function signOut(event) {
  event.preventDefault();
  // Sent without another such event.
  if (!(await mayErase(marker.dataset))) return;
  forget();
  event.target.submit();
}

if (marker) remember();

for (const form of marker ? document.querySelectorAll("form[action$='/logout/']") : []) {
  form.addEventListener("submit", signOut);
}
