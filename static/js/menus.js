// Menus that hang over a page close again when somebody presses elsewhere, or Escape.

const MENU = "details[data-menu]";

function closeOthers(event) {
  for (const menu of document.querySelectorAll(`${MENU}[open]`)) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

function closeWithEscape(event) {
  if (event.key !== "Escape") return;
  const menu = document.querySelector(`${MENU}[open]`);
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

export function closeMenus() {
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);
  document.addEventListener("keydown", closeWithEscape);
}
