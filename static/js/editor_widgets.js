// What the widgets of the editor share: where the caret goes, and where it was.

/* Puts the caret in the paragraph below a widget, and makes one where there is none. */
export function goBelow(editor, wrapper) {
  let next = wrapper.getNext((node) => node.type === CKEDITOR.NODE_ELEMENT);
  if (!next || editor.widgets.getByElement(next, true)) {
    next = newParagraph(editor);
    next.insertAfter(wrapper);
  }
  const range = editor.createRange();
  range.moveToElementEditStart(next);
  range.select();
}

/* Makes a paragraph below a widget and goes on there, as Enter does elsewhere. */
export function writeBelow(editor, wrapper) {
  editor.fire("saveSnapshot");
  newParagraph(editor).insertAfter(wrapper);
  goBelow(editor, wrapper);
  editor.fire("saveSnapshot");
}

/* Returns what puts the caret back where it is now: a dialog takes it away. */
export function rememberCaret(editor) {
  const ranges = editor.getSelection()?.getRanges() ?? [];
  return () => {
    editor.focus();
    if (ranges.length) {
      editor.getSelection().selectRanges(ranges);
    }
  };
}

function newParagraph(editor) {
  const paragraph = editor.document.createElement("p");
  paragraph.appendBogus();
  return paragraph;
}
