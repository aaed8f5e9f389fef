const shown = { outcome: null, from: 0, order: [], index: null, places: new Map() };

// ---- pieces that a card and the full record share

function picture(item, source, loading = "lazy") {
  if (!source) return make("span", { className: "absent" }, item.outcome === "failed" ? "No picture: the photo failed" : "No picture");
  const image = make("img", { loading, decoding: "async", alt: item.alt_text ?? item.file_name ?? visible(item.source_path) });
  if (item.thumbnail_width) Object.assign(image, { width: item.thumbnail_width, height: item.thumbnail_height });
  image.addEventListener("error", () => {
    if (source !== item.thumbnail && item.thumbnail) image.replaceWith(picture(item, item.thumbnail, loading));
    else image.replaceWith(make("span", { className: "absent" }, "The picture is no longer in the renditions folder"));
  });
  image.src = source;
  return image;
}

const score = (item) => item.quality_score === null ? null
  : make("span", { className: "score" }, `${item.quality_score.toFixed(1)} ${item.quality_band ?? ""}`);
const origin = (from) => from ? make("span", { className: "tag", title: "where the value comes from" }, from) : null;
const wordsAbout = (item, field) => (item.found ?? []).filter((each) => each.field === field).flatMap((each) => each.words);

function chips(item, most) {
  const words = wordsAbout(item, "keywords").map((word) => word.toLowerCase());
  const keywords = item.keywords ?? [];
  const each = keywords.slice(0, most).map((keyword) =>
    make("li", { className: words.includes(keyword.toLowerCase()) ? "chip hit" : "chip" }, keyword));
  if (keywords.length > most) each.push(make("li", { className: "chip missing" }, `${keywords.length - most} more`));
  return each.length ? make("ul", { className: "chips" }, each) : null;
}

function findings(item) {
  const found = [...item.found ?? []].sort((a, b) => a.severity.localeCompare(b.severity));
  return found.length ? make("ul", { className: "findings" }, found.map(finding)) : null;
}

function trouble(item) {
  if (!item.error && !item.error_kind) return null;
  return make("p", { className: "trouble" }, make("b", {}, item.error_kind ?? "failed"), ": ", visible(item.error ?? "no reason was recorded"));
}

const reason = (item) => item.reason ? make("p", { className: "trouble blocked" }, make("b", {}, "blocked"), ": ", visible(item.reason)) : null;
const copyOf = (item) => item.copy_of
  ? make("p", { className: "alt" }, "Same bytes as ", make("span", { className: "path" }, visible(item.copy_of))) : null;
const camera = (item) => [item.camera, item.settings].filter(Boolean).join(" · ");

// ---- cards

function opener(item, position, className, ...content) {
  const button = make("button", { type: "button", className }, content);
  button.setAttribute("aria-label", `Everything about ${visible(item.source_path)}`);
  button.addEventListener("click", () => show(position));
  return button;
}

function card(item, position) {
  const texts = ["failed", "copy"].includes(item.outcome) ? [] : [
    item.caption ? make("p", { className: "caption" }, marked(item.caption, wordsAbout(item, "caption"))) : make("p", { className: "missing" }, "No caption"),
    item.alt_text ? make("p", { className: "alt" }, make("span", { className: "tag" }, "alt"), marked(item.alt_text, wordsAbout(item, "alt_text"))) : null,
    chips(item, 10)];
  return make("li", { className: item.thumbnail ? "card" : "card plain" }, item.thumbnail ? opener(item, position, "view", picture(item, item.thumbnail)) : null,
    make("div", { className: "body" }, make("div", { className: "line" }, badge(item), score(item)), trouble(item), reason(item), copyOf(item), texts, findings(item),
      make("p", { className: "foot" }, camera(item), opener(item, position, "name path", item.file_name ?? visible(item.source_path)))));
}

