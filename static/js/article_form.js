// Lets the button that publishes say "schedule" while the moment typed lies in the future.
const button = document.querySelector("input[name=_publish]");
const date = document.getElementById("id_publish_at_0");
const time = document.getElementById("id_publish_at_1");

function momentTyped() {
  const [day, month, year] = date.value.split("-").map(Number);
  const [hours = 0, minutes = 0] = time.value.split(":").map(Number);
  return year > 1000 ? new Date(year, month - 1, day, hours, minutes) : null;
}

function nameTheStep() {
  const moment = momentTyped();
  button.value = moment && moment > new Date() ? button.dataset.schedule : button.dataset.publish;
}

if (button && date && time) {
  button.dataset.publish = button.value;
  for (const field of [date, time]) {
    field.addEventListener("input", nameTheStep);
  }
  // The admin's calendar and clock fill a field without telling anybody.
  document.addEventListener("click", () => setTimeout(nameTheStep));
  document.addEventListener("close", nameTheStep, true);
  nameTheStep();
}

// The admin's clock offers midnight and six in the morning, when nobody reads about school.
if (window.DateTimeShortcuts) {
  DateTimeShortcuts.clockHours.default_ = [7, 9, 12, 16, 20].map((hour) => [`${hour}:00`, hour]);
}
