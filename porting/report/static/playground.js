// The playground: sends what is typed to this machine's porting, and shows the answer as a report.
"use strict";
(() => {
  const DELAY = 120;
  const START = `import urllib2

def rank(address):
    page = urllib2.urlopen(address).read()
    return page.split('#')[1]

print "rank:", rank("http://example.org/book")
`;
  const one = (selector) => document.querySelector(selector);

  // A program in the fragment, which browsers send to nobody.
  const packed = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const unpacked = (text) => new TextDecoder("utf-8", { fatal: true }).decode(
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0)));

  function programInAddress() {
    const found = /^#program=([\w-]+)$/.exec(location.hash);
    try { return found ? unpacked(found[1]) : null; } catch { return null; }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const source = one("#source");
    const state = one("#state");
    const outcome = one("#outcome");
    const problem = one("#error");
    const menu = one("#menu");
    let codes = [];
    let asked = null;
    let timer = 0;

    const tell = (text) => { state.textContent = text; };

    async function port() {
      asked?.abort();
      const mine = asked = new AbortController();
      const began = performance.now();
      let found;
      try {
        const response = await fetch("port", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ source: source.value }),
          signal: mine.signal,
        });
        found = await response.json();
      } catch (error) {
        if (error.name === "AbortError") return;
        found = { error: "There is no answer: is porting serve still running?" };
      }
      if (mine !== asked) return;
      problem.hidden = !found.error;
      outcome.classList.toggle("stale", Boolean(found.error));
      if (found.error) {
        problem.textContent = found.error;
        tell("");
        return;
      }
      codes = found.codes;
      const page = new DOMParser().parseFromString(found.html, "text/html");
      outcome.replaceChildren(...page.body.childNodes);
      window.filePage.reload(found.first);
      tell(`Ported in ${Math.round(performance.now() - began)} ms`);
    }

    const soon = () => { clearTimeout(timer); timer = setTimeout(port, DELAY); };
    const load = (text) => { source.value = text; source.scrollTop = 0; port(); };

    // The text after the stage that is shown.
    const code = () => codes[window.filePage.stage - 1]?.[1] ?? "";

    source.addEventListener("input", soon);
    one("#copy").addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(code()); tell("Copied"); } catch { tell("The browser does not allow it"); }
    });
    one("#download").addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([code()], { type: "text/x-python" }));
      link.download = "program.py";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    one("#link").addEventListener("click", async () => {
      history.replaceState(null, "", `#program=${packed(source.value)}`);
      try { await navigator.clipboard.writeText(location.href); tell("The link is copied"); } catch { tell("The link is in the address"); }
    });
    addEventListener("hashchange", () => {
      const text = programInAddress();
      if (text !== null) load(text);
    });

    fetch("programs.json").then((response) => response.json()).then((groups) => {
      const programs = new Map();
      for (const [group, titles] of Object.entries(groups)) {
        const place = document.createElement("optgroup");
        place.label = group;
        for (const [title, text] of Object.entries(titles)) {
          const option = document.createElement("option");
          option.value = option.textContent = title;
          programs.set(title, text);
          place.append(option);
        }
        menu.append(place);
      }
      menu.addEventListener("change", () => { if (programs.has(menu.value)) load(programs.get(menu.value)); });
      const example = new URLSearchParams(location.search).get("example");
      if (programs.has(example)) { menu.value = example; load(programs.get(example)); }
    });
    load(programInAddress() ?? START);
  });
})();