function draw() {
  at("trouble").textContent = "No photo fits. Clear the search, or choose the outcome again to see all.";
  return drawPage(at("cards"), shown.index.text.length, card);
}

function choose() {
  const { text, outcome, sorts } = shown.index;
  const terms = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const all = sorts[at("sort").value] ?? [...text.keys()];
  shown.order = all.filter((place) => (!shown.outcome || outcome[place] === shown.outcome) && terms.every((term) => text[place].includes(term)));
  shown.from = 0;
  for (const tile of document.querySelectorAll(".tile")) tile.setAttribute("aria-pressed", tile.dataset.outcome === shown.outcome);
  return draw();
}

async function turn(pages) {
  shown.from += pages * pageSize;
  await draw();
  at("cards").scrollIntoView();
}

// ---- everything about one photo

function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "" && value.length !== 0);
  return known.length ? make("dl", { className: "facts" }, known.map(([name, ...value]) => [make("dt", {}, name), make("dd", {}, value)])) : null;
}

function meter(name, share, value, note) {
  const bar = make("span", { className: "bar" });
  bar.style.setProperty("--share", `${Math.max(0, Math.min(100, 100 * (share ?? 0)))}%`);
  return [make("span", {}, name), bar, make("span", { className: "figure" }, value), make("span", { className: "figure weak" }, note)];
}

const meters = (rows) => rows.length ? make("div", { className: "meters" }, rows) : null;
const part = (title, ...content) => content.flat().some(Boolean) ? [make("h3", {}, title), ...content] : [];

function texts(item) {
  if (item.outcome === "copy") return [copyOf(item)];
  const caption = item.caption ? make("p", { className: "caption" }, marked(item.caption, wordsAbout(item, "caption"))) : make("p", { className: "missing" }, "none");
  const alt = item.alt_text ? make("p", {}, marked(item.alt_text, wordsAbout(item, "alt_text"))) : make("p", { className: "missing" }, "none");
  const heading = (name, from) => make("h3", {}, `${name} `, origin(from) ?? "");
  return [trouble(item), reason(item), heading("Caption", item.caption_from), caption, heading("Alt text", item.alt_text_from), alt,
    heading("Keywords", item.keywords_from), chips(item, Infinity) ?? make("p", { className: "missing" }, "none")];
}

function link(id, words) {
  return make("a", { href: `#${id}` }, words);
}

function seriesOf(item) {
  return item.position && `photo ${item.position} of ${item.count}${item.best ? ", the pick" : ""}`;
}

function about(item) {
  const place = item.latitude === null || item.longitude === null ? null : `${item.latitude.toFixed(5)}, ${item.longitude.toFixed(5)}`;
  return facts([
    ["Subject", item.subject, " ", origin(item.subject_from)], ["Location", item.location, " ", origin(item.location_from)],
    ["File name", item.file_name, " ", origin(item.file_name_from)], ["Source", visible(item.source_path)],
    ["Copies", (item.copies ?? []).map(visible).join(", ")], ["Taken", item.captured], ["Camera", item.camera], ["Lens", item.lens],
    ["Settings", item.settings], ["Position", place], ["Size", item.width && `${item.width} × ${item.height} px`],
    ["Orientation", item.orientation && item.orientation !== 1 ? `turned upright from EXIF ${item.orientation}` : null], ["Series", seriesOf(item)],
    ["Nearly the same", item.near_duplicate_of && [link(item.near_duplicate_of, "a better photo"), ` (${item.distance} of 64 bits differ)`]]]);
}

function quality(item) {
  return meters((item.quality_parts ?? []).map((each) => meter(each.figure, each.score / 10,
    each.score === null ? "not measured" : each.score.toFixed(1), each.weight ? `× ${each.weight.toFixed(2)}` : "not used")));
}

