// The page: what is set, and what each control sets. Everything that is shown follows from `state`.

import { lineCard, nodeCard, sign, wayCard } from "./card.js";
import { findNodes, indexData, whenOf } from "./data.js";
import { byId, el, oneLine, plural, save, short } from "./dom.js";
import { Drawing } from "./draw.js";
import { toCsv, toGraphml } from "./export.js";
import { firstFilter, noFilter, view } from "./filter.js";
import { bundle } from "./lines.js";
import { copy, fromHash, toHash } from "./link.js";
import { allValues, panel, recount } from "./panel.js";
import { near, neighbours, shortest } from "./path.js";
import { paint, toSvg } from "./scene.js";
import { tables } from "./table.js";

const data = indexData(JSON.parse(byId("data").textContent ?? "{}"));
const first = firstFilter(data);
const values = allValues(data, noFilter());
const state = fromHash(location.hash, first);
/** @type {import("./types").View} */
let shown = view(data, state.filter);
const search = /** @type {HTMLInputElement} */ (byId("search"));
const found = byId("found");
const card = byId("card");
const drawing = new Drawing(data, byId("map"), /** @type {HTMLCanvasElement} */ (byId("labels")));

/** The number of a node by its id; -1 where there is none. @param {string} id */
const numberOf = (id) => data.at.get(id) ?? -1;

/** Draw what the filters and the focus leave. */
function redraw() {
  shown = view(data, state.filter);
  const centre = numberOf(state.focus);
  if (centre >= 0) {
    const close = near(data, shown.edges, centre, state.steps);
    shown = { nodes: close, edges: new Set([...shown.edges].filter((at) => close.has(data.edges[at].s) && close.has(data.edges[at].t))) };
    for (const at of close) lend(at, centre);
  }
  stress();
  drawing.show(shown.nodes, shown.edges);
  recount(data, state.filter, byId("filters"));
  byId("shown").textContent = `${plural(drawing.order.length, "name")}, ${plural(drawing.lines.length, "line")} shown`;
  byId("focus").hidden = centre < 0;
  if (centre >= 0) byId("focused").textContent = `Around ${short(oneLine(data.nodes[centre].name), 40)}, ${plural(state.steps, "step")}`;
  if (state.table) fillTable();
}

/** A node that the map has no room for stands beside one that it has, as long as it is asked for. @param {number} at @param {number} beside */
function lend(at, beside) {
  const [node, other] = [data.nodes[at], data.nodes[beside]];
  if (node.x !== undefined) return;
  const angle = at * 2.399963;
  const far = 90 + (at % 7) * 25;
  [node.x, node.y] = [(other.x ?? 0) + Math.cos(angle) * far, (other.y ?? 0) + Math.sin(angle) * far];
}

/** Let what is selected stand out. */
function stress() {
  const at = numberOf(state.selected);
  const way = wayNodes();
  if (way.length) {
    const steps = new Set(way.slice(1).map((node, step) => [way[step], node].sort((a, b) => a - b).join("-")));
    drawing.stress(new Set(way), steps, at);
  } else if (at >= 0) {
    const close = neighbours(data, shown.edges, at);
    const lines = new Set(close.map((other) => [at, other].sort((a, b) => a - b).join("-")));
    drawing.stress(new Set([at, ...close]), lines, at);
  } else drawing.stress(null, null, -1);
}

function wayNodes() {
  const [from, to] = state.path.map(numberOf);
  return state.path.length === 2 && from >= 0 && to >= 0 ? shortest(data, shown.edges, from, to) : [];
}

/** Keep the address in step, so that it can be sent. */
function remember() {
  const hash = toHash(state, first);
  try {
    history.replaceState(null, "", hash ? `#${hash}` : "#");
  } catch {
    // In a notebook's frame there is no address.
  }
}

/** @param {Node[]} content @param {boolean} [focus] */
function openCard(content, focus = true) {
  byId("facts").replaceChildren(...content);
  card.hidden = false;
  document.body.classList.add("with-card");
  byId("facts").scrollTop = 0;
  if (focus) /** @type {HTMLElement | null} */ (byId("facts").querySelector("h2"))?.focus({ preventScroll: true });
}

