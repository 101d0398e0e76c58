// What a desk does on this page alone: fill in an answer, shelve alarms and hints, skip a situation card, stamp the
// moment at which an evaluator's note is begun. Nothing of it is sent by itself.
//
// Buttons carry data-local="answer|clear|shelve|shelved|skip"; seat.js sends commands and replaces sections.
"use strict";

(() => {
  const desk = document.getElementById("desk");
  const place = location.pathname;
  const shelf = new Set(load("shelf"));
  const skipped = new Set(load("skipped"));
  let showing = false;

  function load(name) {
    try { return JSON.parse(sessionStorage.getItem(place + "#" + name)) || []; } catch { return []; }
  }
  function keep(name, values) {
    try { sessionStorage.setItem(place + "#" + name, JSON.stringify([...values])); } catch { /* until the page is left */ }
  }
  function typed(field, value) {
    if (field.type === "checkbox") field.checked = value; else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function answer(key) {
    clear();
    for (const box of desk.querySelectorAll("#write-to input")) typed(box, box.value === key.dataset.to);
    typed(document.getElementById("write-answers"), key.dataset.number);
    typed(document.getElementById("write-mode"), key.dataset.mode);
    document.getElementById("write-about").textContent = key.getAttribute("aria-label") + ": " + key.dataset.about;
    const text = document.getElementById("write-text");
    text.scrollIntoView({ block: "center" });
    text.focus({ preventScroll: true });
  }

  function clear() {
    for (const box of desk.querySelectorAll("#write-to input")) typed(box, false);
    typed(document.getElementById("write-answers"), "0");
    typed(document.getElementById("write-text"), "");
    document.getElementById("write-about").textContent = "";
  }

  // The order of alarms that was chosen; lines move only where it is another one than before.
  function order() {
    const list = desk.querySelector("#alarms ul");
    const box = document.getElementById("alarms-sort");
    if (!list || !box) return;
    const lines = [...list.children];
    for (const [place, line] of lines.entries()) if (!line.dataset.todo) line.dataset.todo = place;
    const by = {
      todo: (a, b) => a.dataset.todo - b.dataset.todo,
      newest: (a, b) => b.dataset.alarm - a.dataset.alarm,
      where: (a, b) => a.dataset.where.localeCompare(b.dataset.where) || b.dataset.alarm - a.dataset.alarm,
    }[box.value] || (() => 0);
    const wanted = [...lines].sort(by);
    if (wanted.some((line, place) => line !== lines[place])) {
      const focus = document.activeElement;
      list.append(...wanted);
      if (list.contains(focus)) focus.focus({ preventScroll: true });
    }
  }

  function arrange() {
    order();
    for (const line of desk.querySelectorAll("li[data-alarm]")) {
      const away = shelf.has(line.dataset.alarm);
      line.hidden = away && !showing;
      const key = line.querySelector("[data-local=shelve]");
      if (key && key.getAttribute("aria-pressed") !== String(away)) key.setAttribute("aria-pressed", String(away));
    }
    for (const key of desk.querySelectorAll("[data-local=shelved]")) {
      key.hidden = ![...key.closest("section").querySelectorAll("li[data-alarm]")].some((one) => shelf.has(one.dataset.alarm));
      if (key.getAttribute("aria-pressed") !== String(showing)) key.setAttribute("aria-pressed", String(showing));
    }
    for (const card of desk.querySelectorAll("[data-asked]"))
      if (card.tagName === "DIV") card.hidden = skipped.has(card.dataset.asked);
  }

  const does = {
    answer,
    clear: () => { clear(); document.getElementById("write-text").focus(); },
    shelve: (key) => {
      const number = key.dataset.alarm;
      if (!shelf.delete(number)) shelf.add(number);
      keep("shelf", shelf);
      const line = key.closest("li");
      arrange();
      const aside = line.closest("section").querySelector("[data-local=shelved]");
      if (line.hidden && aside) aside.focus();
    },
    shelved: () => { showing = !showing; arrange(); },
    skip: (key) => { skipped.add(key.dataset.asked); keep("skipped", skipped); arrange(); },
  };

  desk.addEventListener("click", (event) => {
    const key = event.target.closest("button[data-local]");
    if (key && does[key.dataset.local]) does[key.dataset.local](key);
  });
  desk.addEventListener("change", (event) => { if (event.target.id === "alarms-sort") arrange(); });
  function stamp(at) {
    const seen = document.getElementById("observe-seen");
    if (seen) typed(seen, at);
  }
  desk.addEventListener("input", (event) => {
    if (event.target.id !== "observe-text") return;
    const seen = document.getElementById("observe-seen"), now = document.getElementById("now");
    if (!event.target.value.trim()) stamp("-1");
    else if (seen.value === "-1" && now) stamp(now.dataset.now);
  });
  desk.addEventListener("submit", (event) => {
    if (event.target.id === "write-form") setTimeout(clear, 0);
    if (event.target.id === "observe-form") setTimeout(stamp, 0, "-1");
  });
  new MutationObserver(arrange).observe(desk, { childList: true, subtree: true });
  arrange();
})();