function measured(item) {
  const figure = (value, word) => value === null || value === undefined ? null : word(value);
  return facts([
    ["Sharpness", figure(item.sharpness, (v) => v.toFixed(2))], ["Brightness", figure(item.brightness, percent)],
    ["Clipped", figure(item.shadows_clipped, (v) => `${percent(v)} black, ${percent(item.highlights_clipped ?? 0)} white`)],
    ["Contrast", figure(item.contrast, (v) => v.toFixed(2))], ["Tonal range", figure(item.tonal_range, percent)],
    ["Noise", figure(item.noise, (v) => v.toFixed(1))], ["Thirds", figure(item.thirds, (v) => v.toFixed(2))],
    ["Negative space", figure(item.negative_space, percent)]]);
}

function told(item) {
  const known = item.facts;
  return known && facts([["Category", known.category], ["Time of day", known.time_of_day], ["Title", known.title], ["Caption", known.caption],
    ["Keywords", (known.keywords ?? []).join(", ")], ["Labels", (known.labels ?? []).join(", ")], ["Colours", (known.colours ?? []).join(", ")]]);
}

const sources = {
  set: "the set", human: "a person's words in the file", exif: "the camera", classifier: "the classifier", picture: "the picture's colours",
  embeddings: "a model that finds this word of the set near the photo", vocabulary: "the set's vocabulary",
};

function grounds(item) {
  const each = (item.grounds ?? []).map((ground) => make("li", {}, make("b", {}, ground.words), " ",
    make("span", { className: "weak" }, `in the ${ground.field.replace("_", " ")}, from `), sources[ground.source] ?? witness(item, ground.source),
    ground.said.toLowerCase() === ground.words.toLowerCase() ? "" : `: ${visible(ground.said)}`));
  return each.length ? make("ul", { className: "grounds" }, each) : null;
}

const verdicts = {
  draft: "first draft", won: "used", partly: "used in part", no_better: "no better", same_text: "the same text again",
  unreadable: "could not be read", failed: "failed",
};

function attempt(each) {
  const tokens = each.completion_tokens === null ? "" : `, ${each.prompt_tokens} tokens read, ${each.completion_tokens} written`;
  const who = each.by === "mending" ? "Correction without a model" : each.attempt === 0 ? `First draft by ${each.model}` : `Draft ${each.attempt} by ${each.model}`;
  const verdict = each.attempt === 0 ? "" : `: ${verdicts[each.verdict] ?? each.verdict}`;
  const broken = (rules, none) => rules.length ? rules.map((rule) => rule.replace(/^(\S+) (.*)$/, "$2 ($1)").replace("_text", " text")).join(", ") : none;
  return make("details", { className: each.won.length ? "attempt won" : "attempt" }, make("summary", {}, who, make("b", {}, verdict), `, ${duration(each.ms)}${tokens}`),
    facts([["Caption", each.caption && visible(each.caption)], ["Alt text", each.alt_text && visible(each.alt_text)],
      ["Keywords", (each.keywords ?? []).join(", ")], ["Broken before", each.attempt ? broken(each.before, "no rule") : null],
      ["Broken after", broken(each.after, "no rule")], ["Used", each.won.join(", ").replace("_", " ")]]) ?? "",
    each.raw === null ? "" : [make("p", { className: "note" }, `Prompt ${each.prompt_hash ?? "–"}. The output as it came:`), make("pre", {}, each.raw)]);
}

function times(item) {
  const longest = Math.max(...(item.times ?? []).map((each) => each.ms ?? 0), 0.001);
  return meters((item.times ?? []).map((each) => meter(each.stage, (each.ms ?? 0) / longest, duration(each.ms),
    each.failed ? "failed" : each.reused ? "reused" : "")));
}

function palette(item) {
  const colours = (item.colours ?? []).map((each) => {
    const swatch = make("span", { title: `${each.name} ${percent(each.share)}` });
    swatch.style.background = each.hex;
    swatch.style.flexGrow = each.share;
    return swatch;
  });
  return colours.length ? make("div", { className: "palette" }, colours) : null;
}

