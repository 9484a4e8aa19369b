// More comments come below those that are read: the first of them gets the focus of their link.

document.addEventListener("htmx:afterSwap", ({ target }) => {
  const first = target.matches(".comments__threads") && target.querySelector("li");
  if (!first) return;
  first.tabIndex = -1;
  first.focus();
});
