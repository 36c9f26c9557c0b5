// Ways through the graph that is shown: what is near a node, and the shortest way between two.

/** @typedef {import("./types").Index} Index */

/** @param {Index} data @param {Set<number>} edges @param {number} node @returns {number[]} */
export const neighbours = (data, edges, node) =>
  data.around[node].filter((at) => edges.has(at)).map((at) => (data.edges[at].s === node ? data.edges[at].t : data.edges[at].s));

/** The nodes at most so many steps away. @param {Index} data @param {Set<number>} edges @param {number} from @param {number} steps */
export function near(data, edges, from, steps) {
  const reached = new Set([from]);
  let rim = [from];
  for (let step = 0; step < steps; step++) {
    rim = rim.flatMap((node) => neighbours(data, edges, node)).filter((node) => !reached.has(node) && reached.add(node));
  }
  return reached;
}

/** The nodes of a shortest way, or none. @param {Index} data @param {Set<number>} edges @param {number} from @param {number} to @returns {number[]} */
export function shortest(data, edges, from, to) {
  const before = new Map([[from, from]]);
  let rim = [from];
  while (rim.length && !before.has(to)) {
    /** @type {number[]} */
    const next = [];
    for (const node of rim) {
      for (const other of neighbours(data, edges, node)) {
        if (before.has(other)) continue;
        before.set(other, node);
        next.push(other);
      }
    }
    rim = next;
  }
  if (!before.has(to)) return [];
  const way = [to];
  while (way[0] !== from) way.unshift(/** @type {number} */ (before.get(way[0])));
  return way;
}
