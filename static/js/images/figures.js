// One image in a text: what stands in it, and the row below it that says how it is described.
import { make } from "../elements.js";
import { makeImageButton } from "./elements.js";
import { announce, holdUntilStored } from "./guard.js";
import { askDescription } from "./panel.js";
import { describeImage, findImage } from "./requests.js";
import { say, words } from "./settings.js";
import { uploadWithId } from "./uploads.js";

const BARE = "image-widget--bare";
const NO_ADDRESS = "data:,";

/* The editor would throw away an image without an address. */
export function withAddresses(html) {
  return html.replace(/<img(?=\s[^>]*data-image=)(?![^>]*\ssrc=)/gi, `<img src="${NO_ADDRESS}"`);
}

/* The image of our own in an element as CKEditor reads it. */
export function imageOf(element) {
  return element.find(({ name, attributes }) => name === "img" && attributes["data-image"], true)[0];
}

/* The editor would select the whole text where an image is the first or the last of it. */
function selectAll(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") {
    event.preventDefault();
    event.stopPropagation();
    window.getSelection().selectAllChildren(event.currentTarget);
  }
}

export function figureHtml(image, upload = null) {
  const { htmlEncodeAttr, htmlEncode } = CKEDITOR.tools;
  const address = htmlEncodeAttr(image.address);
  const isDescribed = image.is_decorative || image.alternative_text;
  return (
    `<figure${upload ? ` data-upload="${upload.id}"` : ""}><img data-image="${image.id}" src="${address}"` +
    ` data-cke-saved-src="${address}" width="${image.width}" height="${image.height}"` +
    `${isDescribed ? ` alt="${htmlEncodeAttr(image.alternative_text)}"` : ""}>` +
    `<figcaption>${htmlEncode(image.caption ?? "")}</figcaption></figure>`
  );
}

export class Figure {
  constructor(widget) {
    this.widget = widget;
    this.editor = widget.editor;
    this.image = widget.element.$.querySelector("img");
    this.caption = widget.element.$.querySelector("figcaption");
  }

  /* No description at all; an empty one says that the image is decorative. */
  get isDescribed() {
    return this.image.hasAttribute("alt");
  }

  get description() {
    if (!this.isDescribed) {
      return words.undescribed;
    }
    return this.image.alt || words.decorative;
  }

  get label() {
    return say("figureLabel", { description: this.description });
  }

  /* Adds what only the author sees: it stands in the wrapper, which is no part of the text. */
  dress({ replace }) {
    const frame = this.widget.wrapper.$;
    frame.querySelector(".image-tools")?.remove();
    const tools = make(
      "div",
      { className: "image-tools", contentEditable: "false" },
      make("span", { className: "image-tools__words" }),
      makeImageButton(words.describe, () => this.describe()),
      makeImageButton(words.replaceHere, replace),
      makeImageButton(words.remove, () => this.editor.widgets.del(this.widget), "image-button image-button--away"),
    );
    // The editor would take Enter for a new paragraph.
    tools.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") {
        this.widget.focus();
      }
    });
    frame.append(tools);
    frame.style.setProperty("--caption", JSON.stringify(words.captionPlaceholder));
    this.caption.setAttribute("aria-label", words.caption);
    this.caption.addEventListener("keydown", selectAll);
    // Else the editor remembers a place in words that are gone, and stumbles over it when left.
    this.caption.addEventListener("input", () => this.editor.selectionChange(true));
    const listener = this.editor.on("change", () => this.say());
    this.widget.on("destroy", () => listener.removeListener());
    this.say();
    this.fillIn();
    this.followUpload();
  }

  /* Touches the page only when there is something new to say: this is heard at every key. */
  say() {
    const frame = this.widget.wrapper.$;
    const said = frame.querySelector(".image-tools__words");
    const isBare = !this.caption.textContent.trim();
    if (said.textContent === this.description && frame.classList.contains(BARE) === isBare) {
      return;
    }
    this.unseen(() => {
      said.textContent = this.description;
      frame.setAttribute("aria-label", this.label);
      frame.classList.toggle("image-widget--undescribed", !this.isDescribed);
      frame.classList.toggle(BARE, isBare);
    });
  }

  /* A text names its images by number; one from an older draft may have nothing more. */
  async fillIn() {
    if (this.image.getAttribute("src") !== NO_ADDRESS) {
      return;
    }
    const image = await findImage(this.image.dataset.image).catch(() => null);
    if (image) {
      this.unseen(() => this.look(image));
    }
  }

  /* The words may come later than the image. */
  followUpload() {
    const upload = uploadWithId(this.widget.element.getAttribute("data-upload"));
    upload?.addEventListener("change", () => {
      if (upload.description && !this.isDescribed && this.editor.editable()?.$.contains(this.image)) {
        this.unseen(() => this.put(upload.description));
        this.editor.fire("change");
      }
      if (upload.wordsError) {
        announce(upload.wordsError);
      }
    });
  }

  async describe(notice = "") {
    const isFirst = !this.isDescribed;
    const answer = await askDescription({
      known: { alternative_text: this.image.alt, is_decorative: !isFirst && !this.image.alt, caption: this.caption.textContent.trim() },
      preview: Object.assign(this.image.cloneNode(), { alt: "" }),
      withCredit: isFirst,
      notice,
    });
    this.widget.focus();
    if (!answer) {
      return false;
    }
    this.change(() => this.put(answer));
    if (isFirst) {
      holdUntilStored(describeImage(this.image.dataset.image, answer));
    }
    return true;
  }

  put({ alternative_text: alternative, caption }) {
    this.image.alt = alternative;
    if (caption !== this.caption.textContent.trim()) {
      this.caption.textContent = caption;
    }
  }

  show(image) {
    this.change(() => {
      this.look(image);
      this.image.dataset.image = image.id;
      this.image.removeAttribute("alt");
      if (image.is_decorative || image.alternative_text) {
        this.image.alt = image.alternative_text;
      }
    });
  }

  look({ address, width, height }) {
    Object.assign(this.image, { src: address, width, height });
    this.image.dataset.ckeSavedSrc = address;
  }

  takeCaptionOf(widget) {
    const caption = widget.element.$.querySelector("figcaption");
    if (!this.caption.textContent.trim()) {
      this.caption.replaceChildren(...caption.childNodes);
    }
    this.say();
  }

  /* No step of its own when somebody takes steps back. */
  unseen(act) {
    this.editor.fire("lockSnapshot");
    act();
    this.editor.fire("unlockSnapshot");
  }

  change(act) {
    this.editor.fire("saveSnapshot");
    act();
    this.say();
    this.editor.fire("saveSnapshot");
  }
}
