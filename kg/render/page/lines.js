// The lines of the map: all edges between two nodes are one line, with a count where there is more to it than its words say.

import { wordsOf } from "./data.js";

/** @typedef {import("./types").Index} Index @typedef {import("./types").Line} Line */

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
    former: edges.every((edge) => edge.properties?.status === "former"),
    back: edges.some((edge) => edge.s === t),
  };
}

/** An office says the most, then what is represented. @param {Index} data @param {number[]} ats */
function main(data, ats) {
  const rank = (/** @type {number} */ at) => ["HAS_ROLE", "REPRESENTS"].indexOf(data.edges[at].type) + 1 || 3;
  const now = (/** @type {number} */ at) => Number(data.edges[at].properties?.status === "former");
  return [...ats].sort((a, b) => rank(a) - rank(b) || now(a) - now(b) || a - b)[0];
}

/** That an office represents is told by the colour of the line: it isn't counted. @param {Index} data @param {number[]} ats */
function label(data, ats) {
  const first = data.edges[main(data, ats)];
  const told = ats.filter((at) => data.edges[at].type !== "REPRESENTS" || data.edges[at].properties?.basis !== "office");
  const words = new Set((told.length ? told : ats).map((at) => wordsOf(data, data.edges[at])));
  words.delete(wordsOf(data, first));
  return words.size ? `${wordsOf(data, first)} +${words.size}` : wordsOf(data, first);
}
