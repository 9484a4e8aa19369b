// The editor's plugin for images: a figure with its caption, description and what is done with it.
import { goBelow, rememberCaret, writeByKey, writeByPress } from "./widgets.js";
import { chooseImage } from "../images/chooser.js";
import { progressOf } from "../images/elements.js";
import { Figure, figureHtml, imageOf, withAddresses } from "../images/figures.js";
import { announce, checkBeforeLeaving } from "../images/guard.js";
import { describeUploads } from "../images/panel.js";
import { words } from "../images/settings.js";
import { Upload, uploadWithId } from "../images/uploads.js";

const CAPTION = "strong em sup sub; a[!href,title,data-link]";

function wrap(editor, html, name) {
  const element = CKEDITOR.dom.element.createFromHtml(html, editor.document);
  return { element, wrapper: editor.widgets.wrapElement(element, name) };
}

/* Puts elements where the caret is, or behind the image that the caret is in, and goes on below. */
function place(editor, htmls, name) {
  editor.focus();
  editor.fire("saveSnapshot");
  const selection = editor.getSelection();
  let before = editor.widgets.getByElement(selection.getStartElement())?.wrapper;
  const placed = htmls.map((html) => {
    const { element, wrapper } = wrap(editor, html, name);
    if (before) {
      wrapper.insertAfter(before);
    } else {
      editor.insertElement(wrapper);
    }
    before = wrapper;
    return element;
  });
  placed.forEach((element) => editor.widgets.initOn(element, name));
  goBelow(editor, before);
  editor.fire("saveSnapshot");
}

async function choose(editor) {
  const returnToCaret = rememberCaret(editor);
  const answer = await chooseImage({ multiple: true, atOnce: true });
  returnToCaret();
  if (answer?.files) {
    upload(editor, answer.files);
  } else if (answer) {
    place(editor, [figureHtml(answer.image)], "figure");
    askWhatIsMissing(editor);
  }
}

function upload(editor, files) {
  const uploads = files.map((file) => new Upload(file));
  place(editor, uploads.map(({ id }) => `<div data-upload="${id}"></div>`), "imageupload");
  return describeUploads(uploads);
}

function figuresIn(editor) {
  return Object.values(editor.widgets.instances)
    .filter(({ name }) => name === "figure")
    .map((widget) => new Figure(widget));
}

/* Asks for the description of each figure that has none; tells whether none is missing any more. */
async function askWhatIsMissing(editor, notice = "") {
  for (const figure of figuresIn(editor).filter(({ isDescribed }) => !isDescribed)) {
    figure.widget.wrapper.$.scrollIntoView({ block: "center" });
    if (!(await figure.describe(notice))) {
      return false;
    }
  }
  return true;
}

function addFigures(editor) {
  const fill = ({ data }) => {
    data.dataValue = withAddresses(data.dataValue);
  };
  editor.on("toHtml", fill, null, null, 1); // as long as it is a string
  editor.widgets.add("figure", {
    allowedContent: "figure figcaption; img[!data-image,alt,src,width,height]",
    editables: { caption: { selector: "figcaption", allowedContent: CAPTION } },
    upcast(element) {
      if (element.name !== "figure" || !imageOf(element)) {
        return false;
      }
      if (!element.getFirst("figcaption")) {
        element.add(new CKEDITOR.htmlParser.element("figcaption"));
      }
      return true;
    },
    downcast(element) {
      const caption = element.getFirst("figcaption");
      delete element.attributes["data-upload"];
      if (caption && !new DOMParser().parseFromString(caption.getHtml(), "text/html").body.textContent.trim()) {
        caption.remove();
      }
      delete caption?.attributes["aria-label"];
      return element;
    },
    init() {
      new Figure(this).dress({ replace: () => replace(editor, this) });
      this.on("key", (event) => onKey(editor, this, event));
    },
    getLabel() {
      return new Figure(this).label;
    },
  });
}

/* What may be done with an image is one step of the keyboard away. */
function onKey(editor, widget, event) {
  if (event.data.keyCode === 9) {
    widget.wrapper.$.querySelector(".image-tools button").focus();
    return false;
  }
  return writeByKey(editor, widget.wrapper, event.data.keyCode);
}

