// Makes a link to a preview and copies it in one go; without this, the same button leads to the
// page on which the link stands.
async function makeAndCopy(form) {
  const body = new FormData(form);
  const headers = { Accept: "application/json" };
  const answer = fetch(form.action, { method: "POST", body, headers }).then((response) =>
    response.ok ? response.json() : Promise.reject(new Error(response.statusText)),
  );
  // Asked for within the click: a browser copies nothing that nobody asked for just now.
  const address = answer.then((link) => new Blob([link.address], { type: "text/plain" }));
  await navigator.clipboard.write([new ClipboardItem({ "text/plain": address })]);
  form.querySelector("[data-shared]").textContent = (await answer).words;
}

function onSubmit(event) {
  if (!window.ClipboardItem || !navigator.clipboard) return;
  event.preventDefault();
  makeAndCopy(event.currentTarget).catch(() => location.assign(event.target.action));
}

document.querySelectorAll("[data-share]").forEach((form) => form.addEventListener("submit", onSubmit));
