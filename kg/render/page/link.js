// What a link keeps: `#person:ada-okafor` is a node, `#view?...` is all that is set.

import { FACETS } from "./filter.js";

/** @typedef {import("./types").State} State @typedef {import("./types").Filter} Filter */

/**
 * @param {State} state @param {Filter} first the filter that the page opens with
 * @returns {string} the part after "#"
 */
export function toHash(state, first) {
  const set = new URLSearchParams();
  for (const facet of FACETS) {
    if (!same(state.filter.off[facet], first.off[facet])) set.set(`no-${facet}`, JSON.stringify([...state.filter.off[facet]].sort()));
  }
  if (state.filter.from) set.set("from", state.filter.from);
  if (state.filter.to) set.set("to", state.filter.to);
  if (state.filter.confidence) set.set("confidence", String(state.filter.confidence));
  if (state.focus) set.set("focus", state.focus);
  if (state.focus) set.set("steps", String(state.steps));
  if (state.path.length === 2) set.set("path", JSON.stringify(state.path));
  if (state.table) set.set("table", "1");
  if (!set.size) return encodeURIComponent(state.selected).replaceAll("%3A", ":");
  if (state.selected) set.set("node", state.selected);
  return `view?${set}`;
}

/** Read a link; what it doesn't say, or says wrongly, is as the page opens. @param {string} hash @param {Filter} first @returns {State} */
export function fromHash(hash, first) {
  /** @type {State} */
  const state = { filter: copy(first), selected: "", focus: "", steps: 1, path: [], table: false };
  const text = hash.replace(/^#/, "");
  if (!text.startsWith("view?")) return { ...state, selected: decoded(text) };
  const set = new URLSearchParams(text.slice(5));
  for (const facet of FACETS) {
    const off = strings(set.get(`no-${facet}`));
    if (off) state.filter.off[facet] = new Set(off);
  }
  state.filter.from = set.get("from") ?? "";
  state.filter.to = set.get("to") ?? "";
  state.filter.confidence = Math.min(1, Math.max(0, Number(set.get("confidence")) || 0));
  const steps = Math.min(9, Math.max(1, Number(set.get("steps")) || 1));
  const path = strings(set.get("path")) ?? [];
  return {
    ...state,
    selected: set.get("node") ?? "",
    focus: set.get("focus") ?? "",
    steps,
    path: path.slice(0, 2),
    table: set.has("table"),
  };
}

/** @param {Filter} filter @returns {Filter} */
export const copy = (filter) => ({ ...filter, off: Object.fromEntries(FACETS.map((facet) => [facet, new Set(filter.off[facet])])) });

/** @param {Set<string>} a @param {Set<string>} b */
const same = (a, b) => a.size === b.size && [...a].every((value) => b.has(value));

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {string | null} text @returns {string[] | null} */
function strings(text) {
  try {
    const value = JSON.parse(text ?? "null");
    return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : null;
  } catch {
    return null;
  }
}
