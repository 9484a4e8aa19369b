// Keys for who works through many requests: j and k go on and back, x chooses, / searches.
const links = [...document.querySelectorAll("#result_list .field-question a, .board-card [data-row]")];

function move(steps) {
  const here = links.indexOf(document.activeElement);
  const next = here < 0 ? 0 : Math.min(Math.max(here + steps, 0), links.length - 1);
  links[next]?.focus();
}

function choose() {
  document.activeElement.closest("tr")?.querySelector(".action-select")?.click();
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  x: choose,
  "/": () => document.querySelector("#searchbar")?.focus(),
};

const isTyping = (target) => target.closest("textarea, select, input:not([type=checkbox])") || target.isContentEditable;

document.addEventListener("keydown", (event) => {
  const action = actions[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  action();
});
