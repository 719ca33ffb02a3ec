// Shows a report's pages. What comes from files and runs is in the pages already, escaped; here it
// is moved and hidden, and never read as HTML.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector, from = document) => from.querySelector(selector);

  // Some browsers keep nothing for pages on a disk: then it is forgotten, and all else works.
  const memory = {
    get(key) { try { return localStorage.getItem(`porting:${key}`); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(`porting:${key}`, value); } catch { /* so be it */ } },
  };

  const theme = () => root.dataset.theme
    || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const kept = memory.get("theme");
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;

  function themeSwitch() {
    const button = one("[data-theme-switch]");
    const show = () => { button.textContent = theme() === "dark" ? "Light" : "Dark"; };
    button.addEventListener("click", () => {
      root.dataset.theme = theme() === "dark" ? "light" : "dark";
      memory.set("theme", root.dataset.theme);
      show();
    });
    show();
  }

  const say = (text) => { one("[data-live]").textContent = text; };

  // -- a file's page --

  class FilePage {
    constructor(body) {
      this.body = body;
      this.areKeysOn = memory.get("keys") !== "off";
      // On a page whose content changes, the address is not ours.
      this.isFixed = !body.classList.contains("playground");
      body.addEventListener("click", (event) => this.clicked(event));
      body.addEventListener("mousedown", (event) => this.picked(event));
      this.load();
    }

    load() {
      this.open = null;
      this.step = 0;
      all(".panel").forEach((panel) => { panel.hidden = true; });
      all(".fold").forEach((fold) => { fold.hidden = true; });
      all("[data-change]").forEach((button) => button.setAttribute("aria-expanded", "false"));
      all(".code table").forEach((table) => this.number(table));
      this.showKeys();
      this.show(this.stage);
    }

    // The content has changed: the same stage and change are shown if they are still there.
    reload(first) {
      const id = this.open?.id;
      this.load();
      if (!one("[data-to][aria-current]") || one("[data-to][aria-current].idle")) this.show(first);
      if (id && document.getElementById(id)) this.go(id, 0, true);
    }

    get stage() { return Number(this.body.dataset.stage); }

    clicked(event) {
      const target = event.target.closest("button");
      if (!target) return;
      const { to, opens, change, step } = target.dataset;
      if (to) this.show(Number(to), true);
      else if (opens) this.go(opens);
      else if (step) this.walkTo(target);
      else if (change) { if (this.open?.id === change) this.close(); else this.go(change); }
      else if (target.hasAttribute("aria-controls")) this.fold(target);
      else if ("keys" in target.dataset) {
        this.areKeysOn = !this.areKeysOn;
        memory.set("keys", this.areKeysOn ? "on" : "off");
        this.showKeys();
      }
    }

    // A selection copies one side only.
    picked(event) {
      const cell = event.target.closest(".code td");
      const table = cell?.closest("table");
      if (!table) return;
      table.classList.toggle("pick-l", cell.classList.contains("l"));
      table.classList.toggle("pick-r", cell.classList.contains("r"));
    }

    showKeys() {
      const button = one("[data-keys]");
      if (!button) return;
      button.setAttribute("aria-pressed", String(this.areKeysOn));
      button.textContent = this.areKeysOn ? "Keys are on" : "Keys are off";
    }

    show(stage, isAsked = false) {
      const buttons = all("[data-to]");
      const button = buttons.find((each) => Number(each.dataset.to) === stage);
      if (!button) return;
      this.body.dataset.stage = String(stage);
      buttons.forEach((each) => each.removeAttribute("aria-current"));
      button.setAttribute("aria-current", "step");
      const name = one("b", button).textContent;
      all("[data-stage-name]").forEach((each) => { each.textContent = name; });
      if (this.open && Number(this.open.dataset.stage) !== stage) this.close();
      this.number(one("[data-staged]"));
      if (isAsked) say(`Stage ${name}: ${one("span", button).textContent}`);
    }

    // The right side has other numbers at each stage.
    number(table) {
      let line = 0;
      for (const row of all("tr[data-slot]", table)) {
        if (row.classList.contains("v") && !row.classList.contains(`s${this.stage}`)) continue;
        const cell = one("td.n.r", row);
        const isThere = row.classList.contains("same") || !one("td.r:not(.n)", row).classList.contains("none");
        if (isThere) line += 1;
        cell.dataset.line = isThere ? String(line) : "";
        if (row.classList.contains("same")) this.mirror(row);
      }
    }

    mirror(row) {
      const right = one("td.r:not(.n)", row);
      if (!right.firstChild) right.append(one("td.l code", row).cloneNode(true));
    }

    fold(button) {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!isOpen));
      document.getElementById(button.getAttribute("aria-controls")).hidden = isOpen;
    }

    rows(slot) {
      return all(`[data-staged] tr[data-slot="${Number(slot)}"]`)
        .filter((row) => !row.classList.contains("v") || row.classList.contains(`s${this.stage}`));
    }

    unfold(slot) {
      const fold = this.rows(slot)[0]?.closest(".fold");
      if (fold?.hidden) this.fold(one(`[aria-controls="${fold.id}"]`));
    }

    reveal(slot, name, isQuiet = false) {
      this.unfold(slot);
      const rows = this.rows(slot);
      rows.forEach((row) => row.classList.add(name));
      if (!isQuiet) rows[0]?.scrollIntoView({ block: "center" });
    }

    clear(...names) { names.forEach((name) => all(`.${name}`).forEach((each) => each.classList.remove(name))); }

    close() {
      if (!this.open) return;
      this.open.classList.remove("open");
      one("[data-change]", this.open).setAttribute("aria-expanded", "false");
      one(".panel", this.open).hidden = true;
      all("[aria-current]", this.open).forEach((each) => each.removeAttribute("aria-current"));
      this.clear("lit", "chained");
      all(".code tr.open").forEach((row) => row.classList.remove("open"));
      all("[data-steps]").forEach((cell) => cell.removeAttribute("data-steps"));
      all(".mark[aria-current]").forEach((mark) => mark.removeAttribute("aria-current"));
      this.open = null;
      this.step = 0;
    }

    keep(hash) { if (this.isFixed) history.replaceState(null, "", hash); }

    // Opens a change, at a step of its evidence if one is given; quietly: without a move to it.
    go(id, step = 0, isQuiet = false) {
      const change = document.getElementById(id);
      if (!change?.classList.contains("change")) return;
      this.close();
      this.show(Number(change.dataset.stage));
      this.open = change;
      change.classList.add("open");
      one("[data-change]", change).setAttribute("aria-expanded", "true");
      one(".panel", change).hidden = false;
      all(".mark").filter((mark) => mark.dataset.opens === id).forEach((mark) => mark.setAttribute("aria-current", "true"));
      for (const button of all(".step:not([data-elsewhere])", change)) {
        for (const row of this.rows(button.dataset.line)) {
          row.classList.add("chained");
          const cell = one(".g", row);
          cell.dataset.steps = [cell.dataset.steps, button.dataset.step].filter(Boolean).join(" ");
        }
      }
      this.reveal(change.dataset.line, "open", isQuiet);
      if (isQuiet) return;
      change.scrollIntoView({ block: "nearest" });
      const name = one(".name", change).textContent;
      const where = one(".where", change).textContent;
      say(`Change ${one(".number", change).textContent}, ${name}, ${where}`);
      this.keep(`#${id}`);
      const button = step && one(`.step[data-step="${Number(step)}"]`, change);
      if (button) this.walkTo(button);
    }

    walkTo(button) {
      const change = button.closest(".change");
      if (this.open !== change) this.go(change.id);
      this.step = Number(button.dataset.step);
      all(".step", change).forEach((each) => each.removeAttribute("aria-current"));
      button.setAttribute("aria-current", "step");
      this.clear("lit");
      button.scrollIntoView({ block: "nearest" });
      if ("elsewhere" in button.dataset) button.parentElement.scrollIntoView({ block: "nearest" });
      else if (Number(button.dataset.line)) this.reveal(button.dataset.line, "lit");
      this.keep(`#${change.id}/${this.step}`);
      say(`Step ${this.step}: ${button.textContent.replace(/\s+/g, " ").trim()}`);
    }

    stepBy(distance) {
      if (this.origin && !this.open) {
        const { page, id, step } = this.origin;
        location.href = `${page}#${id}/${Math.max(step + distance, 1)}`;
        return;
      }
      const steps = this.open ? all(".step", this.open) : [];
      if (!steps.length) return;
      const place = this.step ? this.step - 1 + distance : (distance > 0 ? 0 : steps.length - 1);
      if (steps[place]) this.walkTo(steps[place]);
      else say(distance > 0 ? "That was the last step" : "That was the first step");
    }

    changeBy(distance) {
      const changes = all(".change");
      const here = this.open
        ? changes.indexOf(this.open) + distance
        : changes.findIndex((each) => Number(each.dataset.stage) === this.stage);
      if (changes[here]) this.go(changes[here].id);
      else say(distance > 0 ? "That was the last change" : "That was the first change");
    }

    stageBy(distance) { this.show(this.stage + distance, true); }

    // #ID and #ID/STEP lead to a change and a step, #line-N to a line; /from/PAGE/ID/STEP behind it
    // tells whose evidence led there.
    follow() {
      const hash = decodeURIComponent(location.hash.slice(1));
      const line = /^line-(\d+)(?:\/from\/([\w.-]+\.html)\/([\w-]+)\/(\d+))?$/.exec(hash);
      this.origin = null;
      one("[data-banner]").hidden = true;
      if (line) {
        this.close();
        this.clear("lit");
        if (line[2]) this.tellOrigin(line[2], line[3], Number(line[4]));
        this.reveal(line[1], "lit");
      } else if (hash) {
        const [id, step] = hash.split("/");
        this.go(id, Number(step) || 0);
      }
    }

    tellOrigin(page, id, step) {
      this.origin = { page, id, step };
      const banner = one("[data-banner]");
      const link = document.createElement("a");
      link.href = `${page}#${id}/${step}`;
      link.textContent = "Back to it";
      banner.replaceChildren(`Step ${step} of the evidence for a change in ${page.replace(/\.html$/, "")}. `, link);
      banner.hidden = false;
    }

    keyed(event) {
      if (!this.areKeysOn || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
      const act = {
        n: () => this.changeBy(1), p: () => this.changeBy(-1),
        j: () => this.stepBy(1), k: () => this.stepBy(-1),
        "]": () => this.stageBy(1), "[": () => this.stageBy(-1),
      }[event.key];
      if (act) { event.preventDefault(); act(); }
    }
  }

  // -- what a person must decide --

  const tickKey = (path, id) => `${document.body.dataset.report}:${path}:${id}`;

  function ticks() {
    const path = document.body.dataset.file;
    const boxes = all("[data-tick]");
    const show = () => {
      const done = boxes.filter((box) => box.checked).length;
      boxes.forEach((box) => box.closest("li").classList.toggle("done", box.checked));
      const place = one("[data-decided]");
      if (place) place.textContent = `${done} of ${boxes.length} decided`;
      memory.set(tickKey(path, "count"), String(done));
    };
    for (const box of boxes) {
      box.checked = memory.get(tickKey(path, box.dataset.tick)) === "1";
      box.addEventListener("change", () => {
        memory.set(tickKey(path, box.dataset.tick), box.checked ? "1" : "0");
        show();
      });
    }
    if (boxes.length) show();
  }

  // -- the index --

  function index() {
    const input = one("#find");
    const every = one("#all");
    const rows = all("tr[data-find]");
    const texts = rows.map((row) => row.dataset.find.toLowerCase());
    const show = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      one(".files").classList.toggle("every", every.checked);
      let found = 0;
      rows.forEach((row, place) => {
        const isFound = words.every((word) => texts[place].includes(word));
        row.hidden = !isFound;
        if (isFound && (every.checked || !row.classList.contains("still"))) found += 1;
      });
      one("[data-found]").textContent = `${found} of ${rows.length} files`;
    };
    input.addEventListener("input", show);
    every.addEventListener("change", show);
    document.body.addEventListener("click", (event) => {
      const button = event.target.closest("[data-finds]");
      if (!button) return;
      input.value = button.dataset.finds;
      show();
      input.scrollIntoView({ block: "center" });
      input.focus();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && event.target !== input && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        input.focus();
      }
    });
    const asked = new URLSearchParams(location.search).get("find");
    if (asked) input.value = asked;
    const place = one("[data-decided-all]");
    if (place) {
      const open = rows.filter((row) => Number(row.dataset.open));
      const done = open.reduce((sum, row) => sum + Number(memory.get(tickKey(row.dataset.path, "count")) || 0), 0);
      place.textContent = done ? `${done} decided` : "";
    }
    show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    themeSwitch();
    ticks();
    if (one("#find")) index();
    if (document.body.classList.contains("page")) {
      const page = new FilePage(document.body);
      window.filePage = page;
      document.addEventListener("keydown", (event) => page.keyed(event));
      if (!page.isFixed) return;
      addEventListener("hashchange", () => page.follow());
      page.follow();
    }
  });
})();
