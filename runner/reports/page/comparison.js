
// ---- a sweep: the texts of all variants side by side

const variants = [...at("variant").options].slice(1).map((option) => option.dataset);
const shown = { from: 0, order: [], index: null, places: new Map() };
const filters = ["variant", "outcome", "rule", "decision", "apart"].map(at).filter(Boolean);
const ready = { passed: "ready", repaired: "ready" };

function picture(item, source, loading = "lazy") {
  if (!source) return make("span", { className: "absent" }, "No picture");
  const image = make("img", { loading, decoding: "async", alt: item.texts.find((text) => text?.alt_text)?.alt_text ?? visible(item.source_path) });
  image.addEventListener("error", () => {
    if (source !== item.thumbnail && item.thumbnail) image.replaceWith(picture(item, item.thumbnail, loading));
    else image.replaceWith(make("span", { className: "absent" }, "The picture is no longer in the renditions folder"));
  });
  image.src = source;
  return image;
}

const about = (text, field) => (text.found ?? []).filter((each) => each.field === field).flatMap((each) => each.words);

function keywords(text) {
  const broken = about(text, "keywords").map((word) => word.toLowerCase());
  const each = (text.keywords ?? []).map((keyword) => make("li", { className: broken.includes(keyword.toLowerCase()) ? "chip hit" : "chip" }, keyword));
  return each.length ? make("ul", { className: "chips" }, each) : make("p", { className: "missing" }, "No keywords");
}

function findings(text) {
  const found = [...text.found ?? []].sort((a, b) => a.severity.localeCompare(b.severity));
  return found.length ? make("ul", { className: "findings" }, found.map(finding)) : null;
}

function decision(text) {
  if (text.approved === null || text.approved === undefined) return null;
  if (!text.approved) return make("p", { className: "trouble" }, make("b", {}, "rejected"), text.rejection ? `: ${visible(text.rejection)}` : "");
  const edits = text.edit_distance ? `, ${percent(text.edit_distance)} of the words changed` : " as written";
  return make("p", { className: "decision" }, make("b", {}, "approved"), edits);
}

function cost(text) {
  const parts = [text.seconds === null ? null : duration(1000 * text.seconds), text.tokens_written ? `${thousands(text.tokens_written)} tokens` : null,
    text.alignment === null || text.alignment === undefined ? null : `image–text ${text.alignment.toFixed(3)}`];
  return make("p", { className: "weak cost" }, parts.filter(Boolean).join(" · "));
}

function sameAs(item, place) {
  const told = (text) => JSON.stringify([text?.caption, text?.alt_text, text?.keywords]);
  const first = item.texts.findIndex((text) => text && text.caption && told(text) === told(item.texts[place]));
  return first >= 0 && first < place ? first : null;
}

function texts(item, place) {
  const text = item.texts[place], twin = sameAs(item, place);
  if (text.outcome === "failed") return [make("p", { className: "trouble" }, make("b", {}, text.error_kind ?? "failed"), ": ", visible(text.error ?? "no reason was recorded"))];
  if (twin !== null) return [make("p", { className: "weak same" }, "The same texts as ", letter(twin))];
  return [text.caption ? make("p", { className: "caption" }, marked(text.caption, about(text, "caption"))) : make("p", { className: "missing" }, "No caption"),
    text.alt_text ? make("p", { className: "alt" }, make("span", { className: "tag" }, "alt"), marked(text.alt_text, about(text, "alt_text"))) : make("p", { className: "missing" }, "No alt text"),
    keywords(text)];
}

const letter = (place) => make("span", { className: "chip letter", title: variants[place].name }, variants[place].letter);

function side(item, place) {
  const text = item.texts[place];
  if (!text) return make("li", { className: "side" }, make("div", { className: "line" }, letter(place)), make("p", { className: "missing" }, "Not in this variant"));
  const link = make("a", { href: `${variants[place].run}/report.html#${item.item_id}`, className: "weak", title: "in the report of this variant" }, "report");
  return make("li", { className: "side" }, make("div", { className: "line" }, make("span", { className: "who" }, letter(place), badge(text)), link),
    texts(item, place), text.reason ? make("p", { className: "trouble blocked" }, make("b", {}, "blocked"), ": ", visible(text.reason)) : null,
    findings(text), decision(text), cost(text));
}

// A variant that never came to its end has nothing to say about any photo.
const sides = (item) => item.texts.map((_, place) => place).filter((place) => Number(variants[place].photos)).map((place) => side(item, place));

