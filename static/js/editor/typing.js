// What typed signs become: a list, a heading or a quotation at the beginning of a paragraph, and
// Dutch quotation marks where the author wants them. One step back gives the typed signs again.
import { inOneStep } from "./steps.js";

const COMMANDS = { "-": "bulletedlist", "1.": "numberedlist", ">": "blockquote" };
const HEADINGS = { "##": "h2", "###": "h3", "####": "h4" };
// Where a list or a heading has no place, or stands already.
const NO_BLOCKS = { li: 1, table: 1, caption: 1, figcaption: 1, pre: 1, code: 1 };
const CODE = { pre: 1, code: 1, kbd: 1, samp: 1 };
const FILLING = /\u200b/g; // the editor's own, and seen by nobody

const QUOTES = { '"': ["“", "”"], "'": ["‘", "’"] };
const OPENS_BEFORE = /(^|[\s([{“‘„/–—-])$/;
// Nothing is quoted here: ’s ochtends, ’t, de jaren ’90.
const LEFT_OUT = /(?<=^|[\s([{“„/–—])‘(?=(?:s|t|n|k|m|r|d|ns|\d+)[^\p{L}\d]$)/iu;

/* Returns where the caret is: its block, and the words of that block before it. */
function placeOfCaret(editor) {
  const [range] = editor.getSelection()?.getRanges() ?? [];
  if (!range?.collapsed) return null;
  const path = editor.elementPath(range.startContainer);
  const block = path?.block ?? path?.blockLimit;
  if (!block) return null;
  const before = document.createRange();
  before.setStart(block.$, 0);
  before.setEnd(range.startContainer.$, range.startOffset);
  return { range, path, block, before, words: before.toString().replace(FILLING, "") };
}

function becomeBlock(editor, { block, before, words }) {
  const sign = words.slice(0, -1);
  const heading = HEADINGS[sign];
  const command = editor.getCommand(COMMANDS[sign] ?? "");
  if (!heading && command?.state !== CKEDITOR.TRISTATE_OFF) return;
  inOneStep(editor, () => {
    before.deleteContents();
    if (!block.$.textContent.replace(FILLING, "")) {
      block.setHtml("");
      block.appendBogus();
    }
    const range = editor.createRange();
    range.moveToElementEditStart(block);
    range.select();
    if (heading) {
      editor.applyStyle(new CKEDITOR.style(editor.config[`format_${heading}`]));
    } else {
      command.exec();
    }
  });
}

/* Puts one sign for another, `back` signs before the caret, which stays where it is. */
function replaceSign(editor, range, back, sign) {
  const { startContainer: text, startOffset: offset } = range;
  if (text.type !== CKEDITOR.NODE_TEXT || offset < back) return;
  inOneStep(editor, () => {
    text.$.replaceData(offset - back, 1, sign);
    range.setStart(text, offset);
    range.collapse(true);
    range.select();
  });
}

function becomeQuote(editor, { range, words }, sign) {
  const [opening, closing] = QUOTES[sign];
  replaceSign(editor, range, 1, OPENS_BEFORE.test(words.slice(0, -1)) ? opening : closing);
}

function mendApostrophe(editor, { range, words }) {
  const found = words.match(LEFT_OUT);
  if (found) replaceSign(editor, range, words.length - found.index, "’");
}

/* Typed by a hand, sign by sign; what is pasted or dictated stays as it is. */
function onInput(editor, { inputType, data }) {
  if (inputType !== "insertText" || data?.length !== 1) return;
  const place = placeOfCaret(editor);
  if (!place) return;
  if (data === " " && place.block.is("p") && !place.path.contains(NO_BLOCKS)) {
    becomeBlock(editor, place);
  }
  if (!editor.config.dutchQuotes || place.path.contains(CODE)) return;
  if (data in QUOTES) {
    becomeQuote(editor, place, data);
  } else {
    mendApostrophe(editor, place);
  }
}

CKEDITOR.on("instanceCreated", ({ editor }) => {
  editor.on("contentDom", () => {
    const area = editor.editable();
    area.attachListener(area, "input", ({ data: event }) => onInput(editor, event.$), null, null, 100);
  });
});
