"use strict";

// Every text of a photo reaches the page as a text node: nothing that a title says is ever read as markup.

const pages = document.getElementById("pack").textContent.trim().split("\n");
const pageSize = Number(document.body.dataset.pageSize);
const at = (id) => document.getElementById(id);

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function icon(outcome) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${outcome}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

// Control characters and marks that turn the direction of text would let a file name pretend to be another.
function visible(text) {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (c) =>
    c < " " ? JSON.stringify(c).slice(1, -1) : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const duration = (ms) => ms === null ? "–" : ms < 9.95 ? `${ms.toFixed(1)} ms` : ms < 999.5 ? `${Math.round(ms)} ms`
  : `${(ms / 1000).toFixed(1)} s`;
const percent = (share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const thousands = (number) => number.toLocaleString("en");

// ---- the pack

async function unpack(line) {
  const bytes = Uint8Array.from(atob(line), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

const unpacked = new Map();

async function record(position) {
  const page = Math.floor(position / pageSize);
  if (!unpacked.has(page)) unpacked.set(page, unpack(pages[page + 1]));
  return (await unpacked.get(page))[position % pageSize];
}

// ---- pieces that pages share

const badge = (item) => make("span", { className: `badge ${item.outcome}` }, icon(item.outcome), item.outcome);

function marked(text, words) {
  const literal = words.filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!literal.length) return [text];
  literal.sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${literal.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return text.split(pattern).map((piece, place) => place % 2 ? make("mark", {}, piece) : piece);
}

function finding(each) {
  return make("li", { className: `finding ${each.severity}` },
    make("b", {}, each.severity), " ", each.message, " ", make("code", {}, `${each.rule} · ${each.field}`));
}

// ---- a page of photos, and one photo

// Unpacking takes a moment: of several pages that were asked for, the last is drawn.
async function drawPage(list, every, element) {
  const asked = shown.asked = (shown.asked ?? 0) + 1;
  list.setAttribute("aria-busy", "true");
  const positions = shown.order.slice(shown.from, shown.from + pageSize);
  const items = await Promise.all(positions.map(record));
  if (asked !== shown.asked) return;
  list.replaceChildren(...items.map((item, place) => element(item, positions[place])));
  const total = shown.order.length, last = shown.from + items.length;
  at("found").value = `${thousands(total)} of ${thousands(every)}`;
  at("place").textContent = `${thousands(shown.from + 1)}–${thousands(last)} of ${thousands(total)}`;
  at("previous").disabled = shown.from === 0;
  at("next").disabled = last >= total;
  document.querySelector(".pager").hidden = total <= pageSize;
  at("trouble").hidden = total > 0;
  list.setAttribute("aria-busy", "false");
}

// Buttons from the photo in the dialog to its neighbours, and out of it.
function ways(position, dialog) {
  const place = shown.order.indexOf(position);
  const go = (name, arrow, target) => {
    const button = make("button", { type: "button", disabled: target === undefined, id: `go-${name}`, title: `${name} photo` }, arrow);
    button.setAttribute("aria-label", `${name} photo`);
    button.addEventListener("click", () => show(target));
    return button;
  };
  const close = make("button", { type: "button" }, "Close");
  close.addEventListener("click", () => dialog.close());
  return [go("previous", "←", shown.order[place - 1]), go("next", "→", place < 0 ? undefined : shown.order[place + 1]), close];
}
