// What is shown: which edges and nodes a filter leaves, and how many there would be of each value.

import { documentOf } from "./data.js";

/** Facets by which an edge is told; the others are told of each piece of its evidence. */
const OF_EDGE = ["edge", "status", "basis"];
const OF_EVIDENCE = ["doc", "speaker", "modality"];
export const FACETS = ["type", ...OF_EDGE, ...OF_EVIDENCE];

/** @typedef {import("./types").Index} Index @typedef {import("./types").Filter} Filter @typedef {import("./types").Evidence} Evidence */

/** @returns {Filter} */
export function noFilter() {
  return { off: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])), from: "", to: "", confidence: 0 };
}

/** The filter that a page opens with: types that would crowd the map are off. @param {Index} data */
export function firstFilter(data) {
  const filter = noFilter();
  for (const [type, style] of Object.entries(data.styles)) if (style.hidden) filter.off.type.add(type);
  return filter;
}

/** The value of a facet; "" where it is not told. @param {Index} data @param {number} at @param {string} facet */
export function edgeValue(data, at, facet) {
  const edge = data.edges[at];
  return facet === "edge" ? edge.type : String(edge.properties?.[facet] ?? "");
}

/** @param {Index} data @param {Evidence} evidence @param {string} facet */
export function evidenceValue(data, evidence, facet) {
  if (facet === "doc") return data.documents[documentOf(data, evidence)].id;
  if (facet === "speaker") return evidence[6] < 0 ? "" : data.nodes[evidence[6]].id;
  return evidence[7] || "asserted";
}

/**
 * The evidence of an edge that a filter leaves. What ties something to an event counts by the event's date, all else by its document's.
 * @param {Index} data @param {Filter} filter @param {import("./types").Relation} edge @param {string} [except] @returns {Evidence[]}
 */
export function evidenceLeft(data, filter, edge, except) {
  const event = eventOf(data, edge);
  if (event && !datePasses(filter, ...happened(event))) return [];
  return (edge.evidence ?? []).filter(
    (item) =>
      item[5] >= filter.confidence &&
      (event || datePasses(filter, data.documents[documentOf(data, item)].date)) &&
      OF_EVIDENCE.every((facet) => facet === except || !filter.off[facet].size || !filter.off[facet].has(evidenceValue(data, item, facet))),
  );
}

/** The dated event that an edge ties something to. @param {Index} data @param {import("./types").Relation} edge */
const eventOf = (data, edge) => [edge.t, edge.s].map((end) => data.nodes[end]).find((node) => node.properties?.start_date);

/** @param {import("./types").Actor} event @returns {[string, string]} */
const happened = ({ properties: { start_date, end_date } = {} }) => [String(start_date), String(end_date ?? start_date)];

/**
 * A day within a month or a year that is asked for passes, and so does a month or a year that holds the day. Without a full date nothing
 * passes as soon as dates are asked for.
 * @param {Filter} filter @param {string} [first] @param {string} [last]
 */
function datePasses({ from, to }, first, last = first) {
  if (!from && !to) return true;
  if (!first || !last || !DATED.test(first)) return false;
  return (!from || `${last}~` >= from) && (!to || first.slice(0, to.length) <= to);
}

const DATED = /^\d{4}/;

/** All dates that a filter can ask for, in order. @param {Index} data */
export function allDates(data) {
  const events = data.nodes.flatMap((node) => (node.properties?.start_date ? happened(node) : []));
  return [...new Set([...data.documents.map(({ date = "" }) => date), ...events])].filter((date) => DATED.test(date)).sort();
}

/** @param {Index} data @param {Filter} filter @param {number} at @param {string} [except] */
export function edgePasses(data, filter, at, except) {
  const edge = data.edges[at];
  if (except !== "type" && filter.off.type.size && [edge.s, edge.t].some((end) => filter.off.type.has(data.nodes[end].type))) return false;
  if (OF_EDGE.some((facet) => facet !== except && filter.off[facet].size && filter.off[facet].has(edgeValue(data, at, facet))))
    return false;
  if (!edge.evidence) return (edge.confidence ?? 1) >= filter.confidence;
  return evidenceLeft(data, filter, edge, except).length > 0;
}

/** Whether documents, dates, speakers or modality are restricted. @param {Filter} filter */
const bySource = (filter) => !!(filter.from || filter.to) || OF_EVIDENCE.some((facet) => filter.off[facet].size > 0);

/**
 * Background knowledge has no document: with a filter by source it is shown beside what the remaining documents speak of.
 * @param {Index} data @param {Filter} filter @returns {import("./types").View}
 */
export function view(data, filter) {
  const passing = data.edges.map((_, at) => at).filter((at) => edgePasses(data, filter, at));
  const spoken = new Set(passing.filter((at) => data.edges[at].evidence).flatMap((at) => [data.edges[at].s, data.edges[at].t]));
  const kept = bySource(filter) ? passing.filter((at) => data.edges[at].evidence || spoken.has(data.edges[at].s)) : passing;
  const nodes = new Set(kept.flatMap((at) => [data.edges[at].s, data.edges[at].t]));
  const alone = data.nodes
    .map((_, at) => at)
    .filter((at) => data.nodes[at].x !== undefined && !data.around[at].some((edge) => drawn(data, edge)));
  for (const at of alone) if (!filter.off.type.has(data.nodes[at].type) && mentioned(data, filter, at)) nodes.add(at);
  return { edges: new Set(kept), nodes };
}

/** @param {Index} data @param {number} edge */
const drawn = (data, edge) => [data.edges[edge].s, data.edges[edge].t].every((end) => data.nodes[end].x !== undefined);

/** @param {Index} data @param {Filter} filter @param {number} at */
function mentioned(data, filter, at) {
  const { docs = [], properties } = data.nodes[at];
  if (properties?.start_date && !datePasses(filter, ...happened(data.nodes[at]))) return false;
  const dated = (/** @type {number} */ doc) => properties?.start_date || datePasses(filter, data.documents[doc].date);
  return !docs.length || docs.some((doc) => !filter.off.doc.has(data.documents[doc].id) && dated(doc));
}

/**
 * Count, for each value of each facet, the edges that would be left with it: nodes for the types of nodes.
 * @param {Index} data @param {Filter} filter @returns {Record<string, Map<string, number>>}
 */
export function counts(data, filter) {
  /** @type {Record<string, Map<string, number>>} */
  const found = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  const add = (/** @type {string} */ facet, /** @type {string} */ value) => found[facet].set(value, (found[facet].get(value) ?? 0) + 1);
  const ends = new Set();
  data.edges.forEach((edge, at) => {
    if (edgePasses(data, filter, at, "type")) {
      if (!filter.off.type.has(data.nodes[edge.t].type)) ends.add(edge.s);
      if (!filter.off.type.has(data.nodes[edge.s].type)) ends.add(edge.t);
    }
    for (const facet of OF_EDGE) if (edgePasses(data, filter, at, facet)) add(facet, edgeValue(data, at, facet));
    for (const facet of edge.evidence ? OF_EVIDENCE : []) {
      if (!edgePasses(data, filter, at, facet)) continue;
      const left = evidenceLeft(data, filter, edge, facet);
      for (const value of new Set(left.map((item) => evidenceValue(data, item, facet)))) add(facet, value);
    }
  });
  for (const end of ends) add("type", data.nodes[end].type);
  return found;
}
