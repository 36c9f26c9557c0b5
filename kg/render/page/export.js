// What is shown, as a file: CSV for a spreadsheet, GraphML for graph programs.

import { documentOf, wordsOf } from "./data.js";
import { evidenceLeft } from "./filter.js";

/** @typedef {import("./types").Index} Index @typedef {import("./types").View} View @typedef {import("./types").Filter} Filter */

const COLUMNS = [
  "source",
  "source name",
  "type",
  "words",
  "target",
  "target name",
  "status",
  "basis",
  "start_date",
  "end_date",
  "modality",
];
const MORE = ["confidence", "document", "date", "asserted by", "sentence"];

/** A line for each piece of evidence that passes the filter. @param {Index} data @param {View} view @param {Filter} filter */
export function toCsv(data, view, filter) {
  const rows = [[...COLUMNS, ...MORE]];
  for (const at of view.edges) {
    const edge = data.edges[at];
    const [source, target] = [data.nodes[edge.s], data.nodes[edge.t]];
    const property = (/** @type {string} */ name) => String(edge.properties?.[name] ?? "");
    const head = [source.id, source.name, edge.type, wordsOf(data, edge), target.id, target.name, property("status"), property("basis")];
    head.push(property("start_date"), property("end_date"), property("modality"));
    const evidence = evidenceLeft(data, filter, edge);
    if (!evidence.length) rows.push([...head, String(edge.confidence ?? 1), "", "", "", ""]);
    for (const item of evidence) {
      const document = data.documents[documentOf(data, item)];
      const says = item[6] < 0 ? "" : data.nodes[item[6]].name;
      rows.push([...head, String(item[5]), document.title, document.date ?? "", says, data.passages[item[0]][1].slice(item[3], item[4])]);
    }
  }
  return `${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it. @param {string} text */
function cell(text) {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** @param {Index} data @param {View} view */
export function toGraphml(data, view) {
  const nodes = [...view.nodes].map((at) => data.nodes[at]);
  const edges = [...view.edges].map((at) => data.edges[at]);
  const own = (/** @type {{properties?: object}[]} */ items) =>
    [...new Set(items.flatMap((item) => Object.keys(item.properties ?? {})))].sort();
  const [ofNodes, ofEdges] = [own(nodes), own(edges)];
  const key = (/** @type {string} */ of, /** @type {string} */ name) =>
    `<key id="${of}_${xml(name)}" for="${of}" attr.name="${xml(name)}" attr.type="string"/>`;
  const value = (/** @type {string} */ of, /** @type {string} */ name, /** @type {unknown} */ text) =>
    text === undefined || text === "" ? "" : `<data key="${of}_${xml(name)}">${xml(String(text))}</data>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...["type", "name", "aliases", ...ofNodes].map((name) => key("node", name)),
    ...["type", "words", "confidence", "sentences", ...ofEdges].map((name) => key("edge", name)),
    '<graph edgedefault="directed">',
    ...nodes.map((node) => {
      const rest = ofNodes.map((name) => value("node", name, node.properties?.[name])).join("");
      const aliases = value("node", "aliases", (node.aliases ?? []).join("; "));
      return `<node id="${xml(node.id)}">${value("node", "type", node.type)}${value("node", "name", node.name)}${aliases}${rest}</node>`;
    }),
    ...edges.map((edge, at) => {
      const sentences = [...new Set((edge.evidence ?? []).map((item) => data.passages[item[0]][1].slice(item[3], item[4])))].join("\n");
      const rest = ofEdges.map((name) => value("edge", name, edge.properties?.[name])).join("");
      const head =
        value("edge", "type", edge.type) + value("edge", "words", wordsOf(data, edge)) + value("edge", "confidence", edge.confidence ?? 1);
      const ends = `source="${xml(data.nodes[edge.s].id)}" target="${xml(data.nodes[edge.t].id)}"`;
      return `<edge id="e${at}" ${ends}>${head}${value("edge", "sentences", sentences)}${rest}</edge>`;
    }),
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}

const MARKUP = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" });

/** Escape markup; characters that XML can't hold become U+FFFD. @param {string} text */
export const xml = (text) =>
  text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}|\ufffe|\uffff/gu, (char) => (char < "\u007f" || char > "\u009f" ? "\ufffd" : char))
    .replace(/[&<>"']/g, (char) => MARKUP[char]);