function closeCard() {
  card.hidden = true;
  document.body.classList.remove("with-card");
  [state.selected, state.path] = ["", []];
  stress();
  drawing.draw();
  remember();
}

/** @param {number} at @param {{move?: boolean}} [how] */
function select(at, { move = true } = {}) {
  state.selected = data.nodes[at].id;
  state.path = [];
  byId("to-focus").hidden = false;
  openCard(nodeCard(data, state.filter, at, select));
  document.body.classList.remove("with-filters");
  byId("show-filters").setAttribute("aria-expanded", "false");
  stress();
  reveal(at);
  drawing.draw();
  if (move && drawing.order.includes(at))
    setTimeout(() => drawing.lookAt([at, ...neighbours(data, shown.edges, at)].filter((node) => drawing.order.includes(node))));
  remember();
}

/** See to it that a node that is asked for is on the map. @param {number} at */
function reveal(at) {
  if (drawing.order.includes(at)) return;
  const close = neighbours(data, shown.edges, at);
  if (data.nodes[at].x === undefined && close.length) lend(at, close.find((node) => data.nodes[node].x !== undefined) ?? close[0]);
  if (!state.focus || !close.length) {
    const more = new Set([...shown.nodes, at]);
    if (data.nodes[at].x !== undefined) drawing.show(more, shown.edges);
    return;
  }
  state.focus = data.nodes[at].id;
  redraw();
}

/** @param {import("./types").Line} line */
function selectLine(line) {
  state.selected = "";
  byId("to-focus").hidden = true;
  openCard(lineCard(data, state.filter, line, select));
  drawing.stress(new Set([line.s, line.t]), new Set([line.id]), -1);
  drawing.draw();
}

function focusOn(/** @type {string} */ id, steps = 1) {
  [state.focus, state.steps] = [id, steps];
  redraw();
  drawing.lookAt(drawing.order);
  remember();
}

function showWay() {
  redraw();
  const way = wayNodes();
  const pairs = new Set(way.slice(1).map((node, at) => [way[at], node].sort((a, b) => a - b).join("-")));
  const edges = [...shown.edges].filter((at) => pairs.has([data.edges[at].s, data.edges[at].t].sort((a, b) => a - b).join("-")));
  const lines = bundle(data, edges);
  byId("to-focus").hidden = true;
  openCard(
    wayCard(
      data,
      state.filter,
      way
        .slice(1)
        .map((node, at) => lines.find((line) => line.id === [way[at], node].sort((a, b) => a - b).join("-")))
        .filter((line) => line !== undefined),
      select,
    ),
  );
  drawing.lookAt(way.filter((at) => drawing.order.includes(at)));
  remember();
}

function fillTable() {
  byId("tables").replaceChildren(...tables(data, shown, state.filter, (at) => select(at), search.value));
}

