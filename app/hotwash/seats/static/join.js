// Joining: sends the code, keeps the ticket for this tab, and asks until the facilitator has decided.
"use strict";

(() => {
  const form = document.getElementById("join");
  const told = document.getElementById("told");
  const ask = document.getElementById("ask");
  const words = document.body.dataset;
  let key = "";

  const say = (sentence) => { if (told.textContent !== sentence) told.textContent = sentence; };
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));

  // The code of a QR link stands behind the #, which is never sent to anybody; it is taken out of the address at once.
  const [code, oneTime] = location.hash.slice(1).split(".");
  if (code) {
    document.getElementById("code").value = code.length === 8 ? code.slice(0, 4) + "-" + code.slice(4) : code;
    key = oneTime || "";
    history.replaceState(null, "", location.pathname);
    document.getElementById("seat").focus();
  } else {
    document.getElementById("code").focus();
  }

  async function send(where, body) {
    const answer = await fetch(where, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    return answer.json();
  }

  function held(on) {
    for (const part of form.elements) part.disabled = on;
  }

  async function waitFor(ticket) {
    held(true);
    say(words.waiting);
    for (;;) {
      let claim = null;
      try {
        claim = await send("/join/claim", { ticket });
      } catch { say(words.lost); }
      if (claim && claim.standing === "admitted") { sessionStorage.removeItem("ticket"); location.replace(claim.go); return; }
      if (claim && claim.standing === "waiting") say(words.waiting);
      else if (claim) { sessionStorage.removeItem("ticket"); held(false); say(claim.sentence); ask.focus(); return; }
      await wait(1000);
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = Object.fromEntries(new FormData(form));
    held(true);
    try {
      const knock = await send("/join", { ...wanted, key });
      if (knock.ticket) {
        sessionStorage.setItem("ticket", knock.ticket);
        await waitFor(knock.ticket);
      } else {
        key = "";
        say(knock.sentence);
        held(false);
        ask.focus();
      }
    } catch {
      say(words.lost);
      held(false);
    }
  });

  const ticket = sessionStorage.getItem("ticket");
  if (ticket) waitFor(ticket);
})();
