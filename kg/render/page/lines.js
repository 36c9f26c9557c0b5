// The lines of the map: all edges between two nodes are one line, with a count where there is more to it than its words say.

import { wordsOf } from "./data.js";

/** @typedef {import("./types").Index} Index @typedef {import("./types").Line} Line */

/** What isn't said to be so: its lines are dotted and say it. */
export const UNREAL = ["planned", "doubted", "denied"];

/** @param {Index} data @param {Iterable<number>} edges @returns {Line[]} */
export function bundle(data, edges) {
  /** @type {Map<string, number[]>} */
  const pairs = new Map();
  for (const at of edges) {
    const { s, t } = data.edges[at];
    if (s === t) continue;
    const key = s < t ? `${s}-${t}` : `${t}-${s}`;
    const known = pairs.get(key);
    if (known) known.push(at);
    else pairs.set(key, [at]);
  }
  return [...pairs].map(([id, ats]) => lineOf(data, id, ats));
}

/** @param {Index} data @param {string} id @param {number[]} ats @returns {Line} */
function lineOf(data, id, ats) {
  const { s, t } = data.edges[main(data, ats)];
  const edges = ats.map((at) => data.edges[at]);
  return {
    id,
    s,
    t,
    edges: ats,
    label: label(data, ats),
    represents: edges.some((edge) => edge.type === "REPRESENTS"),
    dash: edges.every((edge) => UNREAL.includes(String(edge.properties?.modality)))
      ? 2
      : Number(edges.every((edge) => edge.properties?.status === "former")),
    back: edges.some((edge) => edge.s === t),
  };
}

/** What is so comes first; an office says the most, then what is represented. @param {Index} data @param {number[]} ats */
function main(data, ats) {
  const rank = (/** @type {number} */ at) => ["HAS_ROLE", "REPRESENTS"].indexOf(data.edges[at].type) + 1 || 3;
  const now = (/** @type {number} */ at) => Number(data.edges[at].properties?.status === "former");
  const real = (/** @type {number} */ at) => Number(UNREAL.includes(String(data.edges[at].properties?.modality)));
  return [...ats].sort((a, b) => real(a) - real(b) || rank(a) - rank(b) || now(a) - now(b) || a - b)[0];
}

/** That an office represents is told by the colour of the line: it isn't counted. @param {Index} data @param {number[]} ats */
function label(data, ats) {
  const first = data.edges[main(data, ats)];
  const told = ats.filter((at) => data.edges[at].type !== "REPRESENTS" || data.edges[at].properties?.basis !== "office");
  const words = new Set((told.length ? told : ats).map((at) => withMood(data, data.edges[at])));
  words.delete(withMood(data, first));
  return words.size ? `${withMood(data, first)} +${words.size}` : withMood(data, first);
}

/** @param {Index} data @param {import("./types").Relation} edge */
function withMood(data, edge) {
  const mood = String(edge.properties?.modality);
  return UNREAL.includes(mood) ? `${wordsOf(data, edge)} (${mood})` : wordsOf(data, edge);
}
