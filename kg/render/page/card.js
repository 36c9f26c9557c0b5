// What is known of a node or a line, each fact with the sentences that say so, marked in their paragraphs.

import { documentOf, period, splitWords, whenOf } from "./data.js";
import { el, oneLine, plural, short } from "./dom.js";
import { edgePasses, evidenceLeft } from "./filter.js";

/** @typedef {import("./types").Index} Index @typedef {import("./types").Filter} Filter @typedef {import("./types").Evidence} Evidence */
/** @typedef {(node: number) => void} Open */

const OPEN = 3; // facts of a section up to which their sentences are shown at once
const MOST = 40; // facts of a section that are listed at first

/** [type, does the node stand first?, heading], in the order of the card; the others come after, by what their type is called. */
const SECTIONS = /** @type {[string, boolean, string][]} */ ([
  ["HAS_ROLE", true, "Offices"],
  ["REPRESENTS", true, "Represents"],
  ["HAS_OCCUPATION", true, "Works as"],
  ["NATIONALITY", true, "Nationality"],
  ["SAID", true, "Said"],
  ["PARTICIPATED_IN", true, "Took part in"],
  ["REPRESENTS", false, "Represented by"],
  ["HAS_ROLE", false, "Who holds its offices"],
  ["PARTICIPATED_IN", false, "Who took part"],
  ["TOOK_PLACE_IN", true, "Took place in"],
  ["SUCCEEDED", true, "Succeeded"],
  ["SUCCEEDED", false, "Was succeeded by"],
  ["PART_OF", true, "Part of"],
  ["PART_OF", false, "Its parts"],
  ["LOCATED_IN", true, "Lies in"],
  ["LOCATED_IN", false, "What lies in it"],
  ["TOOK_PLACE_IN", false, "What took place there"],
  ["NATIONALITY", false, "Nationals"],
  ["SAID", false, "Said by"],
  ["ABOUT", true, "About"],
  ["ABOUT", false, "What is said of it"],
]);

/** @param {Index} data @param {Filter} filter @param {number} at @param {Open} open @returns {Node[]} */
export function nodeCard(data, filter, at, open) {
  const node = data.nodes[at];
  const facts = data.around[at].filter((edge) => edgePasses(data, { ...filter, off: { ...filter.off, type: new Set() } }, edge));
  const sections = sectionsOf(data, at, facts).map(([heading, edges]) =>
    section(heading, edges, (edge, shown) => fact(data, filter, edge, at, open, shown)),
  );
  const hidden = data.around[at].length - facts.length;
  return [
    head(data, at, open),
    ...sections,
    ...(hidden ? [el("p", { class: "soft" }, `${plural(hidden, "relation")} hidden by the filters`)] : []),
    ...mentions(data, node, !facts.length),
  ];
}

const IN_HEAD = ["kind", "modality", "start_date", "end_date", "text", "asserted_by"]; // what isn't told once more below it

/** @param {Index} data @param {number} at @param {Open} open */
function head(data, at, open) {
  const node = data.nodes[at];
  const { kind, modality } = node.properties ?? {};
  const what = [node.type, kind, whenOf(node), modality].filter(Boolean).join(" · ");
  const rest = Object.entries(node.properties ?? {}).filter(([name]) => !IN_HEAD.includes(name));
  return el(
    "div",
    {},
    el("h2", { tabindex: -1, dir: "auto" }, sign(data, node.type), short(oneLine(node.name), 300)),
    el("p", { class: "soft" }, what),
    node.aliases?.length
      ? el("p", {}, el("b", {}, "Also called "), el("span", { dir: "auto" }, node.aliases.map(oneLine).join(", ")))
      : undefined,
    ...accordingTo(data, node, open),
    rest.length ? el("p", { class: "soft" }, rest.map(([name, value]) => `${name.replaceAll("_", " ")} ${value}`).join(" · ")) : undefined,
  );
}

/** Who says that something happened, where no document does. @param {Index} data @param {import("./types").Actor} node @param {Open} open */
function accordingTo(data, node, open) {
  const ids = String(node.properties?.asserted_by ?? "").split(", ");
  const known = ids.map((id) => data.at.get(id)).filter((at) => at !== undefined);
  return known.length ? [el("p", { class: "soft" }, "According to ", ...known.flatMap((at) => [nodeButton(data, at, open), " "]))] : [];
}

/** The sign of a type, in its colour. @param {Index} data @param {string} type */
export function sign(data, type) {
  const style = data.styles[type] ?? data.styles.other;
  return el("span", { class: `sign sign-${style.shape}`, "aria-hidden": "true" }, style.sign);
}

/** @param {Index} data @param {number} at @param {number[]} facts @returns {[string, number[]][]} */
function sectionsOf(data, at, facts) {
  /** @type {Map<string, number[]>} */
  const found = new Map(SECTIONS.map(([type, first]) => [`${type} ${first}`, []]));
  for (const edge of facts) {
    const key = `${data.edges[edge].type} ${data.edges[edge].s === at}`;
    found.set(key, [...(found.get(key) ?? []), edge]);
  }
  return [...found].filter(([, edges]) => edges.length).map(([key, edges]) => [heading(data, key), edges]);
}

/** @param {Index} data @param {string} key */
function heading(data, key) {
  const known = SECTIONS.find(([type, first]) => key === `${type} ${first}`);
  const [type, first] = key.split(" ");
  return known ? known[2] : `${data.labels[type] ?? type.toLowerCase().replaceAll("_", " ")}${first === "true" ? "" : " (from)"}`;
}

