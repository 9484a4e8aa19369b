// Keys for pages on which somebody works through many things; none of them while somebody types.
const isTyping = (target) => target.closest("textarea, select, input:not([type=checkbox])") || target.isContentEditable;

/* What each key does, by the sign it types. */
export function listenToKeys(actions) {
  document.addEventListener("keydown", (event) => {
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    action();
  });
}
