// A new page begins in its first field, unless somebody has begun elsewhere already.

const WRITTEN_IN = ["INPUT", "SELECT", "TEXTAREA", "BUTTON"];

function takesWords(field) {
  return WRITTEN_IN.includes(field.tagName) && !field.disabled && field.offsetParent !== null;
}

if (document.activeElement === document.body) {
  const form = document.querySelector("#content-main form");
  [...form.elements].find(takesWords)?.focus();
}
