// The questions of the house stand in the page as <dialog>; its buttons send a form with their value.

/* Resolves with whether somebody said yes; closing it by Escape is a no. */
export function ask(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
