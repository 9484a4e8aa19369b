// Signing out erases what this browser kept of the person's typed texts, and asks first if there is any.

import { countOf, removeAllOf } from "./draft_store.js";

const marker = document.querySelector("[data-sign-out]");

function signOut(event) {
  const { user, question } = marker.dataset;
  // A form on this page stores what was typed in it until now.
  document.dispatchEvent(new Event("drafts:keep"));
  if (countOf(user) && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  document.dispatchEvent(new Event("drafts:give-up"));
  removeAllOf(user);
}

for (const form of marker ? document.querySelectorAll("form[action$='/logout/']") : []) {
  form.addEventListener("submit", signOut);
}
