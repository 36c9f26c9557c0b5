// The content of the map as tables, for the keyboard, for screen readers, and for those who like tables.

import { nodeButton } from "./card.js";
import { documentOf, fold, whenOf, wordsOf } from "./data.js";
import { el, oneLine, plural, short } from "./dom.js";
import { evidenceLeft } from "./filter.js";

/** @typedef {import("./types").Index} Index @typedef {import("./types").Filter} Filter @typedef {import("./types").View} View */
/** @typedef {{text: (at: number) => string, cell: (at: number) => Node | string, heading: string}} Column */

const PAGE = 100;

/** @param {Index} data @param {View} view @param {Filter} filter @param {(node: number) => void} open @param {string} search @returns {Node[]} */
export function tables(data, view, filter, open, search) {
  const wanted = fold(search.trim());
  const has = (/** @type {number} */ node) => !wanted || data.folded[node].includes(wanted);
  const edges = [...view.edges].filter((at) => has(data.edges[at].s) || has(data.edges[at].t));
  const names = data.nodes.map((_, at) => at).filter((at) => !filter.off.type.has(data.nodes[at].type) && has(at));
  return [
    table(`${plural(edges.length, "relation")}`, edges, relationColumns(data, filter, open)),
    table(`${plural(names.length, "name")}`, names, nameColumns(data, view, open)),
  ];
}

/** @param {Index} data @param {Filter} filter @param {(node: number) => void} open @returns {Column[]} */
function relationColumns(data, filter, open) {
  const end = (/** @type {"s" | "t"} */ side, /** @type {string} */ heading) => ({
    heading,
    text: (/** @type {number} */ at) => oneLine(data.nodes[data.edges[at][side]].name),
    cell: (/** @type {number} */ at) => nodeButton(data, data.edges[at][side], open),
  });
  const said = (/** @type {number} */ at) => evidenceLeft(data, filter, data.edges[at])[0];
  const words = (/** @type {number} */ at) => {
    const { status, basis, modality } = data.edges[at].properties ?? {};
    return [wordsOf(data, data.edges[at]), status === "current" ? "" : status, basis === "office" ? "by office" : basis, modality]
      .filter(Boolean)
      .join(", ");
  };
  const source = (/** @type {number} */ at) => {
    const item = said(at);
    if (!item) return "general knowledge";
    const { title, date } = data.documents[documentOf(data, item)];
    return [date, oneLine(title)].filter(Boolean).join(", ");
  };
  const sentence = (/** @type {number} */ at) => {
    const item = said(at);
    return item ? oneLine(data.passages[item[0]][1].slice(item[3], item[4])) : "";
  };
  const plain = (/** @type {string} */ heading, /** @type {(at: number) => string} */ text) => ({ heading, text, cell: text });
  return [end("s", "Who"), plain("Relation", words), end("t", "To whom"), plain("Document", source), plain("Sentence", sentence)];
}

/** @param {Index} data @param {View} view @param {(node: number) => void} open @returns {Column[]} */
function nameColumns(data, view, open) {
  const plain = (/** @type {string} */ heading, /** @type {(at: number) => string} */ text) => ({ heading, text, cell: text });
  const count = (/** @type {number} */ at) => String(data.around[at].filter((edge) => view.edges.has(edge)).length);
  return [
    { heading: "Name", text: (at) => oneLine(data.nodes[at].name), cell: (at) => nodeButton(data, at, open) },
    plain("Also called", (at) => short((data.nodes[at].aliases ?? []).map(oneLine).join(", "), 200)),
    plain("Type", (at) => [data.nodes[at].type, data.nodes[at].properties?.kind, whenOf(data.nodes[at])].filter(Boolean).join(", ")),
    plain("Relations", count),
    plain("Documents", (at) => String(data.nodes[at].docs?.length ?? 0)),
  ];
}

/** @param {string} caption @param {number[]} rows @param {Column[]} columns */
function table(caption, rows, columns) {
  let [shown, sorted, down] = [PAGE, -1, false];
  const body = el("tbody");
  const grow = () => {
    shown += 5 * PAGE;
    fill();
  };
  const more = el("button", { type: "button", onclick: grow });
  const heads = columns.map(({ heading }, at) =>
    el("th", { scope: "col" }, el("button", { type: "button", onclick: () => sort(at) }, heading)),
  );
  const fill = () => {
    body.replaceChildren(
      ...rows.slice(0, shown).map((row) => el("tr", {}, ...columns.map(({ cell }) => el("td", { dir: "auto" }, cell(row))))),
    );
    more.textContent = `Show more of ${rows.length.toLocaleString("en")}`;
    more.hidden = rows.length <= shown;
  };
  const sort = (/** @type {number} */ at) => {
    [down, sorted] = [sorted === at && !down, at];
    const keys = new Map(rows.map((row) => [row, columns[at].text(row)]));
    rows.sort((a, b) => (keys.get(a) ?? "").localeCompare(keys.get(b) ?? "", "en", { numeric: true }) * (down ? -1 : 1));
    heads.forEach((head, column) => {
      if (column === at) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    fill();
  };
  fill();
  return el("div", {}, el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, ...heads)), body), more);
}
