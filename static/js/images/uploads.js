// Uploads under way: one at a time, so that other visitors get their pages meanwhile.
import { isDescribed } from "./facts.js";
import { describeImage, sendImage } from "./requests.js";
import { say, words } from "./settings.js";

const queue = [];
const known = new Map();
let isBusy = false;

/* One file on its way: "waiting", "sending", "stored", "describing", "failed", "cancelled", or "asking"
   whether its `twin`, which is in the library, is used. Tells of every step by the event "change". */
export class Upload extends EventTarget {
  static #count = 0;

  constructor(file) {
    super();
    this.id = String(++Upload.#count);
    this.file = file;
    this.image = null;
    this.twin = null;
    this.again = false;
    this.description = null;
    this.remark = "";
    known.set(this.id, this);
    this.retry();
  }

  retry() {
    Object.assign(this, { state: "waiting", share: 0, error: "", wordsError: "" });
    this.stopping = new AbortController();
    queue.push(this);
    this.#tell();
    work();
  }

  /* Words that were typed are for this place; the library keeps those that it has. */
  async useTwin() {
    this.image = this.twin;
    this.state = "describing";
    this.#tell();
    await this.#storeWords();
    this.state = "stored";
    this.#tell();
  }

  placeAnew() {
    this.again = true;
    this.retry();
  }

  cancel() {
    this.state = "cancelled";
    this.stopping.abort();
    this.#tell();
  }

  /* Words may come before the image has arrived; they are stored as soon as both are there. */
  async describe(description) {
    this.description = description;
    if (this.state === "stored") {
      this.state = "describing";
      this.#tell(); // the text has them at once
      await this.#storeWords();
      this.state = "stored";
    }
    this.#tell();
  }

  async send() {
    if (this.state !== "waiting") {
      return;
    }
    this.state = "sending";
    this.#tell();
    try {
      const answer = await sendImage(this.file, {
        again: this.again,
        signal: this.stopping.signal,
        onProgress: (share) => {
          this.share = share;
          this.#tell();
        },
      });
      if (answer.twin) {
        Object.assign(this, { state: "asking", twin: answer.twin });
      } else {
        Object.assign(this, { image: answer, remark: answer.remark });
        await this.#storeWords();
        this.state = "stored";
      }
    } catch (error) {
      if (this.state !== "cancelled") {
        Object.assign(this, { state: "failed", error: error.message });
      }
    }
    this.#tell();
  }

  get status() {
    if (this.state === "failed") {
      return this.error;
    }
    if (this.state === "sending") {
      return this.share < 1 ? say("sending", { percent: Math.round(this.share * 100) }) : words.storing;
    }
    if (this.state === "asking") {
      return words.isThere;
    }
    if (this.state === "describing") {
      return words.storing;
    }
    if (this.state !== "stored") {
      return words.waiting;
    }
    return this.wordsError || this.remark || (this.image === this.twin ? words.inUse : words.stored);
  }

  async #storeWords() {
    if (this.description && !isDescribed(this.image)) {
      this.wordsError = "";
      try {
        this.image = await describeImage(this.image.id, this.description);
      } catch (error) {
        this.wordsError = say("notDescribed", { reason: error.message });
      }
    }
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

async function work() {
  if (isBusy) {
    return;
  }
  isBusy = true;
  while (queue.length) {
    await queue.shift().send();
  }
  isBusy = false;
}

export function uploadWithId(id) {
  return known.get(id);
}

export function isArriving(upload) {
  return upload.state === "waiting" || upload.state === "sending";
}

export function isUnderWay(upload) {
  return isArriving(upload) || upload.state === "describing";
}

export function uploads() {
  return [...known.values()];
}

/* Resolves when the upload has ended, well or not. */
export function ended(upload) {
  return new Promise((resolve) => {
    const look = () => isUnderWay(upload) || resolve(upload);
    upload.addEventListener("change", look);
    look();
  });
}
