// What the dialog and a paste do to the text: links are made, changed and taken away in one step.
// The server gives `href`, `number` for a page of the site, and `words` where there are none.
import { inOneStep } from "./steps.js";

const NUMBER = "data-link";

function attributesOf({ href, number }) {
  const attributes = { href, "data-cke-saved-href": href };
  return number ? { ...attributes, [NUMBER]: number } : attributes;
}

export function linkAtCaret(editor) {
  const link = CKEDITOR.plugins.link.getSelectedLink(editor);
  return link && !link.isReadOnly() ? link : null;
}

export const placeOf = (link) => ({
  href: link.data("cke-saved-href") || link.getAttribute("href") || "",
  number: link.getAttribute(NUMBER) ?? "",
});

function chosenRanges(editor) {
  const ranges = editor.getSelection()?.getRanges() ?? [];
  return editor.widgets.focused ? [] : ranges.filter((range) => !range.collapsed);
}

export const hasChosen = (editor) => chosenRanges(editor).length > 0;

/* Words within one paragraph, heading or cell; over more than one a paste means to replace. */
export function chosenWords(editor) {
  const ranges = chosenRanges(editor);
  if (ranges.length !== 1) return "";
  const [start, end] = [ranges[0].startPath(), ranges[0].endPath()];
  const isInOne = (start.block ?? start.blockLimit).equals(end.block ?? end.blockLimit);
  return isInOne ? editor.getSelection().getSelectedText().trim() : "";
}

/* Links what is chosen, whole: links within it end. */
export function linkChosen(editor, choice) {
  const style = new CKEDITOR.style({ element: "a", attributes: attributesOf(choice) });
  style.type = CKEDITOR.STYLE_INLINE;
  inOneStep(editor, () => {
    const ranges = chosenRanges(editor);
    for (const range of ranges) {
      const bookmark = range.createBookmark();
      for (const within of range._find("a")) within.remove(true);
      range.moveToBookmark(bookmark);
      style.applyToRange(range, editor);
    }
    editor.getSelection().selectRanges(ranges);
  });
}

/* Puts a link at the caret; behind a picture or a block that is chosen, in a line of its own. */
export function placeLink(editor, choice) {
  inOneStep(editor, () => {
    const link = editor.document.createElement("a");
    link.setAttributes(attributesOf(choice));
    link.setText(choice.words);
    editor.insertElement(link);
    const range = editor.createRange();
    range.setStartAfter(link);
    range.collapse(true);
    range.select();
  });
}

/* Words that only said where the link led say where it leads now. */
export function changeLink(editor, link, choice, former) {
  inOneStep(editor, () => {
    const saysWhere = link.getText().trim() === former?.words;
    link.removeAttribute(NUMBER);
    link.setAttributes(attributesOf(choice));
    if (saysWhere) link.setText(choice.words);
  });
}

export function removeLink(editor, link) {
  inOneStep(editor, () => {
    const bookmarks = editor.getSelection().createBookmarks();
    link.remove(true);
    editor.getSelection().selectBookmarks(bookmarks);
  });
}
