// Keeps the line that is written in sight: between the editor's buttons and what stands below.
// In pixels: for the next line, and for what a line is higher than its letters.
const ROOM = 80;
const ROOM_ABOVE = 8;

/* Without a box of its own, as in an empty paragraph, the caret is where its element is. */
function boxOfCaret(area) {
  const selection = document.getSelection();
  if (!selection.focusNode || !area.contains(selection.focusNode)) return null;
  const range = document.createRange();
  range.setStart(selection.focusNode, selection.focusOffset);
  const [box] = range.getClientRects();
  if (box) return box;
  const { focusNode, focusOffset } = selection;
  const beside = focusNode.childNodes[focusOffset] ?? focusNode;
  const element = beside.nodeType === Node.ELEMENT_NODE ? beside : beside.parentElement;
  return element.getBoundingClientRect();
}

const barOf = (editor) => editor.element.$.form?.querySelector(".submit-row");

/* The keyboard of a phone covers the page without making it smaller. */
function edgesOfSight(editor) {
  const { offsetTop, height } = window.visualViewport;
  const barTop = barOf(editor)?.getBoundingClientRect().top ?? Infinity;
  const buttons = editor.ui.space("top")?.$.getBoundingClientRect();
  return {
    top: Math.max(offsetTop, buttons?.bottom ?? 0) + ROOM_ABOVE,
    bottom: Math.min(offsetTop + height, barTop) - ROOM,
  };
}

function showCaret(editor) {
  const area = editor.mode === "wysiwyg" && editor.editable()?.$;
  const box = area && boxOfCaret(area);
  if (!box) return;
  const { top, bottom } = edgesOfSight(editor);
  const below = box.bottom - bottom;
  const above = top - box.top;
  if (below > 0) {
    window.scrollBy({ top: below, behavior: "instant" });
  } else if (above > 0) {
    window.scrollBy({ top: -above, behavior: "instant" });
  }
}

/* After the browser and the editor have done what a key, a step back or a paste asks for. */
function followCaret({ editor }) {
  let asked = 0;
  const soon = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => showCaret(editor));
  };
  editor.on("contentDom", () => {
    const area = editor.editable();
    area.attachListener(area, "keydown", soon, null, null, 100);
    area.attachListener(area, "input", soon);
  });
  editor.on("afterPaste", soon);
  editor.on("afterCommandExec", soon);
  const whileWriting = () => editor.focusManager.hasFocus && soon();
  window.visualViewport.addEventListener("resize", whileWriting);
  // The bar grows when it has something to say.
  const bar = barOf(editor);
  if (bar) new ResizeObserver(whileWriting).observe(bar);
}

CKEDITOR.on("instanceCreated", followCaret);
