// Pieces of page that the editor's own dialogs and widgets share.

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function makeButton(label, onPress, className) {
  const button = make("button", { type: "button", className, textContent: label });
  button.addEventListener("click", onPress);
  return button;
}
