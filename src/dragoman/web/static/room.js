// The reading room's few scripts. Every page works without them.

// Lights an event: its passages in the text and its card beside it.
function light(numbers, on) {
  for (const number of numbers) {
    for (const part of document.querySelectorAll(`[data-events~="${number}"], [data-event="${number}"]`)) {
      part.classList.toggle("lit", on);
    }
  }
}

const numbersOf = (element) => (element.dataset.events ?? element.dataset.event ?? "").split(" ").filter(Boolean);

function readReport(report) {
  const cards = document.querySelector(".cards");
  let lit = [];
  const change = (numbers, { scroll = false } = {}) => {
    if (numbers.join() === lit.join()) return;
    light(lit, false);
    lit = numbers;
    light(lit, true);
    if (scroll && lit.length && getComputedStyle(cards).overflowY === "auto") {
      const card = document.getElementById(`event-${lit[0]}`);
      const room = cards.getBoundingClientRect(), at = card.getBoundingClientRect();
      if (at.top < room.top || at.bottom > room.bottom) cards.scrollTop += at.top - room.top - 12;
    }
  };
  const over = (event) => event.target.closest(".passage, .ref, .card");
  for (const place of [report, cards]) {
    const options = { scroll: place === report };
    place.addEventListener("mouseover", (event) => change(over(event) ? numbersOf(over(event)) : [], options));
    place.addEventListener("mouseleave", () => change([]));
    place.addEventListener("focusin", (event) => change(over(event) ? numbersOf(over(event)) : [], options));
    place.addEventListener("focusout", () => change([]));
  }
  walkEvents(change);
}

// j and k go to the next and the last event.
function walkEvents(change) {
  const refs = [...document.querySelectorAll(".report .ref")];
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !refs.length) return;
    const next = refs[(refs.indexOf(document.activeElement) + step + refs.length) % refs.length];
    next.focus();
    next.scrollIntoView({ block: "center" });
    change(numbersOf(next), { scroll: true });
    event.preventDefault();
  });
}

// Files dropped anywhere on the form are taken as chosen.
function takeDrops(form) {
  const files = form.querySelector('input[type="file"]');
  const hold = (on) => (event) => {
    event.preventDefault();
    form.classList.toggle("over", on);
  };
  form.addEventListener("dragover", hold(true));
  form.addEventListener("dragleave", hold(false));
  form.addEventListener("drop", (event) => {
    hold(false)(event);
    if (event.dataTransfer.files.length) files.files = event.dataTransfer.files;
  });
}

function watchCoding(place) {
  const source = new EventSource(place.dataset.coding);
  const bar = place.querySelector("progress"), count = place.querySelector("[data-count]");
  source.addEventListener("report", (event) => {
    const told = JSON.parse(event.data);
    bar.value = told.done;
    count.textContent = `${told.done} of ${told.of} reports`;
  });
  source.addEventListener("done", () => {
    source.close();
    location.reload();
  });
}

// The theme changes at once; without scripts the form does it.
function chooseTheme(form) {
  form.addEventListener("submit", (event) => {
    const chosen = event.submitter?.value ?? "";
    event.preventDefault();
    document.cookie = `theme=${chosen}; path=/; samesite=lax; max-age=${chosen ? 31536000 : 0}`;
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === chosen));
  });
}

for (const report of document.querySelectorAll("[data-report]")) readReport(report);
for (const form of document.querySelectorAll("[data-drop]")) takeDrops(form);
for (const place of document.querySelectorAll('[data-coding][data-done="no"]')) watchCoding(place);
for (const form of document.querySelectorAll("[data-theme-form]")) chooseTheme(form);

// A key does what the button or the summary that names it does.
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!named) return;
  event.preventDefault();
  named.click();
  if (named.tagName === "SUMMARY") named.parentElement.querySelector("input, select")?.focus();
});

// Slash goes to the search field.
document.addEventListener("keydown", (event) => {
  const field = document.getElementById("find");
  if (event.key !== "/" || !field || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  field.focus();
});
