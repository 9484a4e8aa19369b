// Makes pieces of page.

/** Return an element with its properties and children; a child that is null is left out. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function makeButton(label, onPress, className) {
  const button = make("button", { type: "button", className, textContent: label });
  button.addEventListener("click", onPress);
  return button;
}
