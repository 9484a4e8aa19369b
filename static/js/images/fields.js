// The fields of a form that hold an image: seen, dropped, uploaded or chosen from the library.
import { chooseImage } from "./chooser.js";
import { pickFiles, progressOf, takeDrops } from "./elements.js";
import { isDescribed, nameOf } from "./facts.js";
import { holdUntilStored } from "./guard.js";
import { askDescription, describeUploads } from "./panel.js";
import { describeImage, findImage } from "./requests.js";
import { ended, Upload } from "./uploads.js";

class ImageField {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input[type=number]");
    this.progress = box.querySelector(".image-field__progress");
    this.nameGroup();
    box.querySelector(".image-field__number").hidden = true;
    box.querySelector(".image-field__buttons").hidden = false;
    box.querySelector("[data-choose]").addEventListener("click", () => this.choose());
    box.querySelector("[data-upload]").addEventListener("click", async () => this.upload(await pickFiles()));
    box.querySelector("[data-describe]").addEventListener("click", () => this.describe());
    box.querySelector("[data-remove]").addEventListener("click", () => this.hold(null));
    takeDrops(box, (files) => this.upload(files));
    this.input.addEventListener("change", () => this.follow());
  }

  /* The label of the number that is out of sight names the whole group. */
  nameGroup() {
    const label = document.querySelector(`label[for="${this.input.id}"]`);
    this.box.setAttribute("role", "group");
    if (label) {
      label.id ||= `${this.input.id}-label`;
      this.box.setAttribute("aria-labelledby", label.id);
    }
  }

  async choose() {
    const answer = await chooseImage();
    if (answer?.files) {
      await this.upload(answer.files);
    } else if (answer) {
      this.hold(answer.image);
      await this.describe();
    }
    this.box.querySelector("[data-choose]").focus();
  }

  async upload(files) {
    if (!files.length) {
      return;
    }
    const upload = new Upload(files[0]);
    this.progress.replaceChildren(progressOf(upload, () => this.progress.replaceChildren()));
    upload.addEventListener("change", () => {
      if (upload.state === "stored") {
        const hadFocus = this.progress.contains(document.activeElement);
        this.hold(upload.image);
        this.progress.replaceChildren(upload.wordsError || upload.remark);
        if (hadFocus) {
          this.box.querySelector("[data-choose]").focus();
        }
      }
    });
    await describeUploads([upload]);
    await ended(upload);
  }

  /* An image that nobody described says nothing wherever it stands; so it is asked once more. */
  async describe() {
    const image = await findImage(this.input.value);
    if (isDescribed(image)) {
      return;
    }
    const preview = Object.assign(new Image(), { src: image.thumbnail, alt: "" });
    const answer = await askDescription({ known: image, preview });
    if (answer) {
      const storing = describeImage(image.id, answer);
      holdUntilStored(storing);
      try {
        this.hold(await storing);
      } catch (error) {
        this.progress.textContent = error.message;
      }
    }
  }

  /* Something else changed the number: a draft that was put back, for instance. */
  async follow() {
    const number = this.input.value;
    if (number !== String(this.shown ?? "")) {
      this.show(number ? await findImage(number).catch(() => null) : null);
    }
  }

  hold(image) {
    this.input.value = image?.id ?? "";
    this.show(image);
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.box.dispatchEvent(new CustomEvent("image:chosen", { bubbles: true, detail: image }));
  }

  show(image) {
    this.shown = image?.id;
    this.box.querySelector(".image-field__shown").hidden = !image;
    this.box.querySelector("[data-remove]").hidden = !image;
    this.box.querySelector("[data-describe]").hidden = !image || isDescribed(image);
    if (image) {
      this.box.querySelector(".image-field__thumbnail").src = image.thumbnail;
      this.box.querySelector(".image-field__words").textContent = nameOf(image);
    }
  }
}

for (const box of document.querySelectorAll("[data-image-field]")) {
  new ImageField(box);
}
