// The graph as Python wrote it into the page, with what is looked up in it.

/** Fold case and accents, so that "quilly" finds "Quílly". @param {string} text */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {import("./types").Data} data @returns {import("./types").Index} */
export function indexData(data) {
  const around = data.nodes.map(() => /** @type {number[]} */ ([]));
  data.edges.forEach((edge, at) => {
    around[edge.s].push(at);
    if (edge.t !== edge.s) around[edge.t].push(at);
  });
  const folded = data.nodes.map((node) => fold([node.name, ...(node.aliases ?? [])].join("\n")));
  return { ...data, at: new Map(data.nodes.map((node, at) => [node.id, at])), around, folded };
}

/**
 * Find nodes by a part of a name or an alias: names that begin with it first, then words that do, the most connected first.
 * @param {import("./types").Index} data @param {string} text @param {number} most @returns {number[]}
 */
export function findNodes(data, text, most) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const rank = (/** @type {string} */ names) => {
    const lines = names.split("\n");
    if (lines.includes(wanted)) return 0;
    if (lines[0].startsWith(wanted)) return 1;
    return ` ${names.replace(/[\n-]/g, " ")}`.includes(` ${wanted}`) ? 2 : 3;
  };
  const found = data.folded.flatMap((names, at) => (names.includes(wanted) ? [{ at, rank: rank(names) }] : []));
  return found
    .sort((a, b) => a.rank - b.rank || data.around[b.at].length - data.around[a.at].length || a.at - b.at)
    .slice(0, most)
    .map(({ at }) => at);
}

/** What an edge is called: its office, else its type. @param {import("./types").Data} data @param {import("./types").Relation} edge */
export const wordsOf = (data, edge) => edge.words ?? data.labels[edge.type] ?? edge.type.toLowerCase().replaceAll("_", " ");

/**
 * What an edge is called, apart from its label: "represents", "as envoy"; an office has no label of its own.
 * @param {import("./types").Data} data @param {import("./types").Relation} edge @returns {[string, string]} label and the rest
 */
export function splitWords(data, edge) {
  const [words, label] = [wordsOf(data, edge), data.labels[edge.type]];
  return label && words.startsWith(label) ? [label, words.slice(label.length).trim()] : ["", words];
}

/** When an event was; the end is only told where it took longer than a day. @param {import("./types").Actor} node */
export const whenOf = ({ properties: { start_date, end_date } = {} }) => period({ start_date, end_date: end_date ?? start_date });

/** When an office was held. @param {Record<string, unknown>} [properties] */
export function period({ start_date, end_date } = {}) {
  if (!start_date && !end_date) return "";
  return start_date === end_date ? String(start_date) : `${start_date ?? ""} – ${end_date ?? ""}`;
}

/** The document that a piece of evidence is from. @param {import("./types").Data} data @param {import("./types").Evidence} evidence */
export const documentOf = (data, evidence) => data.passages[evidence[0]][0];
