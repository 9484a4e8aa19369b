// The editor's plugin for blocks: a text that is written elsewhere stands here as readers see it.
import { make, makeButton } from "../elements.js";
import { withValues } from "../words.js";
import { goBelow, rememberCaret, writeByKey, writeByPress } from "./widgets.js";

const { address, words } = JSON.parse(document.getElementById("block-settings").textContent);
const BUTTON = "block-button";
const KEEPS_WHOLE = "ul,ol,table,blockquote,figure";

let fetched = null;

/* The blocks by their number; fetched once for all editors of the page, again after a failure. */
async function blocks() {
  fetched ??= fetch(address, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then((found) => new Map(found.blocks.map((block) => [String(block.id), block])));
  fetched.catch(() => {
    fetched = null;
  });
  return fetched;
}

/* What stands in a block is looked at, not worked on; ids belong to the page around it. */
function contentOf({ html }) {
  const content = make("div", { className: "block-widget__text", inert: true });
  content.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  content.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
  return content;
}

/* The row below a block, which stands in the wrapper and is no part of the text. */
function toolsOf(block) {
  const tools = make(
    "div",
    { className: "block-tools", contentEditable: "false" },
    make("span", { className: "block-tools__name", textContent: block.name }),
    makeButton(words.change, () => window.open(block.change, "_blank", "noopener"), BUTTON),
  );
  tools.lastChild.title = words.newTab;
  tools.addEventListener("keydown", (event) => event.stopPropagation());
  return tools;
}

function dress(widget, block) {
  const { editor, wrapper, element } = widget;
  editor.fire("lockSnapshot");
  wrapper.$.querySelectorAll(".block-tools").forEach((tools) => tools.remove());
  element.$.replaceChildren(block ? contentOf(block) : make("p", { textContent: words.gone }));
  if (block) {
    wrapper.$.append(toolsOf(block));
  }
  wrapper.setAttribute("aria-label", withValues(words.named, { name: block ? block.name : words.gone }));
  editor.fire("unlockSnapshot");
}

async function fill(widget) {
  try {
    const known = await blocks();
    if (widget.isInited()) {
      dress(widget, known.get(widget.element.getAttribute("data-block")));
    }
  } catch {
    widget.editor.showNotification(words.unreachable, "warning");
  }
}

/* Returns what a block goes behind: the list, table or other widget that the caret is in. */
function holderOfCaret(editor) {
  const start = editor.getSelection()?.getStartElement();
  const widget = editor.widgets.getByElement(start);
  const outermost = start?.getParents().find((parent) => parent.getParent()?.equals(editor.editable()));
  return widget?.wrapper ?? (outermost?.$.matches(KEEPS_WHOLE) ? outermost : null);
}

function place(editor, block) {
  editor.focus();
  editor.fire("saveSnapshot");
  const element = CKEDITOR.dom.element.createFromHtml(`<aside data-block="${block.id}"></aside>`, editor.document);
  const wrapper = editor.widgets.wrapElement(element, "block");
  const holder = holderOfCaret(editor);
  if (holder) {
    wrapper.insertAfter(holder);
  } else {
    editor.insertElement(wrapper);
  }
  editor.widgets.initOn(element, "block");
  goBelow(editor, wrapper);
  editor.fire("saveSnapshot");
}

function choiceOf(block, onChoose) {
  const start = contentOf(block).textContent.trim().replace(/\s+/g, " ");
  const button = makeButton("", onChoose, "block-chooser__block");
  button.append(make("strong", { textContent: block.name }), make("span", { textContent: start }));
  return make("li", {}, button);
}

/* Resolves with the block that somebody picks, or with null. */
function choose(known) {
  const title = make("h2", { id: "block-chooser-title", textContent: words.choose });
  const list = make("ul", { className: "block-chooser__list" });
  const dialog = make("dialog", { className: "dialog block-chooser" }, title, list);
  dialog.setAttribute("aria-labelledby", title.id);
  const answer = new Promise((resolve) => {
    for (const block of known.values()) {
      list.append(
        choiceOf(block, () => {
          resolve(block);
          dialog.close();
        }),
      );
    }
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(null);
    });
  });
  if (!known.size) {
    list.replaceWith(make("p", { textContent: words.none }));
  }
  dialog.append(makeButton(words.cancel, () => dialog.close(), "dialog__button"));
  document.body.append(dialog);
  dialog.showModal();
  return answer;
}

async function chooseAndPlace(editor) {
  const returnToCaret = rememberCaret(editor);
  const known = await blocks().catch(() => null);
  if (!known) {
    editor.showNotification(words.unreachable, "warning");
    return;
  }
  const block = await choose(known);
  returnToCaret();
  if (block) {
    place(editor, block);
  }
}

function addBlocks(editor) {
  editor.widgets.add("block", {
    allowedContent: "aside[!data-block]",
    upcast(element) {
      if (element.name !== "aside" || !element.attributes["data-block"]) {
        return false;
      }
      element.setHtml("");
      return true;
    },
    downcast: (element) => new CKEDITOR.htmlParser.element("aside", { "data-block": element.attributes["data-block"] }),
    init() {
      fill(this);
      this.on("key", ({ data }) => writeByKey(editor, this.wrapper, data.keyCode));
    },
    getLabel() {
      return this.wrapper.getAttribute("aria-label") ?? words.block;
    },
  });
}

CKEDITOR.plugins.add("blocks", {
  requires: "widget",
  init(editor) {
    addBlocks(editor);
    writeByPress(editor);
    editor.addCommand("chooseBlock", { exec: () => void chooseAndPlace(editor), canUndo: false, async: false });
    editor.ui.addButton("Block", { label: words.block, command: "chooseBlock" });
  },
});
