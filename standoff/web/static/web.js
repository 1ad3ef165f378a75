// Small helps on pages that work without them.
"use strict";
// On a narrow screen the names of the pages are one row that is moved sideways: the present one is brought into view.
(() => {
  const here = document.querySelector('nav.site [aria-current="page"]');
  const row = here?.closest("ul");
  if (row && row.scrollWidth > row.clientWidth) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
})();
// The whole sentence that a cell shows to the pointer or the focus is put away with Escape, and comes back when either returns.
(() => {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const one of document.querySelectorAll(".said:hover, .said:focus-within")) one.classList.add("hush");
  });
  for (const one of document.querySelectorAll(".said")) {
    for (const name of ["mouseleave", "focusout"]) one.addEventListener(name, () => one.classList.remove("hush"));
  }
})();
// Links between the marks in an article's text and the list of what was coded.
(() => {
  const text = document.getElementById("reading");
  if (!text) return;
  const itemOf = (mark) => [...mark.classList].find((name) => name.startsWith("i-"))?.slice(2);
  const marksOf = (item) => document.getElementsByClassName("i-" + item);
  const entryOf = (item) => document.getElementById("c-" + item);
  let lit = null;
  const light = (item) => {
    if (lit === item) return;
    if (lit) {
      for (const mark of marksOf(lit)) mark.classList.remove("lit");
      entryOf(lit)?.classList.remove("lit");
    }
    lit = item;
    if (!item) return;
    for (const mark of marksOf(item)) mark.classList.add("lit");
    entryOf(item)?.classList.add("lit");
  };
  const markAt = (target) => (target instanceof Element ? target.closest("mark.coded") : null);
  const open = (item) => {
    const entry = entryOf(item);
    if (!entry) return;
    light(item);
    entry.scrollIntoView({ block: "nearest" });
    entry.querySelector("a")?.focus({ preventScroll: true });
  };
  text.addEventListener("click", (event) => {
    const mark = markAt(event.target);
    if (mark && !String(window.getSelection())) open(itemOf(mark));
  });
  // Only a pointer that moves itself lights a mark, not one under which the text is scrolled.
  text.addEventListener("pointermove", (event) => {
    const mark = event.movementX || event.movementY ? markAt(event.target) : null;
    if (mark) light(itemOf(mark));
  });
  // Keys work while the text itself has the focus, and nowhere else.
  const items = [...new Set([...text.querySelectorAll("mark.coded")].map(itemOf))];
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { n: 1, p: -1 }[event.key];
    if (step && items.length) {
      const at = items.indexOf(lit);
      const next = items[(at + step + items.length + (at < 0 && step < 0 ? 1 : 0)) % items.length];
      light(next);
      marksOf(next)[0]?.scrollIntoView({ block: "center" });
      event.preventDefault();
    } else if (event.key === "Enter" && lit) {
      open(lit);
      event.preventDefault();
    }
  });
  for (const entry of document.querySelectorAll(".codes li")) {
    const show = () => light(entry.dataset.item);
    entry.addEventListener("pointermove", (event) => { if (event.movementX || event.movementY) show(); });
    entry.addEventListener("focusin", show);
    entry.querySelector("a").addEventListener("click", (event) => {
      const mark = marksOf(entry.dataset.item)[0];
      if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show();
      history.replaceState(null, "", event.currentTarget.href);
      mark.scrollIntoView({ block: "center" });
    });
  }
  const wanted = text.querySelector("mark.wanted");
  if (wanted) {
    const item = itemOf(wanted);
    wanted.scrollIntoView({ block: "center" });
    if (item) {
      const entry = entryOf(item);
      const panel = entry?.closest(".panel");
      if (panel && panel.scrollHeight > panel.clientHeight) panel.scrollTop = entry.offsetTop - panel.offsetTop - 60;
    }
  }
})();

// Decisions by keys, while the queue has the focus and nowhere else. The buttons work without it.
(() => {
  const queue = document.querySelector("[data-keys]");
  if (!queue) return;
  const entries = [...queue.querySelectorAll("[data-entry]")];
  const focus = (entry) => {
    if (!entry) return;
    entry.focus({ preventScroll: true });
    entry.scrollIntoView({ block: "nearest" });
  };
  const current = () => entries.find((entry) => entry.contains(document.activeElement));
  const ways = { a: "accept", r: "reject", u: "unsure" };
  // Only one's own decision is taken back by a key, and each once: what was taken back has another button.
  const mine = () => {
    const who = document.getElementById("who")?.value.trim();
    return [...queue.querySelectorAll(".log [data-way=undo]")].find((button) => button.closest("li").dataset.who === who);
  };
  const undo = () => {
    const button = mine();
    const told = document.getElementById("told");
    if (button) button.click();
    else if (told) told.textContent = "Nothing that you decided stands among the newest decisions; all are in the log.";
  };
  queue.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea")) return;
    const at = entries.indexOf(current());
    let done = true;
    if (event.key === "j") focus(entries[Math.min(at + 1, entries.length - 1)]);
    else if (event.key === "k") focus(entries[Math.max(at - 1, 0)]);
    else if (event.key === "z") undo();
    else if (ways[event.key]) (current() ?? entries[0])?.querySelector("[data-way=" + ways[event.key] + "]")?.click();
    else done = false;
    if (done) event.preventDefault();
  });
  // Where one was in the list is kept over a decision: the page that comes back has the focus on the entry that moved up into
  // the place of the one decided, or on the one that came back.
  const PLACE = "standoff place";
  const kept = (value) => {
    try {
      if (value) sessionStorage.setItem(PLACE, JSON.stringify(value));
      else {
        const found = JSON.parse(sessionStorage.getItem(PLACE));
        sessionStorage.removeItem(PLACE);
        return found;
      }
    } catch { /* a browser that keeps nothing goes to the first entry */ }
    return null;
  };
  const here = location.pathname + location.search;
  queue.closest("form")?.addEventListener("submit", (event) => {
    const button = event.submitter;
    const entry = button?.closest("[data-entry]");
    const at = entries.indexOf(entry ?? current());
    kept({ here, at: Math.max(at, 0), on: entry ? "" : button?.closest("[data-on]")?.dataset.on });
  });
  // The browser moves the focus to the target of the address itself, after scripts have run.
  if (location.hash === "#queue") requestAnimationFrame(() => {
    const place = kept();
    const was = place?.here === here ? place : { at: 0 };
    const back = was.on && entries.find((entry) => entry.dataset.entry === was.on);
    if (entries.length) focus(back || entries[Math.min(was.at, entries.length - 1)]);
    else queue.focus();
  });
})();
