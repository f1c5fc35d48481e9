// The review by keyboard: room.js presses what a key names; this takes the reader to what changed.

const flash = document.querySelector("[data-flash]");
const problem = document.querySelector(".problem");
(problem ?? flash)?.scrollIntoView({ block: "nearest" });

// Escape leaves a field, so that keys decide again.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !event.target.closest("input, textarea, select")) return;
  event.target.closest("details[open]")?.querySelector("summary")?.focus();
  event.target.blur();
});

// A decision takes a moment; a second press must not decide the next matter unseen.
for (const form of document.querySelectorAll("form.decide, [data-flash] form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
