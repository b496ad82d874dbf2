// Ties the terminal of textual-serve to this page: which size and colours, and what happens when
// the connection ends. Nothing is asked of any other machine.
"use strict";
{
  const REPLACED = 4001, OVER = 4002, REMOVED = 4003;
  const COLUMNS = 40, LARGEST = 20, SMALLEST = 12, CELL = 0.602;
  const SOONEST = 1000, LATEST = 8000, FIRST_WORDS = 400;
  const terminal = document.getElementById("terminal");
  const said = document.getElementById("said");
  const words = document.getElementById("words");
  const again = document.getElementById("again");
  let current = null, isLeaving = false;

  const isLight = !matchMedia("(prefers-color-scheme: dark)").matches;
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  terminal.dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws/${isLight ? "light" : "dark"}`;
  const fitting = Math.floor(innerWidth / COLUMNS / CELL);
  terminal.dataset.fontSize = Math.max(SMALLEST, Math.min(LARGEST, fitting));

  const say = (text, button) => {
    words.textContent = text;
    again.textContent = button || "";
    again.hidden = !button;
    said.hidden = false;
    if (button) again.focus();
  };
  again.addEventListener("click", () => location.reload());
  addEventListener("pagehide", () => { isLeaving = true; });

  const comeBack = async (wait) => {
    say("The connection is lost. Trying again …");
    try {
      const answer = await fetch("/here", { cache: "no-store" });
      if (answer.status === 204) return location.reload();
      if (answer.status === 403) return location.replace("/?lost");
    } catch { /* Nobody answers yet. */ }
    setTimeout(comeBack, wait, Math.min(LATEST, wait * 2));
  };

  const ended = (event) => {
    if (isLeaving) return;
    if (event.code === REPLACED) say("You are voting on another device or in another tab.", "Vote here instead");
    else if (event.code === OVER) say("Thank you. The workshop is over, and you can close this page.");
    else if (event.code === REMOVED) location.replace("/?lost");
    else setTimeout(comeBack, SOONEST, SOONEST);
  };

  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      current = this;
      this.addEventListener("close", ended);
      this.addEventListener("message", () => { said.hidden = true; });
    }

    // The terminal speaks before the connection stands and after it is gone, too.
    send(frame) { if (this.readyState === Plain.OPEN) super.send(frame); }
  };

  // A phone that slept finds out here that its connection is gone.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && current && current.readyState > Plain.OPEN && !isLeaving) comeBack(SOONEST);
  });

  // Taps become clicks by themselves; swiping turns the wheel, which a terminal understands.
  let last = null;
  const wheel = (touch, lines) => document.querySelector(".xterm-screen").dispatchEvent(
    new WheelEvent("wheel", {
      deltaY: lines, deltaMode: WheelEvent.DOM_DELTA_LINE, bubbles: true, cancelable: true,
      clientX: touch.clientX, clientY: touch.clientY,
    }));
  addEventListener("touchstart", (event) => { last = event.touches[0].clientY; }, { passive: true });
  addEventListener("touchmove", (event) => {
    const touch = event.touches[0], row = terminal.dataset.fontSize * 1.3;
    const lines = Math.trunc((last - touch.clientY) / row);
    if (!lines) return;
    last -= lines * row;
    for (let line = 0; line < Math.abs(lines); line += 1) wheel(touch, Math.sign(lines));
  }, { passive: true });

  const begin = window.onload;
  window.onload = null;
  const start = () => {
    begin(new Event("load"));
    const typed = document.querySelector(".xterm-helper-textarea");
    if (typed && matchMedia("(pointer: coarse)").matches) typed.setAttribute("inputmode", "none");
    else if (typed) typed.focus();
  };
  const font = document.fonts.load(`16px "Roboto Mono"`).catch(() => null);
  const patience = new Promise((done) => setTimeout(done, 5 * FIRST_WORDS));
  Promise.race([font, patience]).then(start);
}
