// Shows how a day and a time that were typed in words are read: “morgen 9u” becomes figures.
// What cannot be read stays; the form says so when it is saved.

async function showAsRead(moment) {
  const [day, time] = moment.querySelectorAll("input");
  const typed = [day.value, time.value];
  const query = new URLSearchParams({ day: day.value, time: time.value });
  const answer = await fetch(`${moment.dataset.moment}?${query}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const read = await answer.json();
  // Somebody may have gone on typing.
  if (day.value !== typed[0] || time.value !== typed[1]) return;
  [day.value, time.value] = [read.day, read.time];
  day.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("change", ({ target }) => {
  const moment = target.closest?.("[data-moment]");
  if (moment && target.value) showAsRead(moment).catch(() => {});
});
