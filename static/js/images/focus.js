// The point of an image that stays in sight: set by a click, a finger or the arrow keys.
import { takeDrops } from "./elements.js";

const box = document.querySelector("[data-focus]");
const inputs = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`));
const STEP = 1;
const STRIDE = 10;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function percent(value) {
  return Math.min(100, Math.max(0, Math.round(Number(value) || 0)));
}

/* Where along an overflow the part lies that has the point in its middle, as far as it fits. */
function share(whole, part, point) {
  const overflow = whole - part;
  const start = Math.min(Math.max((whole * point) / 100 - part / 2, 0), overflow);
  return overflow > 0 ? (start / overflow) * 100 : 50;
}

/* The same part that the worker cuts out: the largest of this shape around the point. */
function cut(crop, { width, height }, x, y) {
  const ratio = Number(crop.dataset.across) / Number(crop.dataset.down);
  const across = share(width, Math.min(width, height * ratio), x);
  const down = share(height, Math.min(height, width / ratio), y);
  crop.style.objectPosition = `${across}% ${down}%`;
}

function begin() {
  const stage = box.querySelector(".image-focus__stage");
  const image = stage.querySelector("[data-stage]");
  const crops = box.querySelectorAll("[data-across]");
  const point = document.createElement("button");
  Object.assign(point, { type: "button", className: "image-focus__point" });
  point.setAttribute("role", "slider");
  point.setAttribute("aria-label", box.dataset.label);
  point.setAttribute("aria-valuemin", "0");
  point.setAttribute("aria-valuemax", "100");
  stage.append(point);
  box.querySelector("[data-hint]").hidden = false;

  const show = () => {
    const [x, y] = inputs.map((input) => percent(input.value));
    point.style.left = `${x}%`;
    point.style.top = `${y}%`;
    point.setAttribute("aria-valuenow", x);
    point.setAttribute("aria-valuetext", `${x}%, ${y}%`);
    const size = { width: Number(image.getAttribute("width")), height: Number(image.getAttribute("height")) };
    for (const crop of crops) {
      cut(crop, size, x, y);
    }
  };
  const put = (...values) => {
    inputs.forEach((input, axis) => {
      input.value = percent(values[axis]);
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    show();
  };
  const follow = (event) => {
    const { left, top, width, height } = image.getBoundingClientRect();
    put(((event.clientX - left) / width) * 100, ((event.clientY - top) / height) * 100);
  };
  // A tap, and not the touch with which somebody begins to scroll.
  image.addEventListener("click", (event) => {
    follow(event);
    point.focus({ preventScroll: true });
  });
  point.addEventListener("pointerdown", (event) => point.setPointerCapture(event.pointerId));
  point.addEventListener("pointermove", (event) => {
    if (point.hasPointerCapture(event.pointerId)) {
      follow(event);
    }
  });
  point.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (move) {
      event.preventDefault();
      const length = event.shiftKey ? STRIDE : STEP;
      put(...inputs.map((input, axis) => Number(input.value) + move[axis] * length));
    }
  });
  for (const input of inputs) {
    input.addEventListener("input", show);
  }
  show();
}

/* What is dropped on the image is chosen as the file that takes its place. */
function takeSuccessor() {
  const input = document.getElementById("id_file");
  takeDrops(box, ([file]) => {
    const files = new DataTransfer();
    files.items.add(file);
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.scrollIntoView({ block: "center" });
  });
}

if (box && inputs.every(Boolean)) {
  begin();
  takeSuccessor();
}
