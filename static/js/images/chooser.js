// The library in a dialog: choose an image that is there, or hand over new ones.
import { make } from "../elements.js";
import { makeImageButton, pickFiles, takeDrops } from "./elements.js";
import { nameOf } from "./facts.js";
import { listImages } from "./requests.js";
import { say, words } from "./settings.js";

const TYPING_PAUSE = 250;

function thumbnailOf(image, onChoose) {
  const thumbnail = make("img", { src: image.thumbnail, alt: "", loading: "lazy", width: image.width, height: image.height });
  const button = make(
    "button",
    { type: "button", className: "image-chooser__image" },
    make("span", { className: "image-chooser__frame" }, thumbnail),
    make("span", { className: "image-chooser__words", textContent: nameOf(image) }),
  );
  button.addEventListener("click", () => onChoose(image));
  return make("li", {}, button);
}

class Chooser {
  constructor(multiple) {
    this.multiple = multiple;
    this.query = "";
    this.list = make("ul", { className: "image-chooser__list" });
    this.status = make("p", { className: "image-chooser__status" });
    this.status.setAttribute("role", "status");
    this.more = makeImageButton(words.more, () => this.load(this.next));
    this.dialog = make("dialog", { className: "dialog image-chooser" }, this.head(), this.sources(), this.search(), this.list, this.status, this.more);
    this.dialog.setAttribute("aria-labelledby", "image-chooser-title");
    this.answer = new Promise((resolve) => {
      this.resolve = resolve;
    });
    this.dialog.addEventListener("close", () => {
      this.dialog.remove();
      this.resolve(null);
    });
    takeDrops(this.dialog, (files) => this.finish({ files }));
  }

  open(atOnce) {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.dialog.querySelector(".image-button--next").focus();
    this.load(0);
    if (atOnce) {
      this.pick({ multiple: this.multiple });
    }
    return this.answer;
  }

  finish(answer) {
    this.resolve(answer);
    this.dialog.close();
  }

  head() {
    const title = make("h2", { id: "image-chooser-title", textContent: words.chooserTitle });
    return make("div", { className: "image-chooser__head" }, title, makeImageButton(words.close, () => this.dialog.close()));
  }

  async pick(options) {
    const files = await pickFiles(options);
    if (files.length) {
      this.finish({ files });
    }
  }

  sources() {
    return make(
      "p",
      { className: "image-chooser__sources" },
      makeImageButton(words.fromDevice, () => this.pick({ multiple: this.multiple }), "image-button image-button--next"),
      makeImageButton(words.takePhoto, () => this.pick({ camera: true }), "image-button image-button--camera"),
      make("span", { className: "image-chooser__hint", textContent: words.orDrop }),
    );
  }

  search() {
    const input = make("input", { type: "search", id: "image-chooser-search", enterKeyHint: "search" });
    let typing;
    input.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => {
        this.query = input.value;
        this.load(0);
      }, TYPING_PAUSE);
    });
    const label = make("label", { htmlFor: input.id, textContent: words.search });
    return make("p", { className: "image-chooser__search" }, label, input);
  }

  async load(page) {
    const query = this.query;
    this.more.hidden = true;
    try {
      const found = await listImages({ q: query, page });
      if (query === this.query) {
        this.show(found, page);
      }
    } catch (error) {
      this.status.textContent = error.message;
    }
  }

  show({ images, next }, page) {
    const items = images.map((image) => thumbnailOf(image, (chosen) => this.finish({ image: chosen })));
    if (page === 0) {
      this.list.replaceChildren(...items);
    } else {
      this.list.append(...items);
      items[0]?.querySelector("button").focus();
    }
    this.next = next;
    this.more.hidden = next === null;
    const count = this.list.children.length;
    this.status.textContent = count ? say("found", { count }) : words.nothingFound;
  }
}

/* Resolves with `{ image }` from the library, `{ files }` to be uploaded, or null. `atOnce` asks the
   device for files too; who wants one of the library closes that question. */
export function chooseImage({ multiple = false, atOnce = false } = {}) {
  return new Chooser(multiple).open(atOnce);
}
