// Lists of the admin on a phone: each row is a card, whose words say what they are.
import { closeMenus } from "./menus.js";

const table = document.getElementById("result_list");

/** Give each cell the name of its column; the style sheet shows it where the head has no room. */
function nameCells() {
  const toggle = document.getElementById("action-toggle");
  if (toggle) toggle.closest("th").dataset.words = toggle.ariaLabel;
  const names = [...table.tHead.rows[0].cells].map((cell) =>
    (cell.querySelector(".text") ?? cell).textContent.trim(),
  );
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, column) => {
      cell.dataset.column = names[column] ?? "";
      cell.classList.toggle("is-empty", !cell.textContent.trim() && !cell.firstElementChild);
    });
  }
}

closeMenus();
if (table) nameCells();
