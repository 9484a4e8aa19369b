// Keys for who works through many requests: j and k go on and back, x chooses, / searches.
import { listenToKeys } from "../keys.js";

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

listenToKeys(actions);
