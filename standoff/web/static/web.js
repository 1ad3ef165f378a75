// Links between the marks in an article's text and the list of what was coded. The page works without it.
"use strict";
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
