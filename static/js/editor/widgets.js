// What the widgets of the editor share: where the caret goes, and where it was.

const [ENTER, UP, DOWN] = [13, 38, 40];
const listening = new WeakSet();

/* Of the text; the editor keeps the selection of a widget in an element of its own at the end. */
const isElement = (node) => node.type === CKEDITOR.NODE_ELEMENT && !node.hasAttribute("data-cke-hidden-sel");

/* Puts the caret in the paragraph below a widget, and makes one where there is none. */
export function goBelow(editor, wrapper) {
  let next = wrapper.getNext(isElement);
  if (!next || editor.widgets.getByElement(next, true)) {
    next = newParagraph(editor);
    next.insertAfter(wrapper);
  }
  goTo(editor, next);
}

/* Makes a paragraph beside a widget and goes on there, as Enter does elsewhere. */
function write(editor, place, wrapper) {
  editor.fire("saveSnapshot");
  const paragraph = newParagraph(editor);
  paragraph[place](wrapper);
  goTo(editor, paragraph);
  editor.fire("saveSnapshot");
}

/* Enter on a widget writes below it; so does the arrow where the text ends with it, or begins. */
export function writeByKey(editor, wrapper, key) {
  if (key === ENTER || (key === DOWN && !wrapper.getNext(isElement))) {
    write(editor, "insertAfter", wrapper);
  } else if (key === UP && !wrapper.getPrevious(isElement)) {
    write(editor, "insertBefore", wrapper);
  } else {
    return undefined;
  }
  return false;
}

/* Above a text that begins with a widget, and below one that ends with it, a press makes a line. */
export function writeByPress(editor) {
  if (listening.has(editor)) return;
  listening.add(editor);
  editor.on("contentDom", () => {
    const area = editor.editable();
    area.attachListener(area, "click", ({ data: press }) => {
      if (!press.getTarget().equals(area)) return;
      const [first, last] = [area.getFirst(isElement), area.getLast(isElement)];
      if (!first) return; // nothing but bare words, as a script may leave them
      const { top } = first.$.getBoundingClientRect();
      const { bottom } = last.$.getBoundingClientRect();
      if (press.$.clientY > bottom && editor.widgets.getByElement(last, true)) {
        write(editor, "insertAfter", last);
      } else if (press.$.clientY < top && editor.widgets.getByElement(first, true)) {
        write(editor, "insertBefore", first);
      }
    });
  });
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

function goTo(editor, element) {
  const range = editor.createRange();
  range.moveToElementEditStart(element);
  range.select();
}

function newParagraph(editor) {
  const paragraph = editor.document.createElement("p");
  paragraph.appendBogus();
  return paragraph;
}
