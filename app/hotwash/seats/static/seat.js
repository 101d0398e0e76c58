// The page of a seat: one socket, sections made by the server, and an outbox that is sent until it is acknowledged.
//
// A command is a form with data-do="kind": its named fields are the body. A field's data-type says what it becomes:
//   int (whole number), clock (h:mm:ss to milliseconds), flag (checkbox to true or false), list (one line each; a checkbox or option adds its value),
//   mark (the number chosen, under data-key), otherwise text. Values that nobody types stand in data-body='{"alarm": 3}'. A button with data-do and data-body
//   is a form by itself. data-confirm="question" asks first; data-keep keeps the fields after sending.
// Every field, button and details needs an id: focus, unsent words and open details outlive a new text of a section.
"use strict";

(() => {
  const words = document.body.dataset;
  const desk = document.getElementById("desk");
  const line = document.getElementById("line");
  const told = document.getElementById("told");
  const base = location.pathname.replace(/\/?$/, "/");
  const store = (name) => base + name;
  const VERSION = 1, FIRST_MS = 250, LONGEST_MS = 5000, SILENT_MS = 3000, AT_ONCE = 4, RESEND_MS = 4000;

  let socket = null, heard = 0, delay = FIRST_MS, timer = 0, over = false, exercise = "";
  let outbox = load("outbox", []);
  let drafts = load("drafts", {});
  let texts = {};

  function load(name, otherwise) {
    try { return JSON.parse(sessionStorage.getItem(store(name))) || otherwise; } catch { return otherwise; }
  }
  function keep(name, value) {
    try { sessionStorage.setItem(store(name), JSON.stringify(value)); } catch { /* memory still has it */ }
  }

  // Connection

  function show() {
    const open = socket && socket.readyState === WebSocket.OPEN && heard > 0;
    const state = over ? words.closed : open ? words.connected : words.reconnecting;
    const text = outbox.length ? state + " · " + outbox.length + " " + words.unsent : state;
    if (line.textContent !== text) line.textContent = text;
    document.body.classList.toggle("away", !open);
  }

  function connect() {
    clearTimeout(timer);
    if (over || (socket && socket.readyState <= WebSocket.OPEN)) return;
    heard = 0;
    const mine = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + base + "ws");
    socket = mine;
    const since = Date.now();
    mine.onopen = () => mine.send(JSON.stringify({ v: VERSION, t: "hello", seen: 0, mark: "", facts: false, edits: true }));
    mine.onmessage = (event) => { heard = Date.now(); take(JSON.parse(event.data), mine); };
    mine.onclose = (event) => {
      if (socket !== mine) return;
      socket = null;
      if (event.code === 4403) { stop(); return; }
      if (heard && Date.now() - since > LONGEST_MS) delay = FIRST_MS;
      timer = setTimeout(connect, delay);
      delay = Math.min(delay * 2, LONGEST_MS);
      show();
    };
    mine.onerror = () => mine.close();
    setTimeout(() => { if (mine.readyState === WebSocket.CONNECTING) mine.close(); }, SILENT_MS);
  }

  function stop() {
    over = true;
    const link = document.createElement("a");
    link.href = "/join";
    link.textContent = words.again;
    told.append(" ", link);
    show();
  }

  setInterval(() => {
    if (socket && socket.readyState === WebSocket.OPEN && Date.now() - heard > SILENT_MS && heard) drop();
    for (const one of outbox) if (one.sent && Date.now() - one.sent > RESEND_MS) one.sent = 0;
    flush();
    show();
  }, 500);

  function drop() {
    const old = socket;
    socket = null;
    old.onclose = null;
    old.close();
    delay = FIRST_MS;
    connect();
    show();
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || over) return;
    delay = FIRST_MS;
    if (socket && heard && Date.now() - heard > SILENT_MS) drop(); else connect();
  });
  window.addEventListener("online", () => { delay = FIRST_MS; connect(); });

  // Frames

  function take(frame, mine) {
    switch (frame.t) {
      case "welcome":
        if (exercise && exercise !== frame.exercise) { outbox = []; keep("outbox", outbox); }
        exercise = frame.exercise;
        texts = {};
        delay = FIRST_MS;
        for (const one of outbox) one.sent = 0;
        flush();
        break;
      case "state": sections(frame); break;
      case "ack":
        if (!frame.accepted) giveBack(outbox.find((one) => one.cid === frame.cid));
        outbox = outbox.filter((one) => one.cid !== frame.cid);
        keep("outbox", outbox);
        say(frame.accepted ? words.done : frame.sentence, !frame.accepted);
        flush();
        break;
      case "later":
        for (const one of outbox) if (one.cid === frame.cid) one.sent = Date.now() + frame.after - RESEND_MS;
        break;
      case "beat": mine.send(JSON.stringify({ v: VERSION, t: "beat", n: frame.n })); break;
      case "bye": say(frame.reason, true); break;
    }
    show();
  }

  function say(sentence, bad) {
    told.textContent = sentence;
    told.classList.toggle("bad", Boolean(bad));
  }

  // Sections

  // A section comes whole, or as what changed: how much of the text before is kept at its beginning and at its end.
  function sections(frame) {
    const empty = document.getElementById("empty");
    if (empty) empty.remove();
    const changed = { ...frame.sections };
    for (const [id, [head, tail, between]] of Object.entries(frame.edits || {}))
      changed[id] = texts[id].slice(0, head) + between + texts[id].slice(texts[id].length - tail);
    for (const [id, text] of Object.entries(changed)) {
      texts[id] = text;
      const known = document.getElementById(id);
      if (known) replace(known, text);
      else {
        const made = document.createElement("section");
        made.id = id;
        made.innerHTML = text;
        desk.append(made);
        restore(made, null);
      }
    }
    if (!frame.order) return;
    for (const one of [...desk.children]) if (!frame.order.includes(one.id)) one.remove();
    const now = [...desk.children].map((one) => one.id);
    if (frame.order.join("\n") === now.join("\n")) return;
    let place = desk.firstElementChild;
    for (const id of frame.order) {
      const one = document.getElementById(id);
      if (one && one === place) place = place.nextElementSibling;
      else if (one) desk.insertBefore(one, place);
    }
  }

  function replace(section, text) {
    const active = document.activeElement;
    const inside = section.contains(active) && active.id ? active : null;
    const spot = inside && "selectionStart" in inside ? [inside.selectionStart, inside.selectionEnd] : null;
    const open = [...section.querySelectorAll("details[id]")].map((one) => [one.id, one.open]);
    const scrolls = [...section.querySelectorAll("[data-scroll][id]")].map((one) => [one.id, one.scrollTop]);
    section.innerHTML = text;
    for (const [id, was] of open) { const one = document.getElementById(id); if (one) one.open = was; }
    for (const [id, top] of scrolls) { const one = document.getElementById(id); if (one) one.scrollTop = top; }
    restore(section, inside ? { id: inside.id, spot } : null);
  }

  function restore(section, focus) {
    for (const field of section.querySelectorAll("input[id], textarea[id], select[id]")) {
      if (!(field.id in drafts)) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = drafts[field.id];
      else if (field.multiple) for (const one of field.options) one.selected = drafts[field.id].includes(one.value);
      else field.value = drafts[field.id];
    }
    if (!focus) return;
    const again = document.getElementById(focus.id);
    if (!again) { section.tabIndex = -1; section.focus({ preventScroll: true }); return; }
    again.focus({ preventScroll: true });
    if (focus.spot) try { again.setSelectionRange(...focus.spot); } catch { /* a field without a caret */ }
  }

  desk.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.id) return;
    drafts[field.id] = field.type === "checkbox" || field.type === "radio" ? field.checked
      : field.multiple ? [...field.selectedOptions].map((one) => one.value) : field.value;
    if (field.type === "radio")
      for (const one of desk.querySelectorAll(`input[name="${CSS.escape(field.name)}"]`))
        if (one !== field && one.form === field.form) drafts[one.id] = false;
    keep("drafts", drafts);
  });

  // Commands

  function body(form) {
    const made = form.dataset.body ? JSON.parse(form.dataset.body) : {};
    for (const field of form.elements || []) {
      if (!field.name || field.disabled || field.tagName === "BUTTON") continue;
      const box = field.type === "checkbox" || field.type === "radio";
      switch (field.dataset.type) {
        case "int": if (!box || field.checked) made[field.name] = Math.trunc(Number(field.value)) || 0; break;
        case "clock": {
          const parts = field.value.trim().split(":").map(Number);
          made[field.name] = parts.length === 3 && parts.every(Number.isFinite)
            ? Math.trunc(parts.reduce((sum, one) => sum * 60 + one, 0) * 1000) : -1;
          break;
        }
        case "mark": if (field.value) made[field.name] = { ...made[field.name], [field.dataset.key]: Number(field.value) }; break;
        case "flag": made[field.name] = field.checked; break;
        case "list": made[field.name] = (made[field.name] || []).concat(
          box ? (field.checked ? [field.value] : [])
            : field.multiple ? [...field.selectedOptions].map((one) => one.value)
              : field.value.split("\n").map((one) => one.trim()).filter(Boolean));
          break;
        default: if (!box || field.checked) made[field.name] = field.value;
      }
    }
    return made;
  }

  // What was refused goes back into its form, unless other words have been begun there since.
  function giveBack(one) {
    const typed = Object.entries((one && one.typed) || {});
    const words = (id) => desk.querySelector(`textarea[id="${CSS.escape(id)}"], input[type=text][id="${CSS.escape(id)}"]`);
    if (!typed.length || typed.some(([id]) => words(id) && words(id).value.trim())) return;
    Object.assign(drafts, one.typed);
    keep("drafts", drafts);
    restore(desk, null);
  }

  function give(form) {
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) return;
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    const cid = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    const typed = {};
    for (const field of form.elements || []) if (field.id in drafts) typed[field.id] = drafts[field.id];
    outbox.push({ cid, kind: form.dataset.do, body: body(form), typed, sent: 0 });
    keep("outbox", outbox);
    if (form.elements && !("keep" in form.dataset)) {
      for (const field of form.elements) delete drafts[field.id];
      keep("drafts", drafts);
      form.reset();
    }
    flush();
    show();
  }

  function flush() {
    if (!socket || socket.readyState !== WebSocket.OPEN || !heard) return;
    let under = outbox.filter((one) => one.sent).length;
    for (const one of outbox) {
      if (under >= AT_ONCE) break;
      if (one.sent) continue;
      one.sent = Date.now();
      under += 1;
      socket.send(JSON.stringify({ v: VERSION, t: "do", cid: one.cid, kind: one.kind, body: one.body }));
    }
  }

  desk.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target.dataset.do) give(event.target);
  });
  desk.addEventListener("click", (event) => {
    const key = event.target.closest("button[data-do]");
    if (key && key.type === "button") give(key);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) event.target.form.requestSubmit();
  });

  connect();
  show();
})();
