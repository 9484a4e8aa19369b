// The editor's plugin for links: its buttons and keys, and links as they stand in the source.
import { askLink } from "./link_dialog.js";
import {
  changeLink,
  chosenWords,
  hasChosen,
  linkAtCaret,
  linkChosen,
  placeLink,
  placeOf,
  removeLink,
} from "./linking.js";
import { goBelow, rememberCaret } from "./widgets.js";

const NUMBER_IN_SOURCE = /(<a\b[^>]*?) data-link="[^"]*"/g;

function apply(editor, link, choice, former) {
  if (choice.isRemoved) {
    removeLink(editor, link);
  } else if (link) {
    changeLink(editor, link, choice, former);
  } else if (hasChosen(editor)) {
    linkChosen(editor, choice);
  } else {
    if (editor.widgets.focused) goBelow(editor, editor.widgets.focused.wrapper);
    placeLink(editor, choice);
  }
}

async function chooseLink(editor) {
  editor.focus();
  const link = linkAtCaret(editor);
  const returnToCaret = rememberCaret(editor);
  const { choice, former } = await askLink(editor, {
    present: link && placeOf(link),
    words: chosenWords(editor),
  });
  returnToCaret();
  if (choice) apply(editor, link, choice, former);
}

function linkCommand() {
  return {
    exec: (editor) => void chooseLink(editor),
    allowedContent: "a[!href,title,data-link]",
    requiredContent: "a[href]",
    contextSensitive: true,
    canUndo: false,
    async: false,
    refresh(editor, path) {
      this.setState(path.contains("a") ? CKEDITOR.TRISTATE_ON : CKEDITOR.TRISTATE_OFF);
    },
  };
}

/* Whoever changes an address in the source means the address: a number beside it would win. */
function showAddressesAlone({ editor }) {
  if (editor.mode !== "source") return;
  const source = editor.editable();
  source.setValue(source.getValue().replace(NUMBER_IN_SOURCE, "$1"));
}

CKEDITOR.plugins.add("links", {
  init(editor) {
    const { words } = editor.config;
    editor.addCommand("link", linkCommand());
    editor.addCommand("unlink", new CKEDITOR.unlinkCommand());
    editor.setKeystroke(CKEDITOR.CTRL + 75, "link"); // K
    editor.ui.addButton("Link", { label: words.link, command: "link" });
    editor.ui.addButton("Unlink", { label: words.unlink, command: "unlink" });
    editor.on("mode", showAddressesAlone);
    editor.on("doubleclick", ({ data }) => {
      const link = data.element.getAscendant("a", true);
      if (link && !link.isReadOnly()) editor.execCommand("link");
    });
  },
});
