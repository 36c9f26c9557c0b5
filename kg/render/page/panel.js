// The filters, which are the legend too: each value with its sign, and how many there are of it.

import { sign } from "./card.js";
import { el, oneLine, short } from "./dom.js";
import { allDates, counts } from "./filter.js";
import { UNREAL } from "./lines.js";

/** @typedef {import("./types").Index} Index @typedef {import("./types").Filter} Filter */

/** [heading, what a value that isn't told is called] */
const WORDS = /** @type {Record<string, [string, string]>} */ ({
  type: ["Who and what", ""],
  edge: ["Relations", ""],
  status: ["Status", "not told"],
  basis: ["Basis of representation", "not a representation"],
  modality: ["How it is said", ""],
  speaker: ["Who says so", "the document itself"],
  doc: ["Documents", ""],
});
const VALUES = /** @type {Record<string, string>} */ ({ office: "by office", stated: "stated", background: "general knowledge" });
const LISTED = 60; // values that are listed; the rest can't be told apart by hand any more

/** All values of each facet, with how often they occur. @param {Index} data @param {Filter} none */
export const allValues = (data, none) =>
  Object.fromEntries(
    Object.entries(counts(data, none)).map(([facet, found]) => [facet, [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))]),
  );

/**
 * @param {Index} data @param {Record<string, [string, number][]>} values @param {Filter} filter @param {() => void} changed
 * @returns {Node[]}
 */
export function panel(data, values, filter, changed) {
  return [
    ...["type", "edge"].map((facet) => group(data, values, filter, facet, changed)),
    ...dateSliders(data, filter, changed),
    confidenceSlider(filter, changed),
    ...["status", "basis", "modality", "speaker", "doc"].map((facet) => group(data, values, filter, facet, changed)),
  ].filter((item) => item !== undefined);
}

/** @param {Index} data @param {Record<string, [string, number][]>} values @param {Filter} filter @param {string} facet @param {() => void} changed */
function group(data, values, filter, facet, changed) {
  if (values[facet].length < 2 && !["type", "edge"].includes(facet)) return undefined;
  const off = filter.off[facet];
  const rows = values[facet].slice(0, LISTED).map(([value]) => {
    const toggle = (/** @type {Event} */ event) => {
      if (/** @type {HTMLInputElement} */ (event.target).checked) off.delete(value);
      else off.add(value);
      changed();
    };
    const box = el("input", { type: "checkbox", checked: !off.has(value), "data-facet": facet, "data-value": value, onchange: toggle });
    const count = el("output", { "data-count": `${facet} ${value}` });
    return el("label", {}, box, mark(data, facet, value), el("span", { dir: "auto" }, caption(data, facet, value)), count);
  });
  const only = el("button", { type: "button", class: "quiet", onclick: () => flip(values[facet], off, changed) }, "all / none");
  const more = values[facet].length - LISTED;
  const heading = el("summary", {}, WORDS[facet][0]);
  const open = ["type", "edge", "status", "basis"].includes(facet) || rows.length <= 12;
  return el(
    "details",
    { open },
    heading,
    rows.length > 4 ? only : "",
    ...rows,
    more > 0 ? el("p", { class: "soft" }, `and ${more.toLocaleString("en")} more`) : "",
  );
}

/** @param {[string, number][]} values @param {Set<string>} off @param {() => void} changed */
function flip(values, off, changed) {
  const all = off.size > 0;
  for (const [value] of values) all ? off.delete(value) : off.add(value);
  changed();
}

/** @param {Index} data @param {string} facet @param {string} value */
function mark(data, facet, value) {
  if (facet === "type") return sign(data, value);
  if (facet === "edge") return el("i", { class: value === "REPRESENTS" ? "line represents" : "line" });
  if (facet === "status" && value === "former") return el("i", { class: "line former" });
  if (facet === "modality" && UNREAL.includes(value)) return el("i", { class: "line unreal" });
  return "";
}

/** @param {Index} data @param {string} facet @param {string} value */
function caption(data, facet, value) {
  if (facet === "edge") return data.labels[value] ?? value.toLowerCase().replaceAll("_", " ");
  if (facet === "speaker" && value) return short(oneLine(data.nodes[data.at.get(value) ?? 0].name), 60);
  if (facet === "doc") return short(oneLine(data.documents.find((item) => item.id === value)?.title ?? value), 70);
  return value ? (VALUES[value] ?? value) : WORDS[facet][1];
}

/** @param {Index} data @param {Filter} filter @param {() => void} changed */
function dateSliders(data, filter, changed) {
  const dates = allDates(data);
  if (dates.length < 2) return [];
  const last = dates.length - 1;
  const index = (/** @type {string} */ date, /** @type {number} */ other) => (date ? Math.max(0, dates.indexOf(date)) : other);
  const [from, to] = [index(filter.from, 0), index(filter.to, last)];
  const shown = el("output", { id: "dates" }, `${dates[from]} – ${dates[to]}`);
  const slider = (/** @type {string} */ id, /** @type {string} */ label, /** @type {number} */ value) =>
    el("input", { type: "range", id, min: 0, max: last, value, "aria-label": label, "aria-valuetext": dates[value], oninput: () => set() });
  const [low, high] = [slider("from", "From", from), slider("to", "To", to)];
  const set = () => {
    const [a, b] = [Number(low.value), Number(high.value)].sort((one, other) => one - other);
    [filter.from, filter.to] = [a === 0 ? "" : dates[a], b === last ? "" : dates[b]];
    shown.textContent = `${dates[a]} – ${dates[b]}`;
    low.setAttribute("aria-valuetext", dates[Number(low.value)]);
    high.setAttribute("aria-valuetext", dates[Number(high.value)]);
    changed();
  };
  return [el("fieldset", {}, el("legend", {}, "Date of document or event"), shown, low, high)];
}

/** @param {Filter} filter @param {() => void} changed */
function confidenceSlider(filter, changed) {
  const shown = el("output", { id: "confident" }, `at least ${filter.confidence.toFixed(2)}`);
  const set = (/** @type {Event} */ event) => {
    filter.confidence = Number(/** @type {HTMLInputElement} */ (event.target).value) / 100;
    shown.textContent = `at least ${filter.confidence.toFixed(2)}`;
    changed();
  };
  const slider = el("input", {
    type: "range",
    id: "confidence",
    min: 0,
    max: 100,
    step: 5,
    "aria-label": "Least confidence",
    value: Math.round(filter.confidence * 100),
    oninput: set,
  });
  return el("fieldset", {}, el("legend", {}, "Confidence"), shown, slider);
}

/** Write the numbers that follow the filters, and which boxes are ticked. @param {Index} data @param {Filter} filter @param {HTMLElement} form */
export function recount(data, filter, form) {
  const found = counts(data, filter);
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-facet]"))) {
    const { facet = "", value = "" } = box.dataset;
    box.checked = !filter.off[facet].has(value);
    const output = box.parentElement?.querySelector("output");
    if (output) output.textContent = (found[facet].get(value) ?? 0).toLocaleString("en");
  }
}