function showTable(/** @type {boolean} */ on) {
  state.table = on;
  byId("table").hidden = !on;
  byId("stage").hidden = on;
  byId("to-table").setAttribute("aria-pressed", String(on));
  byId("to-map").setAttribute("aria-pressed", String(!on));
  if (on) fillTable();
  else if (drawing.sigma && !byId("stage").hidden) drawing.sigma.resize();
  remember();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
/** Filters follow the hand; the map follows when it rests. */
function filtered() {
  clearTimeout(waiting);
  waiting = setTimeout(
    () => {
      redraw();
      if (state.selected) openCard(nodeCard(data, state.filter, numberOf(state.selected), select), false);
      remember();
    },
    data.edges.length > 5000 ? 150 : 0,
  );
}

function fillFilters() {
  byId("filters").replaceChildren(
    el(
      "div",
      { class: "top" },
      el("h2", {}, "Filters"),
      el("button", { type: "button", class: "quiet", id: "reset", onclick: () => reset() }, "Reset"),
    ),
    ...panel(data, values, state.filter, filtered),
  );
}

function reset() {
  state.filter = copy(first);
  fillFilters();
  filtered();
}

// Search: a list that the arrow keys walk through.
/** @type {number[]} */
let hits = [];
let active = -1;

function suggest() {
  hits = findNodes(data, search.value, 12);
  active = hits.length ? 0 : -1;
  const rows = hits.map((at, row) =>
    el(
      "li",
      {
        role: "option",
        id: `hit-${row}`,
        "aria-selected": row === active,
        onpointerdown: (/** @type {Event} */ event) => (event.preventDefault(), take(at)),
      },
      sign(data, data.nodes[at].type),
      el("span", { dir: "auto" }, short(oneLine(data.nodes[at].name), 80)),
      hint(at),
    ),
  );
  found.replaceChildren(
    ...(rows.length
      ? rows
      : search.value.trim()
        ? [el("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, "Nothing is called so")]
        : []),
  );
  found.hidden = !found.children.length;
  search.setAttribute("aria-expanded", String(!found.hidden));
  point();
  if (state.table) fillTable();
}

/** The alias that was found, where it isn't the name; else when it was, as there are many talks in one city. @param {number} at */
function hint(at) {
  const wanted = search.value.trim().toLowerCase();
  const { name, aliases = [] } = data.nodes[at];
  const alias = name.toLowerCase().includes(wanted) ? undefined : aliases.find((other) => other.toLowerCase().includes(wanted));
  const told = alias ?? whenOf(data.nodes[at]);
  return told ? el("small", { dir: "auto" }, short(oneLine(told), 60)) : undefined;
}

function point() {
  [...found.children].forEach((row, at) => {
    if (hits.length) row.setAttribute("aria-selected", String(at === active));
  });
  if (active >= 0) search.setAttribute("aria-activedescendant", `hit-${active}`);
  else search.removeAttribute("aria-activedescendant");
  found.children[active]?.scrollIntoView({ block: "nearest" });
}

function shut() {
  found.hidden = true;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}

/** @param {number} at */
function take(at) {
  search.value = oneLine(data.nodes[at].name);
  shut();
  select(at);
}

search.addEventListener("input", suggest);
search.addEventListener("blur", shut);
search.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && hits.length) {
    active = (active + step + hits.length) % hits.length;
    point();
    event.preventDefault();
  } else if (event.key === "Enter" && hits[active] !== undefined) {
    take(hits[active]);
    event.preventDefault();
  } else if (event.key === "Escape") shut();
});

// The way between two names.
/** @param {string} text */
const nameTo = (text) => findNodes(data, text, 1)[0];
byId("way").addEventListener("submit", (event) => {
  event.preventDefault();
  const ends = ["way-from", "way-to"].map((id) => nameTo(/** @type {HTMLInputElement} */ (byId(id)).value));
  byId("way-fault").textContent = ends.some((at) => at === undefined) ? "There is no such name." : "";
  if (ends.some((at) => at === undefined)) return;
  [state.path, state.selected] = [ends.map((at) => data.nodes[at].id), ""];
  /** @type {HTMLDetailsElement} */ (byId("way").parentElement).open = false;
  showWay();
});

for (const id of ["way-from", "way-to"]) {
  byId(id).addEventListener("input", (event) => {
    const text = /** @type {HTMLInputElement} */ (event.target).value;
    byId("names").replaceChildren(...findNodes(data, text, 8).map((at) => el("option", { value: oneLine(data.nodes[at].name) })));
  });
}

// Files.
const name = (/** @type {string} */ ending) =>
  `${
    data.title
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 60)
      .toLowerCase() || "map"
  }.${ending}`;
const SAVES = /** @type {Record<string, () => void>} */ ({
  png: () => {
    const scene = drawing.scene();
    const scale = Math.min(2, 12_000 / Math.max(scene.width, scene.height));
    const canvas = el("canvas", { width: Math.ceil(scene.width * scale), height: Math.ceil(scene.height * scale) });
    const context = canvas.getContext("2d");
    if (!context) return;
    context.scale(scale, scale);
    paint(context, scene);
    canvas.toBlob((blob) => blob && save(name("png"), blob), "image/png");
  },
  svg: () => save(name("svg"), new Blob([toSvg(drawing.scene(), data.title)], { type: "image/svg+xml" })),
  csv: () => save(name("csv"), new Blob(["\ufeff", toCsv(data, shown, state.filter)], { type: "text/csv" })),
  graphml: () => save(name("graphml"), new Blob([toGraphml(data, shown)], { type: "application/xml" })),
});
for (const [form, write] of Object.entries(SAVES)) byId(`save-${form}`).addEventListener("click", write);

