// The point of a picture that stays in sight: set by a click, a finger or the arrow keys.
const box = document.querySelector("[data-focus]");
const inputs = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`));
const STEP = 1;
const STRIDE = 10;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function percent(value) {
  return Math.min(100, Math.max(0, Math.round(Number(value) || 0)));
}

function begin() {
  const stage = box.querySelector(".picture-focus__stage");
  const picture = stage.querySelector("[data-stage]");
  const crops = box.querySelectorAll("[data-crop]");
  const point = document.createElement("button");
  Object.assign(point, { type: "button", className: "picture-focus__point" });
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
    for (const crop of crops) {
      crop.style.objectPosition = `${x}% ${y}%`;
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
    const { left, top, width, height } = picture.getBoundingClientRect();
    put(((event.clientX - left) / width) * 100, ((event.clientY - top) / height) * 100);
  };
  // A tap, and not the touch with which somebody begins to scroll.
  picture.addEventListener("click", (event) => {
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

if (box && inputs.every(Boolean)) {
  begin();
}
