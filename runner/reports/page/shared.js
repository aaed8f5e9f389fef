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