function photo(item, position) {
  const view = make("button", { type: "button", className: "view" }, picture(item, item.thumbnail));
  view.setAttribute("aria-label", `Larger picture of ${visible(item.source_path)}`);
  view.addEventListener("click", () => show(position));
  const name = visible(item.source_path).split("/").pop();
  return make("li", { className: "photo-row", id: `p-${item.item_id}` },
    make("div", { className: "left" }, view, make("p", { className: "path", title: visible(item.source_path) }, name),
      variants.length > 1 ? make("p", { className: "weak" }, `disagreement ${item.disagreement.toFixed(2)}`) : null),
    make("ol", { className: "sides" }, sides(item)));
}

function draw() {
  at("trouble").textContent = shown.index.id.length ? "No photo fits. “Show all” clears every filter." : "The sweep has no photos.";
  return drawPage(at("photos-list"), shown.index.id.length, photo);
}

// A photo fits when one variant, the chosen one if any, has the outcome, the rule and the decision together.
function fits(place, terms) {
  const { text, outcomes, rules, decided, disagreement } = shown.index;
  const chosen = at("variant").value, outcome = at("outcome").value, rule = at("rule").value, decision = at("decision")?.value ?? "";
  if (disagreement[place] < Number(at("apart")?.value ?? 0) || !terms.every((term) => text[place].includes(term))) return false;
  const own = (variant) => (!outcome || outcome.includes(outcomes[place][variant])) && (!rule || rules[place][variant].includes(Number(rule)))
    && (!decision || decided[place][variant] === decision);
  return chosen ? own(Number(chosen)) : variants.some((_, variant) => own(variant));
}

function choose() {
  const { id, by_path: byPath } = shown.index, sort = at("sort")?.value ?? "path";
  const terms = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const all = sort === "path" ? byPath : [...id.keys()];
  if (sort === "alike") all.reverse();
  shown.order = all.filter((place) => fits(place, terms));
  shown.from = 0;
  if (at("apart")) at("apart-value").value = Number(at("apart").value).toFixed(2);
  at("clear").disabled = !at("search").value && filters.every((each) => !Number(each.value || 0) && (each.id === "apart" || !each.value));
  return draw();
}

async function turn(pages) {
  shown.from += pages * pageSize;
  await draw();
  at("photos").scrollIntoView();
}

async function show(position) {
  const item = await record(position), dialog = at("detail");
  dialog.replaceChildren(make("div", { className: "tools" }, make("span", { className: "path", id: "detail-name" }, visible(item.source_path)),
    ways(position, dialog)),
  make("div", { className: "sheet" }, make("figure", { className: "plate" }, make("div", { className: "view" }, picture(item, item.picture ?? item.thumbnail, "eager"))),
    make("div", { className: "record" }, make("ol", { className: "sides" }, sides(item)))));
  if (!dialog.open) dialog.showModal();
}

function fillRules() {
  const named = shown.index.names.map((name, number) => [name, number]).sort(([a], [b]) => a.localeCompare(b));
  at("rule").append(...named.map(([name, number]) => make("option", { value: number }, name)));
}

function jump(values) {
  at("search").value = "";
  for (const each of filters) each.value = each.id === "apart" ? 0 : values[each.id] ?? "";
  return choose();
}

function listen() {
  for (const each of [at("search"), at("sort"), ...filters].filter(Boolean)) each.addEventListener("input", choose);
  at("previous").addEventListener("click", () => turn(-1));
  at("next").addEventListener("click", () => turn(1));
  at("clear").addEventListener("click", () => jump({}));
  for (const button of document.querySelectorAll(".figures .find, #rules .find")) {
    button.addEventListener("click", async () => {
      const { rule, variant, outcome } = button.dataset, number = shown.index.names.indexOf(rule);
      await jump({ variant: variant ?? "", outcome: outcome ? outcome[0] : "", rule: number < 0 ? "" : String(number) });
      at("photos").scrollIntoView();
    });
  }
  at("detail").addEventListener("click", (event) => { if (event.target === at("detail")) at("detail").close(); });
  document.addEventListener("keydown", (event) => {
    if (at("detail").open && event.key === "ArrowLeft") at("go-previous").click();
    else if (at("detail").open && event.key === "ArrowRight") at("go-next").click();
    else if (event.key === "/" && event.target === document.body) { event.preventDefault(); at("search").focus(); }
  });
}

async function start() {
  shown.index = await unpack(pages[0]);
  document.querySelector(".toolbar").hidden = false;
  fillRules();
  listen();
  await choose();
}

start().catch((error) => {
  at("trouble").hidden = false;
  at("trouble").textContent = `The photos could not be unpacked (${error.message}). A browser of 2023 or newer is needed.`;
});
