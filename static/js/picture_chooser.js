// The library in a dialog: choose a picture that is there, or hand over new ones.
import { make, makeButton, pickFiles, takeDrops } from "./picture_elements.js";
import { listPictures } from "./picture_requests.js";
import { say, words } from "./picture_settings.js";

const TYPING_PAUSE = 250;

function thumbnailOf(picture, onChoose) {
  const label = picture.alternative_text || (picture.is_decorative ? words.decorative : words.undescribed);
  const image = make("img", { src: picture.thumbnail, alt: "", loading: "lazy", width: picture.width, height: picture.height });
  const button = make(
    "button",
    { type: "button", className: "picture-chooser__picture" },
    make("span", { className: "picture-chooser__frame" }, image),
    make("span", { className: "picture-chooser__words", textContent: label }),
  );
  button.addEventListener("click", () => onChoose(picture));
  return make("li", {}, button);
}

class Chooser {
  constructor(multiple) {
    this.multiple = multiple;
    this.query = "";
    this.list = make("ul", { className: "picture-chooser__list" });
    this.status = make("p", { className: "picture-chooser__status" });
    this.status.setAttribute("role", "status");
    this.more = makeButton(words.more, () => this.load(this.next));
    this.dialog = make("dialog", { className: "picture-chooser" }, this.head(), this.sources(), this.search(), this.list, this.status, this.more);
    this.dialog.setAttribute("aria-labelledby", "picture-chooser-title");
    this.answer = new Promise((resolve) => {
      this.resolve = resolve;
    });
    this.dialog.addEventListener("close", () => {
      this.dialog.remove();
      this.resolve(null);
    });
    takeDrops(this.dialog, (files) => this.finish({ files }));
  }

  open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.dialog.querySelector(".picture-button--next").focus();
    this.load(0);
    return this.answer;
  }

  finish(answer) {
    this.resolve(answer);
    this.dialog.close();
  }

  head() {
    const title = make("h2", { id: "picture-chooser-title", textContent: words.chooserTitle });
    return make("div", { className: "picture-chooser__head" }, title, makeButton(words.close, () => this.dialog.close()));
  }

  sources() {
    const pick = async (options) => {
      const files = await pickFiles(options);
      if (files.length) {
        this.finish({ files });
      }
    };
    return make(
      "p",
      { className: "picture-chooser__sources" },
      makeButton(words.fromDevice, () => pick({ multiple: this.multiple }), "picture-button picture-button--next"),
      makeButton(words.takePhoto, () => pick({ camera: true }), "picture-button picture-button--camera"),
      make("span", { className: "picture-chooser__hint", textContent: words.orDrop }),
    );
  }

  search() {
    const input = make("input", { type: "search", id: "picture-chooser-search", enterKeyHint: "search" });
    let typing;
    input.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => {
        this.query = input.value;
        this.load(0);
      }, TYPING_PAUSE);
    });
    const label = make("label", { htmlFor: input.id, textContent: words.search });
    return make("p", { className: "picture-chooser__search" }, label, input);
  }

  async load(page) {
    const query = this.query;
    this.more.hidden = true;
    try {
      const found = await listPictures({ q: query, page });
      if (query === this.query) {
        this.show(found, page);
      }
    } catch (error) {
      this.status.textContent = error.message;
    }
  }

  show({ pictures, next }, page) {
    const items = pictures.map((picture) => thumbnailOf(picture, (chosen) => this.finish({ picture: chosen })));
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

/* Resolves with `{ picture }` from the library, `{ files }` to be uploaded, or null. */
export function choosePicture({ multiple = false } = {}) {
  return new Chooser(multiple).open();
}