byId("link").addEventListener("click", async () => {
  remember();
  const box = /** @type {HTMLInputElement} */ (byId("address"));
  box.value = location.href;
  box.hidden = false;
  box.select();
  try {
    await navigator.clipboard.writeText(location.href);
    byId("copied").textContent = "Copied.";
  } catch {
    byId("copied").textContent = "Copy it from here:";
  }
});

byId("to-map").addEventListener("click", () => showTable(false));
byId("to-table").addEventListener("click", () => showTable(true));
byId("close").addEventListener("click", closeCard);
byId("to-focus").addEventListener("click", () => state.selected && focusOn(state.selected));
byId("wider").addEventListener("click", () => focusOn(state.focus, Math.min(9, state.steps + 1)));
byId("narrower").addEventListener("click", () => focusOn(state.focus, Math.max(1, state.steps - 1)));
byId("unfocus").addEventListener("click", () => {
  state.focus = "";
  redraw();
  drawing.home();
  remember();
});
byId("zoom-in").addEventListener("click", () => drawing.zoom(1.5));
byId("zoom-out").addEventListener("click", () => drawing.zoom(1 / 1.5));
byId("home").addEventListener("click", () => drawing.home());
byId("show-filters").addEventListener("click", () => {
  const on = document.body.classList.toggle("with-filters");
  byId("show-filters").setAttribute("aria-expanded", String(on));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !card.hidden && document.activeElement !== search) closeCard();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("header details[open]"))
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute("open");
});
byId("map").addEventListener("keydown", (event) => {
  const way = /** @type {Record<string, [number, number]>} */ ({
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
  })[event.key];
  if (way) drawing.pan(...way);
  else if (event.key === "+" || event.key === "=") drawing.zoom(1.3);
  else if (event.key === "-") drawing.zoom(1 / 1.3);
  else if (event.key === "0") drawing.home();
  else return;
  event.preventDefault();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawing.recolour());
window.addEventListener("hashchange", () => {
  Object.assign(state, fromHash(location.hash, first));
  fillFilters();
  start();
});

drawing.sigma?.on("clickNode", ({ node }) => select(Number(node), { move: false }));
drawing.sigma?.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
  preventSigmaDefault();
  focusOn(data.nodes[Number(node)].id);
});
drawing.sigma?.on("clickStage", ({ event }) => {
  const line = drawing.lineAt(event.x, event.y);
  if (line) selectLine(line);
  else if (!card.hidden) closeCard();
});
for (const [event, on] of /** @type {[("enterNode" | "leaveNode"), boolean][]} */ ([
  ["enterNode", true],
  ["leaveNode", false],
])) {
  drawing.sigma?.on(event, ({ node }) => {
    drawing.hovered = on ? Number(node) : -1;
    byId("map").classList.toggle("pointing", on);
    drawing.drawLabels();
  });
}
byId("map").addEventListener("mousemove", (event) => {
  if (drawing.hovered >= 0 || drawing.lines.length > 5000 || event.buttons) return;
  byId("map").classList.toggle("pointing", drawing.lineAt(event.offsetX, event.offsetY) !== undefined);
});

function start() {
  redraw();
  showTable(state.table);
  const at = numberOf(state.selected);
  if (at >= 0) select(at);
  else if (state.path.length === 2) showWay();
  else if (!card.hidden) closeCard();
  if (state.focus && at < 0) drawing.lookAt(drawing.order);
  else if (at < 0 && !state.path.length) drawing.opening();
}

byId("still").hidden = drawing.sigma !== null;
document.body.classList.toggle("no-webgl", !drawing.sigma);
fillFilters();
start();
requestAnimationFrame(() => {
  document.documentElement.dataset.drawn = "true";
});
/** For tests and for the curious: what is on the map and where. */
Object.assign(window, { kgMap: { data, state, drawing, shown: () => shown } });
