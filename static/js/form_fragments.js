// Forms that are loaded into an open page: htmx's settings, and what keeps typed words safe.
// Loaded after htmx and before the document is ready, which is when htmx reads its settings.

const FAILURE = "[data-form-failure]";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  // A text area that somebody pulled larger has a style, which the content policy would refuse.
  attributesToSettle: ["class"],
  historyEnabled: false,
  includeIndicatorStyles: false,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "(403|413|422|429|503)", swap: true },
    { code: "...", swap: false, error: true },
  ],
});

/** Say beside the button what went wrong, while the form stays as it was typed. */
function showFailure(form, message) {
  const place = form.querySelector(FAILURE);
  if (!place) return;
  place.hidden = false;
  place.textContent = message || place.dataset.message;
  place.scrollIntoView({ block: "nearest" });
}

/** Take the heading and the first sentence of an error page. */
function wordsOf(page) {
  const parts = new DOMParser().parseFromString(page, "text/html").querySelectorAll("main h1, main p");
  return [...parts].slice(0, 2).map((part) => part.textContent.trim()).join(" ");
}

const isWholePage = (text) => /^\s*(<!--[^]*?-->\s*)?<!doctype/i.test(text);

// A second click on the link that opened a form must not empty the form.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, target } = event.detail;
  const openForm = elt.matches("a") && target.querySelector("form");
  if (!openForm) return;
  event.preventDefault();
  openForm.querySelector("input:not([type=hidden], [tabindex]), textarea")?.focus();
});

/** What did not load in place opens as a page of its own; what was not sent says so. */
function fail(elt, message) {
  if (elt.matches("a")) location.assign(elt.href);
  else showFailure(elt, message);
}

// An error page of the site never takes the place of a form. Who selects a part wants a whole page.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, requestConfig, shouldSwap, xhr } = event.detail;
  const isWanted = requestConfig.elt.matches("[hx-select]") && xhr.status === 200;
  if (!shouldSwap || isWanted || !isWholePage(xhr.responseText)) return;
  event.detail.shouldSwap = false;
  fail(elt, wordsOf(xhr.responseText));
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => fail(event.detail.elt, ""));
}
