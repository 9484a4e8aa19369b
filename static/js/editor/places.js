// Where pastes go that are on their way: to where they were pasted, also when somebody types on.
import { inOneStep } from "./steps.js";

const waiting = new Set();

const wordsBefore = ({ startContainer, startOffset }) => (startContainer.data ?? "").slice(0, startOffset);
const countSpaces = (range) => wordsBefore(range).match(/\s*$/)[0].length;

/* A place in the text as a range of the browser, which moves along with the words around it. */
class Place {
  constructor(editor) {
    this.editor = editor;
    this.put(editor.getSelection()?.getRanges()[0]);
  }

  put(range) {
    this.range = document.createRange();
    if (!range) return;
    this.range.setStart(range.startContainer.$, range.startOffset);
    this.range.setEnd(range.endContainer.$, range.endOffset);
    this.spaces = countSpaces(this.range);
    this.isBetweenBlocks = this.range.startContainer === this.area;
  }

  get area() {
    return this.editor.editable().$;
  }

  /* A browser writes spaces anew beside which is typed, and a range falls back before them. */
  passSpaces() {
    const { range } = this;
    const isBefore = () => /^\s/.test((range.startContainer.data ?? "").slice(range.startOffset));
    while (range.collapsed && countSpaces(range) < this.spaces && isBefore()) {
      range.setStart(range.startContainer, range.startOffset + 1);
    }
  }

  /* A step back, or another text, makes all of the text anew. */
  get isThere() {
    const { startContainer } = this.range;
    return this.area.contains(startContainer) && (startContainer === this.area) === this.isBetweenBlocks;
  }

  isAt({ range }) {
    return (
      this.range.compareBoundaryPoints(Range.START_TO_START, range) === 0 &&
      this.range.compareBoundaryPoints(Range.END_TO_END, range) === 0
    );
  }

  touches({ range }) {
    return (
      this.range.comparePoint(range.startContainer, range.startOffset) <= 0 &&
      this.range.comparePoint(range.endContainer, range.endOffset) >= 0
    );
  }

  toRange() {
    const { startContainer, startOffset, endContainer, endOffset } = this.range;
    const range = this.editor.createRange();
    range.setStart(new CKEDITOR.dom.node(startContainer), startOffset);
    range.setEnd(new CKEDITOR.dom.node(endContainer), endOffset);
    return range;
  }
}

/* The caret, and what is on its way to elsewhere in the text, stay where they are. */
function insertAt(place, caret, insert) {
  const { editor } = place;
  const others = [caret, ...waiting].filter((other) => other.editor === editor && other.isThere);
  for (const each of [place, ...others]) each.passSpaces();
  const behind = others.filter((other) => place.touches(other));
  const apart = others.filter((other) => !behind.includes(other));
  const marks = apart.map((other) => other.toRange().createBookmark());
  if (!place.isAt(caret)) place.toRange().select();
  insert();
  const [end] = editor.getSelection().getRanges();
  behind.forEach((other) => other.put(end));
  apart.forEach((other, index) => {
    const range = editor.createRange();
    range.moveToBookmark(marks[index]);
    other.put(range);
  });
  if (apart.includes(caret)) caret.toRange().select();
}

/** Keeps the place of the caret or of what is chosen, until something is inserted there. */
export function keepPlace(editor) {
  const place = new Place(editor);
  waiting.add(place);
  return place;
}

/** Has `insert` do its work as if the caret was at a kept place; where that is gone, at the caret. */
export function insertAtPlace(place, insert) {
  const { editor } = place;
  const held = document.activeElement;
  waiting.delete(place);
  editor.focus();
  const caret = new Place(editor);
  inOneStep(editor, () => {
    if (place.isThere) insertAt(place, caret, insert);
    else insert();
  });
  if (!editor.editable().$.contains(held)) held.focus({ preventScroll: true });
}

/** Tells whether something is on its way to a text of this form. */
export const isWaitingFor = (form) => [...waiting].some(({ editor }) => editor.element.$.form === form);
