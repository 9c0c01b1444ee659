// Search, the large view, and copying. Without it every illustration is still one link away.
"use strict";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// As fold() in text.py: no case, æ as ae, ø as oe, å as aa, no other accents, words apart by one space.
const fold = (text) =>
  text.normalize("NFC").toLowerCase()
    .replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa").replaceAll("ß", "ss")
    .normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// Browsers may refuse it to a page that is opened from a folder, or that does it too often; nothing depends on it.
function remember(how, state, address) {
  try {
    history[how](state, "", address);
  } catch {
    return;
  }
}

function search() {
  const box = one(".search");
  if (!box) return;
  box.hidden = false;
  const input = one("input", box);
  const told = one("[role=status]", box);
  const items = all("[data-search]");
  // A word is found in any of its forms: "kommuner" where "kommunen" stands. A number is found whole: 58 is not in 158.
  const ending = new RegExp(`(?<=.{4})(?:${box.dataset.endings})$`);
  const finds = (text, word) =>
    /^\d+$/.test(word) ? ` ${text} `.includes(` ${word} `) : text.includes(word) || text.includes(word.replace(ending, ""));
  const update = () => {
    const words = fold(input.value).split(" ").filter(Boolean);
    let count = 0;
    for (const item of items) {
      item.hidden = !words.every((word) => finds(item.dataset.search, word));
      count += !item.hidden;
    }
    for (const shelf of all(".shelf")) shelf.hidden = !one("[data-search]:not([hidden])", shelf);
    const { one: single, several, none } = told.dataset;
    told.textContent = !words.length ? "" : !count ? none : `${count} ${count === 1 ? single : several}`;
  };
  // The address holds the search, so that it can be sent on.
  const typed = () => {
    update();
    const address = new URL(location);
    if (input.value.trim()) address.searchParams.set("q", input.value.trim());
    else address.searchParams.delete("q");
    remember("replaceState", null, address);
  };
  input.addEventListener("input", typed);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { input.value = ""; typed(); }
  });
  input.value = new URLSearchParams(location.search).get("q") || "";
  update();
}

function viewer() {
  const dialog = one("#viewer");
  const links = all("[data-open]");
  if (!dialog || !dialog.showModal || !links.length) return;
  const image = one("img", dialog);
  const files = one(".files", dialog);
  const copy = one(".copy-picture", dialog);
  const status = one(".told", dialog);
  const tell = telling(status);
  let place = 0;
  let png = "";
  // The files of the illustration, as its page lists them; names of elements stay with that list.
  const offer = (list) => {
    const copy = list.cloneNode(true);
    for (const each of all("[id]", copy)) each.removeAttribute("id");
    for (const each of all("[aria-labelledby]", copy)) each.removeAttribute("aria-labelledby");
    one("div", files).replaceChildren(copy);
    files.open = false;
  };
  const show = (next) => {
    place = (next + links.length) % links.length;
    const link = links[place];
    const small = one("img", link);
    image.removeAttribute("src");
    image.alt = small.alt;
    image.lang = small.lang || document.documentElement.lang;
    const source = one("source", link);
    const narrow = source && matchMedia(source.media).matches;
    image.src = narrow ? source.srcset : link.dataset.open;
    png = (narrow && source.dataset.png) || link.dataset.png;
    one("h2", dialog).textContent = link.dataset.title;
    one(".place", dialog).textContent = links.length > 1 ? `${place + 1} ${dialog.dataset.of} ${links.length}` : "";
    one(".permalink", dialog).href = link.href;
    copy.hidden = !png;
    status.textContent = "";
    offer(one(".downloads > ul", link.closest("article")));
  };
  // Safari wants the picture promised at once. No browser gives it where the page was opened from a folder.
  copy.addEventListener("click", async () => {
    try {
      const { clipboard } = navigator;
      const drawn = pixels(png);
      drawn.catch(() => {});
      await clipboard.write([new ClipboardItem({ "image/png": drawn })]);
      tell(status.dataset.copied);
    } catch {
      tell(copy.dataset.refused);
    }
  });
  // An open view is an entry of the history that holds its place: Back closes it, on a phone the only key there is.
  const viewed = () => history.state?.viewed;
  const turn = (next) => {
    show(next);
    if (viewed() !== undefined) remember("replaceState", { viewed: place });
  };
  let leaving = false;
  const leave = () => {
    if (viewed() === undefined) return dialog.close();
    if (!leaving) history.back();
    leaving = true;
  };
  const follow = () => {
    leaving = false;
    if (links[viewed()]) {
      show(viewed());
      if (!dialog.open) dialog.showModal();
    } else if (dialog.open) dialog.close();
  };
  const single = links.length === 1;
  one(".previous", dialog).hidden = one(".next", dialog).hidden = one(".foot p", dialog).hidden = single;
  links.forEach((link, number) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    remember("pushState", { viewed: number });
    show(number);
    dialog.showModal();
  }));
  one(".previous", dialog).addEventListener("click", () => turn(place - 1));
  one(".next", dialog).addEventListener("click", () => turn(place + 1));
  one(".close", dialog).addEventListener("click", leave);
  one(".stage", dialog).addEventListener("click", (event) => { if (event.target === event.currentTarget) leave(); });
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
  dialog.addEventListener("keydown", (event) => {
    if (single || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowLeft") turn(place - 1);
    if (event.key === "ArrowRight") turn(place + 1);
  });
  // Back to the illustration that was looked at last, not to the one that was opened first.
  dialog.addEventListener("close", () => {
    links[place].focus({ preventScroll: true });
    links[place].scrollIntoView({ block: "nearest" });
    // Where a browser closes the view by itself, its entry goes as well.
    if (viewed() !== undefined) leave();
  });
  window.addEventListener("popstate", follow);
  follow();
}

// What was done, told to eyes and ears; it goes after as long as it takes to read.
const telling = (status) => {
  let timer;
  return (text) => {
    status.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = ""; }, 2500 + 50 * text.length);
  };
};

function copying() {
  const status = one(".status");
  const tell = telling(status);
  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      let copied = true;
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        field.focus();
        field.select();
        copied = document.execCommand("copy");
      }
      // Where a browser allows neither, the text stays selected, to be copied by hand.
      if (!copied) return;
      button.focus();
      tell(status.dataset.copied);
    });
  }
}

// The px of a picture as a PNG. Drawn, not fetched: that asks no more of the policy of the page than to show it.
async function pixels(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png");
  });
}

search();
viewer();
copying();
