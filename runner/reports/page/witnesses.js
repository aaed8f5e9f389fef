// ---- what witnesses saw in the picture, and what they say of the claims in the texts

function svg(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const box = (each, width, height) => ({
  x: each.left * width, y: each.top * height, width: (each.right - each.left) * width, height: (each.bottom - each.top) * height,
});

// The label's size in the picture's own pixels: the plate is about 760 of the page's wide, 700 high.
function place(each, width, height) {
  const size = 13 * Math.max(width / 760, height / 700), area = box(each, width, height);
  const line = ["text", "registration", "owner"].includes(each.kind);
  const under = area.y + area.height + 1.1 * size, above = area.y - 0.4 * size;
  const y = line && under < height ? under : above > size ? above : area.y + 1.1 * size;
  const words = each.confidence === null ? each.value : `${each.value} ${percent(each.confidence)}`;
  const label = svg("text", { x: Math.max(area.x + 0.3 * size, 0), y, "font-size": size, "stroke-width": 0.28 * size }, visible(words));
  return svg("g", { class: each.kind }, svg("rect", { ...area, class: "edge" }), svg("rect", area), label);
}

function overlay(item) {
  if (!item.seen?.length || !item.width || !item.picture) return null;
  const { width, height } = item;
  return svg("svg", { class: "seen", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, ...item.seen.map((each) => place(each, width, height)));
}

// A check box that CSS reads; the script only remembers it for the next photo.
function places(item) {
  if (!item.seen?.length || !item.picture) return null;
  const check = make("input", { type: "checkbox", checked: shown.places_drawn ?? true });
  check.addEventListener("change", () => { shown.places_drawn = check.checked; });
  const lines = item.seen.filter((each) => each.confidence === null).map((each) => visible(each.value));
  return make("label", { className: "places" }, check,
    make("span", {}, `Show what was seen in the picture${lines.length ? `, and read: ${lines.join(" · ")}` : ""}`));
}

function light(numbers, lit) {
  const drawn = document.querySelectorAll("#detail .seen g");
  for (const number of numbers) drawn[number]?.classList.toggle("lit", lit);
}

function claim(each) {
  const where = each.fields.map((field) => field.replace("_", " ")).join(", ");
  const about = [where, each.certainty].filter(Boolean).join(" · ");
  const words = make(each.seen.length ? "button" : "span", { className: "claim" }, make("b", {}, visible(each.words)), " ", make("span", { className: "weak" }, about));
  for (const [start, end] of [["mouseenter", "mouseleave"], ["focus", "blur"]]) {
    words.addEventListener(start, () => light(each.seen, true));
    words.addEventListener(end, () => light(each.seen, false));
  }
  return words;
}

// Claims of which the witnesses say the same stand together; what nobody could check is one folded line.
function claims(item) {
  const every = item.claims ?? [], groups = new Map();
  for (const each of every.filter((one) => ["contradicted", "supported"].includes(one.standing))) {
    groups.set(each.said, [...groups.get(each.said) ?? [], each]);
  }
  const listed = [...groups].map(([said, group]) => make("li", { className: group[0].severity ?? "supported" },
    group.map(claim), make("span", { className: "said" }, visible(said))));
  const open = every.filter((each) => ["doubted", "unchecked"].includes(each.standing));
  const folded = open.length ? make("details", {}, make("summary", {}, `Not checked or too uncertain: ${open.length}`),
    make("ul", { className: "grounds" }, open.map((each) => make("li", {}, make("b", {}, visible(each.words)), " ", make("span", { className: "weak" }, visible(each.said)))))) : null;
  return [listed.length ? make("ul", { className: "claims" }, listed) : null, folded].filter(Boolean);
}

const witness = (item, node) => (item.witnesses ?? []).find((each) => each.node === node)?.label ?? node;

// A part of the picture with a margin around it: the picture itself, looked at through a small window.
function crop(item, each) {
  const { width, height } = item, area = box(each, width, height), margin = Math.max(area.height, 0.15 * area.width);
  const x = Math.max(area.x - margin, 0), y = Math.max(area.y - margin, 0);
  const view = [x, y, Math.min(area.x + area.width + margin, width) - x, Math.min(area.y + area.height + margin, height) - y];
  const image = svg("image", { href: item.picture, width, height, preserveAspectRatio: "none" });
  const title = { registration: "Registration", owner: "Whose picture it says it is" }[each.kind];
  return make("figure", {}, svg("svg", { viewBox: view.join(" "), role: "img", "aria-label": `${title}: ${visible(each.value)}` }, image),
    make("figcaption", {}, make("span", { className: "weak" }, `${title}: `), visible(each.value)));
}

function crops(item) {
  const wanted = item.picture && item.width ? (item.seen ?? []).filter((each) => ["registration", "owner"].includes(each.kind)) : [];
  return wanted.length ? make("div", { className: "crops" }, wanted.map((each) => crop(item, each))) : null;
}