async function replace(editor, widget) {
  const answer = await chooseImage();
  if (answer?.files) {
    const uploads = answer.files.slice(0, 1).map((file) => new Upload(file));
    uploads[0].replaces = widget;
    widget.focus();
    place(editor, [`<div data-upload="${uploads[0].id}"></div>`], "imageupload");
    await describeUploads(uploads);
  } else if (answer) {
    new Figure(widget).show(answer.image);
    await askWhatIsMissing(editor);
  }
}

function addUploads(editor) {
  editor.widgets.add("imageupload", {
    upcast: (element) => element.name === "div" && "data-upload" in element.attributes,
    // What has not arrived is not part of the text.
    downcast: () => new CKEDITOR.htmlParser.text(""),
    init() {
      // After this widget is made: an undone step brings back uploads that ended meanwhile.
      setTimeout(() => follow(editor, this));
    },
  });
}

function follow(editor, widget) {
  const sent = uploadWithId(widget.element.getAttribute("data-upload"));
  if (!sent || sent.state === "cancelled") {
    editor.widgets.del(widget);
    return;
  }
  widget.element.setHtml("");
  const progress = progressOf(sent, () => editor.widgets.del(widget));
  progress.addEventListener("keydown", (event) => event.stopPropagation());
  widget.element.$.append(progress);
  const look = () => {
    if (sent.state === "stored" && widget.isInited() && editor.editable()?.contains(widget.wrapper)) {
      becomeFigure(editor, widget, sent);
    } else if (["failed", "asking"].includes(sent.state)) {
      // After the panel that closes on this has given the focus back.
      setTimeout(() => progress.scrollIntoView({ block: "nearest" }));
    }
  };
  widget.on("destroy", () => sent.removeEventListener("change", look));
  sent.addEventListener("change", look);
  look();
}

/* One step back then takes the image away again, instead of showing its upload. */
function becomeFigure(editor, widget, sent) {
  const wasFocused = editor.widgets.focused === widget || widget.wrapper.$.contains(document.activeElement);
  editor.fire("updateSnapshot");
  editor.fire("lockSnapshot");
  const { element, wrapper } = wrap(editor, figureHtml({ ...sent.image, ...sent.description }, sent), "figure");
  wrapper.replace(widget.wrapper);
  editor.widgets.destroy(widget, true);
  const figure = editor.widgets.initOn(element, "figure");
  if (sent.replaces?.isInited()) {
    new Figure(figure).takeCaptionOf(sent.replaces);
    sent.replaces.wrapper.remove();
    editor.widgets.destroy(sent.replaces, true);
  }
  editor.fire("unlockSnapshot");
  editor.fire("change");
  if (wasFocused) {
    figure.focus();
  }
  if (sent.wordsError || sent.remark) {
    announce(sent.wordsError || sent.remark);
  }
}

function hasWords(html) {
  const pasted = new DOMParser().parseFromString(html ?? "", "text/html").body;
  return Boolean(pasted.textContent.trim() || pasted.querySelector("img[data-image]"));
}

/* Word puts an image of the text beside the text: then the text is what was meant. */
function takeFiles(editor) {
  CKEDITOR.plugins.clipboard.addFileMatcher(editor, () => true); // else the editor says it cannot
  editor.on(
    "paste",
    (event) => {
      const { dataTransfer, dataValue } = event.data;
      const files = Array.from({ length: dataTransfer.getFilesCount() }, (_, index) => dataTransfer.getFile(index));
      const isFromElsewhere = dataTransfer.getTransferType(editor) === CKEDITOR.DATA_TRANSFER_EXTERNAL;
      if (files.length && isFromElsewhere && !hasWords(dataValue)) {
        event.cancel();
        upload(editor, files.filter(Boolean));
      }
    },
    null,
    null,
    8, // before editor.js takes out the images of other sites
  );
}

function holdUndescribed(editor) {
  checkBeforeLeaving((event) => {
    const isMissing = figuresIn(editor).some(({ isDescribed }) => !isDescribed);
    return event.submitter?.name === "_publish" && isMissing ? askWhatIsMissing(editor, words.describeFirst) : null;
  });
}

CKEDITOR.plugins.add("images", {
  requires: "widget,clipboard",
  init(editor) {
    addFigures(editor);
    addUploads(editor);
    writeByPress(editor);
    takeFiles(editor);
    holdUndescribed(editor);
    editor.addCommand("chooseImage", { exec: () => void choose(editor), canUndo: false, async: false });
    editor.ui.addButton("Image", { label: words.image, command: "chooseImage" });
  },
});
