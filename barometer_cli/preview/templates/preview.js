// Follows the project: after every save the parts of the page that changed are put in the place of the old ones.
// Without it the page is what it was when it was opened.
"use strict";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const parts = (within) => new Map(all("[data-part]", within).map((part) => [part.dataset.part, part]));
const live = one("#live");

// As the server sent them: what the reader did to a part since does not make it another one.
let sent = new Map([...parts(document)].map(([name, part]) => [name, part.outerHTML]));

let calm;

function say(state) {
  clearTimeout(calm);
  live.className = `live ${state}`;
  if (live.textContent !== live.dataset[state]) live.textContent = live.dataset[state];
  if (state === "updated") calm = setTimeout(say, 2500, "live");
}

// Pictures are there before they are shown: the old one stays until then, and nothing flickers or jumps.
function drawn(part) {
  const soon = new Promise((resolve) => setTimeout(resolve, 2000));
  const loading = all("img:not([loading=lazy])", part).map((image) => {
    const ahead = new Image();
    ahead.srcset = image.srcset;
    ahead.src = image.src;
    return ahead.decode().catch(() => {});
  });
  return Promise.race([Promise.all(loading), soon]);
}

function replace(old, fresh) {
  const focused = old.contains(document.activeElement) && document.activeElement;
  const address = focused && focused.getAttribute("href");
  const scrolled = all(".wide", old).map((each) => each.scrollLeft);
  for (const details of [old, ...all("details", old)].filter((each) => each.matches("details[id]"))) {
    const again = [fresh, ...all("details", fresh)].find((each) => each.id === details.id);
    if (again) again.open = details.open;
  }
  old.replaceWith(fresh);
  all(".wide", fresh).forEach((each, place) => { each.scrollLeft = scrolled[place] || 0; });
  if (address) all("a", fresh).find((link) => link.getAttribute("href") === address)?.focus({ preventScroll: true });
}

async function put(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const now = parts(document);
  const next = parts(page);
  const html = new Map([...next].map(([name, part]) => [name, part.outerHTML]));
  const same = [...now.keys()].join(" ") === [...next.keys()].join(" ");
  const changed = [...next].filter(([name]) => !same || html.get(name) !== sent.get(name));
  for (const [, part] of changed) show(part);
  await Promise.all(changed.map(([, part]) => drawn(part)));
  if (same) {
    for (const [name, part] of changed) replace(now.get(name), document.adoptNode(part));
  } else {
    const top = scrollY;
    for (const selector of ["[data-part=crumbs]", "main"]) replace(one(selector), document.adoptNode(one(selector, page)));
    scrollTo(scrollX, top);
  }
  sent = html;
  document.title = page.title;
  document.documentElement.dataset.generation = page.documentElement.dataset.generation;
  choices();
  if (changed.length && one("[data-suggestions] > *")) suggest(one("[data-suggest]"));
  return changed.length > 0;
}

let fetching = false;
let again = false;

async function refresh() {
  if (fetching) { again = true; return; }
  fetching = true;
  try {
    do {
      again = false;
      const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
      say(await put(await answer.text()) ? "updated" : "live");
    } while (again);
  } catch {
    say("lost");
  } finally {
    fetching = false;
  }
}

function follow() {
  let events;
  const listen = () => {
    events = new EventSource("/_preview/events");
    events.onopen = () => say("live");
    events.onerror = () => {
      say("lost");
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
    };
    events.onmessage = ({ data }) => {
      if (data !== document.documentElement.dataset.generation) refresh();
    };
  };
  listen();
  // A browser keeps few connections to a server; a tab that nobody looks at needs none.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) events.close();
    else if (events.readyState === EventSource.CLOSED) listen();
  });
}

// SVG or PNG: whichever was chosen, on every page.
const chosen = () => sessionStorage.getItem("show") || "svg";

function show(within) {
  for (const image of all("img[data-pixels]", within)) {
    if (chosen() === "png") image.srcset = image.dataset.pixels;
    else image.removeAttribute("srcset");
  }
}

function choices() {
  for (const group of all(".choice")) group.hidden = false;
  for (const button of all("[data-show]")) button.setAttribute("aria-pressed", button.dataset.show === chosen());
}

function choose(format) {
  sessionStorage.setItem("show", format);
  show(document);
  choices();
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-show]");
  if (button) choose(button.dataset.show);
});

// Headlines are found when somebody asks, and asked for again when the figure has changed below them.
async function suggest(button) {
  const into = one("[data-suggestions]");
  button.disabled = true;
  try {
    const answer = await fetch(button.dataset.suggest, { cache: "no-store" });
    if (answer.ok) {
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      into.replaceChildren(...[...found.body.children].map((each) => document.adoptNode(each)));
    }
  } catch {
    say("lost");
  } finally {
    button.disabled = false;
  }
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.firstChild;
  const before = label.textContent;
  label.textContent = one("[data-suggestions]").dataset.copied;
  setTimeout(() => { label.textContent = before; }, 1500);
}

document.addEventListener("click", ({ target }) => {
  const asked = target.closest("[data-suggest]");
  const copied = target.closest("[data-copy]");
  if (asked) suggest(asked);
  else if (copied) copy(copied);
});

// From figure to figure; in the list, from card to card.
function step(forward) {
  const link = one(forward ? "a[rel=next]" : "a[rel=prev]");
  if (link) { location.assign(link.href); return; }
  const cards = all("[data-card]");
  const at = cards.indexOf(document.activeElement);
  const next = cards[at < 0 ? 0 : at + (forward ? 1 : -1)];
  if (next) next.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  const arrows = !event.target.closest(".wide");
  if (event.key === "j" || (event.key === "ArrowRight" && arrows)) step(true);
  else if (event.key === "k" || (event.key === "ArrowLeft" && arrows)) step(false);
  else if (event.key === "u") one("[data-up]").click();
  else if (event.key === "p") choose(chosen() === "svg" ? "png" : "svg");
});

show(document);
choices();
follow();
