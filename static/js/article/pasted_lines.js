// Lines of a text as they were pasted: taken out of the editor and put back, each as a step to undo.

const keyOf = (block) => block.textContent.replace(/\s+/g, "");

export class PastedLines {
  #html = new Map();

  /** `keys` are the words of the lines without any space. */
  constructor(editor, keys) {
    Object.assign(this, { editor, keys });
    this.order = this.#blocks().map(keyOf);
  }

  #blocks = () => [...this.editor.editable().$.children];

  /** The lines that stand in the text; a step back in the editor makes each of them anew. */
  find() {
    const blocks = this.#blocks();
    const found = this.keys.flatMap((key) => {
      const index = blocks.findIndex((block) => keyOf(block) === key);
      return index < 0 ? [] : blocks.splice(index, 1);
    });
    for (const block of found) this.#html.set(keyOf(block), block.outerHTML);
    return found;
  }

  leave() {
    this.#change(() => this.find().forEach((block) => block.remove()));
  }

  putBack() {
    this.#change(() => [...this.#html].reverse().forEach((line) => this.#insert(line)));
  }

  /* Before what stood behind it when it was pasted, as far as that is still there. */
  #insert([key, html]) {
    const blocks = new Map(this.#blocks().map((block) => [keyOf(block), block]));
    const next = this.order.slice(this.order.indexOf(key) + 1).find((other) => other && blocks.has(other));
    if (next) blocks.get(next).insertAdjacentHTML("beforebegin", html);
    else this.editor.editable().$.insertAdjacentHTML("beforeend", html);
  }

  /* Without focus the editor remembers a caret, which may stand in a line that goes. */
  #change(step) {
    this.editor.unlockSelection();
    this.editor.fire("saveSnapshot");
    step();
    this.editor.fire("saveSnapshot");
  }
}
