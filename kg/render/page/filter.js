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

/** @param {Index} data @param {Filter} filter @param {Evidence} evidence @param {string} [except] */
export function evidencePasses(data, filter, evidence, except) {
  if (evidence[5] < filter.confidence) return false;
  if (!datePasses(filter, data.documents[documentOf(data, evidence)].date)) return false;
  return OF_EVIDENCE.every(
    (facet) => facet === except || !filter.off[facet].size || !filter.off[facet].has(evidenceValue(data, evidence, facet)),
  );
}

/** A document without a full date is left out as soon as dates are asked for. @param {Filter} filter @param {string} [date] */
function datePasses({ from, to }, date) {
  if (!from && !to) return true;
  return !!date && /^\d{4}/.test(date) && (!from || date.slice(0, from.length) >= from) && (!to || date.slice(0, to.length) <= to);
}

/** @param {Index} data @param {Filter} filter @param {number} at @param {string} [except] */
export function edgePasses(data, filter, at, except) {
  const edge = data.edges[at];
  if (except !== "type" && filter.off.type.size && [edge.s, edge.t].some((end) => filter.off.type.has(data.nodes[end].type))) return false;
  if (OF_EDGE.some((facet) => facet !== except && filter.off[facet].size && filter.off[facet].has(edgeValue(data, at, facet))))
    return false;
  if (!edge.evidence) return (edge.confidence ?? 1) >= filter.confidence;
  return edge.evidence.some((evidence) => evidencePasses(data, filter, evidence, except));
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
  const docs = data.nodes[at].docs ?? [];
  return !docs.length || docs.some((doc) => !filter.off.doc.has(data.documents[doc].id) && datePasses(filter, data.documents[doc].date));
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
      const passing = (edge.evidence ?? []).filter((item) => evidencePasses(data, filter, item, facet));
      for (const value of new Set(passing.map((item) => evidenceValue(data, item, facet)))) add(facet, value);
    }
  });
  for (const end of ends) add("type", data.nodes[end].type);
  return found;
}