function sheet(item) {
  const labels = [...item.seen_groups ?? [], ...item.seen_labels ?? []].map((each) => meter(each.path.join(" › ") || each.name, each.probability, percent(each.probability), ""));
  return make("div", { className: "sheet" },
    make("figure", { className: "plate" }, make("div", { className: "view" }, picture(item, item.picture, "eager"), overlay(item)), places(item), palette(item)),
    make("div", { className: "record" }, texts(item), part("Findings", findings(item)), part("Claims, and what the witnesses say", claims(item)),
      part("Read in the picture", crops(item)), part("What supports the texts", grounds(item)), part("Photo", about(item)),
      part("Other values found", facts((item.declared ?? []).map((each) => [each.label, visible(each.value)]))), part("Quality", quality(item)), part("Measured", measured(item)),
      part("Classifier", meters(labels)), part("Facts that texts may use", told(item)), part("Attempts", ...(item.tries ?? []).map(attempt)), part("Time", times(item))));
}

async function show(position) {
  const item = await record(position), dialog = at("detail");
  const name = make("span", { className: "path", id: "detail-name" }, item.file_name ?? visible(item.source_path));
  dialog.replaceChildren(make("div", { className: "tools" }, badge(item), name, score(item),
    ways(position, dialog)), sheet(item));
  if (!dialog.open) dialog.showModal();
  history.replaceState(null, "", `#${item.item_id}`);
}

function showNamed() {
  const position = shown.places.get(location.hash.slice(1));
  if (position !== undefined) show(position);
}

// ---- photos in lists: a name that gets its picture when it comes into sight

async function fill(anchor) {
  const position = shown.places.get(anchor.dataset.id);
  if (position === undefined) return;
  const item = await record(position);
  const view = make("span", { className: "view" }, picture({ ...item, alt_text: "" }, item.thumbnail, "eager"));
  anchor.classList.add("seen");
  anchor.title = item.caption ?? item.file_name ?? visible(item.source_path);
  anchor.prepend(view);
}

function watch() {
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      fill(target);
    }
  }, { rootMargin: "400px" });
  for (const anchor of document.querySelectorAll(".photo")) observer.observe(anchor);
}

// ---- what a person does

function listen() {
  at("search").addEventListener("input", choose);
  at("sort").addEventListener("change", choose);
  at("previous").addEventListener("click", () => turn(-1));
  at("next").addEventListener("click", () => turn(1));
  for (const tile of document.querySelectorAll(".tile")) {
    tile.addEventListener("click", () => { shown.outcome = shown.outcome === tile.dataset.outcome ? null : tile.dataset.outcome; choose(); });
  }
  for (const button of document.querySelectorAll(".find")) {
    button.addEventListener("click", async () => { at("search").value = button.dataset.find; await choose(); at("photos").scrollIntoView(); });
  }
  at("detail").addEventListener("close", () => history.replaceState(null, "", location.pathname + location.search));
  at("detail").addEventListener("click", (event) => { if (event.target === at("detail")) at("detail").close(); });
  document.addEventListener("keydown", (event) => {
    if (at("detail").open && event.key === "ArrowLeft") at("go-previous").click();
    else if (at("detail").open && event.key === "ArrowRight") at("go-next").click();
    else if (event.key === "/" && event.target === document.body) { event.preventDefault(); at("search").focus(); }
  });
  addEventListener("hashchange", showNamed);
}

async function start() {
  shown.index = await unpack(pages[0]);
  shown.index.id.forEach((id, position) => { if (!shown.places.has(id)) shown.places.set(id, position); });
  document.querySelector(".toolbar").hidden = false;
  listen();
  await choose();
  watch();
  showNamed();
}

start().catch((error) => {
  at("trouble").hidden = false;
  at("trouble").textContent = `The photos could not be unpacked (${error.message}). A browser of 2023 or newer is needed.`;
});