/** @param {string} heading @param {number[]} edges @param {(edge: number, shown: boolean) => Node} make */
function section(heading, edges, make) {
  const list = el("ul", { class: "facts" }, ...edges.slice(0, MOST).map((edge) => make(edge, edges.length <= OPEN)));
  const more = el("button", {
    type: "button",
    onclick: () => {
      list.append(...edges.slice(MOST).map((edge) => make(edge, false)));
      more.remove();
    },
  });
  more.textContent = `Show all ${edges.length.toLocaleString("en")}`;
  return el(
    "section",
    {},
    el("h3", {}, heading, edges.length > 1 ? el("small", {}, ` ${edges.length}`) : ""),
    list,
    ...(edges.length > MOST ? [more] : []),
  );
}

/** @param {Index} data @param {Filter} filter @param {number} at @param {number} from @param {Open} open @param {boolean} shown */
function fact(data, filter, at, from, open, shown) {
  const edge = data.edges[at];
  const other = edge.s === from ? edge.t : edge.s;
  const [label, rest] = splitWords(data, edge);
  const button = nodeButton(data, other, open);
  const named = label ? [button, ` ${rest}`] : edge.s === from ? [`${rest} `, button] : [button, `, ${rest.replace(/ of$/, "")}`];
  const line = el("div", {}, ...named, ...details(edge));
  return el("li", {}, line, ...evidenceOf(data, filter, edge, open, shown));
}

/** @param {Index} data @param {number} at @param {Open} open */
export const nodeButton = (data, at, open) =>
  el(
    "button",
    { type: "button", class: "name", dir: "auto", onclick: () => open(at) },
    short(oneLine(data.nodes[at].name), 200) || "(no name)",
  );

/** @param {import("./types").Relation} edge */
function details(edge) {
  const { status, basis, modality, via } = edge.properties ?? {};
  const basisWords = basis === "office" ? "by office" : basis;
  const said = [status, basisWords, modality === "asserted" ? undefined : modality, period(edge.properties), via && `via ${via}`];
  return said.filter(Boolean).map((word) => el("span", { class: "badge" }, oneLine(String(word))));
}

/** @param {Index} data @param {Filter} filter @param {import("./types").Relation} edge @param {Open} open @param {boolean} shown @returns {Node[]} */
function evidenceOf(data, filter, edge, open, shown) {
  const passing = evidenceLeft(data, filter, edge);
  if (!passing.length) return [el("p", { class: "soft" }, "General knowledge: no document says it.")];
  const fill = () => passing.map((item) => quote(data, item, open));
  if (shown && passing.length <= OPEN) return fill();
  const box = el("details", {}, el("summary", {}, plural(passing.length, "sentence")));
  box.addEventListener("toggle", () => box.append(...fill()), { once: true });
  return [box];
}

/** The paragraph with the sentence marked, and in it what was read. @param {Index} data @param {Evidence} item @param {Open} open */
export function quote(data, item, open) {
  const [passage, start, end, first, last, , speaker, modality] = item;
  const text = data.passages[passage][1];
  const source = data.documents[documentOf(data, item)];
  const sentence = el("mark", {}, text.slice(first, start), el("b", {}, text.slice(start, end)), text.slice(end, last));
  const about = [source.date, modality && modality !== "asserted" ? modality : undefined].filter(Boolean).join(", ");
  return el(
    "figure",
    {},
    el("blockquote", { dir: "auto" }, text.slice(0, first), sentence, text.slice(last)),
    el(
      "figcaption",
      {},
      oneLine(source.title),
      ...(about ? [", ", el("span", { class: "about" }, about)] : []),
      speaker < 0 ? "" : el("span", {}, " · says ", nodeButton(data, speaker, open)),
    ),
  );
}

/** @param {Index} data @param {import("./types").Actor} node @param {boolean} shown */
function mentions(data, node, shown) {
  if (!node.docs?.length) return [];
  const titles = el(
    "ul",
    {},
    ...node.docs.map((doc) => el("li", {}, [oneLine(data.documents[doc].title), data.documents[doc].date].filter(Boolean).join(", "))),
  );
  const quotes = shown ? (node.mentions ?? []).map((item) => quote(data, item, () => {})) : [];
  return [el("section", {}, el("h3", {}, "Named in"), titles, ...quotes)];
}

/** @param {Index} data @param {Filter} filter @param {import("./types").Line} line @param {Open} open @returns {Node[]} */
export function lineCard(data, filter, line, open) {
  const facts = line.edges.map((at) => {
    const edge = data.edges[at];
    const [label, rest] = splitWords(data, edge);
    const [first, last] = [nodeButton(data, edge.s, open), nodeButton(data, edge.t, open)];
    const words = el("div", {}, first, ` ${label || rest} `, last, label ? ` ${rest}` : "", ...details(edge));
    return el("li", {}, words, ...evidenceOf(data, filter, edge, open, true));
  });
  const names = [line.s, line.t].map((at) => short(oneLine(data.nodes[at].name), 80)).join(" – ");
  return [
    el("h2", { tabindex: -1, dir: "auto" }, names),
    el("p", { class: "soft" }, plural(facts.length, "relation")),
    el("ul", { class: "facts" }, ...facts),
  ];
}

/** Each step of a way with its sentences. @param {Index} data @param {Filter} filter @param {import("./types").Line[]} lines @param {Open} open */
export function wayCard(data, filter, lines, open) {
  const [first, last] = [lines[0], lines[lines.length - 1]];
  if (!first || !last)
    return [el("h2", { tabindex: -1 }, "No way between them"), el("p", {}, "Nothing that is shown ties one to the other.")];
  return [
    el("h2", { tabindex: -1 }, `The shortest way: ${plural(lines.length, "step")}`),
    ...lines.flatMap((line) => lineCard(data, filter, line, open).slice(2)),
  ];
}
