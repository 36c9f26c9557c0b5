// The page's own logic, without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findNodes, splitWords, whenOf } from "../../kg/render/page/data.js";
import { toCsv, toGraphml, xml } from "../../kg/render/page/export.js";
import { allDates, counts, firstFilter, noFilter, view } from "../../kg/render/page/filter.js";
import { beads, overlaps, place, wrap } from "../../kg/render/page/labels.js";
import { bundle } from "../../kg/render/page/lines.js";
import { fromHash, toHash } from "../../kg/render/page/link.js";
import { near, shortest } from "../../kg/render/page/path.js";
import { toSvg } from "../../kg/render/page/scene.js";
import { small, talks } from "./small.js";

const data = small();
const all = new Set(data.edges.keys());
const without = (/** @type {string} */ facet, /** @type {string[]} */ ...values) => {
  const filter = noFilter();
  filter.off[facet] = new Set(values);
  return filter;
};
const edges = (/** @type {import("../../kg/render/page/types").Filter} */ filter) => [...view(data, filter).edges];

test("a name is found without its accent, and by its alias", () => {
  assert.deepEqual(findNodes(data, "quilly", 9), [0]);
  assert.deepEqual(findNodes(data, "iron min", 9), [0]);
  assert.deepEqual(findNodes(data, "  ", 9), []);
});

test("what begins with the words comes before what has them inside", () => {
  assert.deepEqual(findNodes(data, "r", 9)[0], 2);
});

test("without a filter all edges pass", () => {
  assert.deepEqual(edges(noFilter()), [0, 1, 2, 3, 4]);
});

for (const [facet, value, left] of /** @type {[string, string, number[]][]} */ ([
  ["type", "Organization", [0, 1, 2, 4]],
  ["edge", "HAS_ROLE", [1, 3, 4]],
  ["status", "former", [0, 1, 3, 4]],
  ["basis", "office", [0, 2, 3, 4]],
  ["basis", "background", [0, 1, 2, 3]],
  ["doc", "d2", [0, 1, 3]],
  ["speaker", "person:mara", [0, 1, 3]],
  ["speaker", "", [2]],
  ["modality", "reported", [0, 1, 3]],
])) {
  test(`without ${facet} "${value}" its edges go`, () => {
    assert.deepEqual(edges(without(facet, value)), left);
  });
}

test("background knowledge stays beside what the documents speak of", () => {
  const filter = without("doc", "d2", "d3");
  const place = { ...small() };
  place.edges = [...place.edges, { s: 2, t: 4, type: "LOCATED_IN" }];

  assert.deepEqual([...view(place, filter).edges], [0, 1, 5]);
});

test("dates leave out what is before, after and undated", () => {
  assert.deepEqual(edges({ ...noFilter(), from: "2031" }), [2]);
  assert.deepEqual(edges({ ...noFilter(), to: "2030-12-31" }), [0, 1]);
});

const left = (/** @type {Partial<import("../../kg/render/page/types").Filter>} */ asked) => [
  ...view(talks(), { ...noFilter(), ...asked }).edges,
];

test("what ties somebody to an event counts by the event's date, all else by the document's", () => {
  assert.deepEqual(left({}), [0, 1, 2, 3]);
  assert.deepEqual(left({ to: "2030-01-31" }), [3]);
  assert.deepEqual(left({ from: "2030-02-01" }), [0, 1, 2]);
  assert.deepEqual(left({ from: "2030-03-05", to: "2030-03-08" }), [0, 1]);
});

test("an event of which only the month is known passes with each day of it", () => {
  assert.deepEqual(left({ from: "2030-05-10", to: "2030-05-20" }), [2]);
  assert.deepEqual(left({ from: "2030-06-01" }), []);
});

test("a date can be asked for from the first document or event to the last", () => {
  assert.deepEqual(allDates(talks()), ["2030-01-02", "2030-03-04", "2030-03-06", "2030-05"]);
  assert.deepEqual(allDates(data), ["2030-01-02", "2031-05-06"]);
});

test("an event is told with its days; one day isn't told twice", () => {
  assert.deepEqual(talks().nodes.map(whenOf), ["", "", "2030-03-04 – 2030-03-06", "2030-05"]);
});

test("what isn't said to be so is dotted and says it; what is so beside it comes first", () => {
  const lines = bundle(talks(), [0, 1, 2, 3]);

  assert.deepEqual(
    lines.map(({ label, dash }) => [label, dash]),
    [
      ["took part in as host", 0],
      ["took part in (denied)", 2],
      ["took part in (planned)", 2],
      ["represents", 0],
    ],
  );
  const both = talks();
  both.edges.push({ s: 1, t: 0, type: "HAS_ROLE", words: "envoy of", properties: { modality: "denied" } });
  const [line] = bundle(both, [3, 4]);
  assert.deepEqual([line.label, line.dash], ["represents +1", 0]);
});

test("what is more than its label stands after the name, an office before it", () => {
  assert.deepEqual(splitWords(talks(), talks().edges[0]), ["took part in", "as host"]);
  assert.deepEqual(splitWords(talks(), talks().edges[2]), ["took part in", ""]);
  assert.deepEqual(splitWords(data, data.edges[0]), ["", "minister of"]);
});

test("confidence leaves out what is less sure", () => {
  assert.deepEqual(edges({ ...noFilter(), confidence: 0.95 }), [3, 4]);
});

test("counts tell what each value would leave, whether or not it is ticked", () => {
  const found = counts(data, without("status", "former"));

  assert.equal(found.status.get("former"), 1);
  assert.equal(found.edge.get("HAS_ROLE"), 1);
  assert.equal(found.type.get("Person"), 2);
});

test("types that would crowd the map are off at first", () => {
  assert.deepEqual([...firstFilter(data).off.type], ["Statement"]);
});

test("all edges of a pair are one line, named after the office and coloured by representation", () => {
  const lines = bundle(data, all);

  assert.equal(lines.length, 4);
  assert.deepEqual([lines[0].label, lines[0].represents, lines[0].dash], ["minister of", true, 0]);
  assert.equal(lines[1].dash, 1);
});

test("a line counts what its words don't say", () => {
  const more = small();
  more.edges.push({ s: 2, t: 0, type: "ABOUT" }, { s: 0, t: 0, type: "ABOUT" });
  const [line] = bundle(more, more.edges.keys());

  assert.equal(line.label, "minister of +1");
  assert.ok(line.back);
});

test("a shortest way goes over what is shown only", () => {
  assert.deepEqual(shortest(data, all, 0, 3), [0, 2, 1, 3]);
  assert.deepEqual(shortest(data, new Set([0, 3]), 0, 3), []);
  assert.deepEqual(shortest(data, all, 0, 0), [0]);
});

test("a neighbourhood grows with its steps", () => {
  assert.deepEqual([...near(data, all, 0, 1)], [0, 2]);
  assert.deepEqual([...near(data, all, 0, 2)].sort(), [0, 1, 2, 4]);
});

test("a link to a node is its id, and any state survives as a link", () => {
  const first = firstFilter(data);
  const state = { ...fromHash("", first), selected: "person:ada o'k&é" };
  assert.equal(toHash(fromHash("#person:mara", first), first), "person:mara");
  assert.deepEqual(fromHash(`#${toHash(state, first)}`, first), state);

  const rich = {
    ...state,
    filter: { ...without("doc", "d1", 'x"&='), from: "2030", to: "2031-05", confidence: 0.5 },
    focus: "a:b",
    steps: 3,
    path: ["a:b", "c d"],
    table: true,
  };
  assert.deepEqual(fromHash(`#${toHash(rich, first)}`, first), rich);
});

test("a broken link opens the page as it is", () => {
  const first = firstFilter(data);
  for (const hash of ["#%E0%A4%A", "#view?no-doc={&steps=x&confidence=nan&path=3", "#"])
    assert.equal(fromHash(hash, first).filter.confidence, 0);
});

const measure = (/** @type {string} */ text, /** @type {number} */ size) => text.length * size * 0.6;

test("names don't overlap each other, however crowded", () => {
  const spots = Array.from({ length: 300 }, (_, at) => ({
    id: `a:${at}`,
    x: (at * 7919) % 900,
    y: (at * 104729) % 600,
    radius: 6,
    lines: [`Name ${at}`],
    size: 12,
    strong: at < 20,
    ways: [at % 6],
  }));
  const stretches = Array.from({ length: 100 }, (_, at) => ({
    id: `${at}-x`,
    x1: spots[at].x,
    y1: spots[at].y,
    x2: spots[at + 9].x,
    y2: spots[at + 9].y,
    text: "minister",
    size: 10,
  }));
  const labels = place(spots, stretches, measure, spots, { width: 900, height: 600 });
  const boxes = labels.map((label) => beads(label.x, label.y, label.angle, measure(label.lines[0], label.size), label.size));

  assert.ok(labels.length > 40);
  boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => assert.ok(!one.some((a) => other.some((b) => overlaps(a, b))))));
});

for (const [turned, side] of /** @type {[number[], string][]} */ ([
  [[], "below"],
  [[-1.5], "below"],
  [[1.5], "above"],
  [[1.5, -1.6], "right"],
  [[1.5, -1.6, 0.1], "left"],
  [[0.05, 1.5, -1.6, 3.1], "below to the right"],
])) {
  test(`the name of a node whose lines leave at ${turned.join(" and ") || "no angle"} stands ${side}`, () => {
    const spot = { id: "a:b", x: 400, y: 300, radius: 8, lines: ["A long name"], size: 12, strong: false, ways: turned };
    const [{ x, y }] = place([spot], [], measure, [spot], { width: 900, height: 600 });

    const [upright, level] = [y > 300 ? "below" : y < 300 ? "above" : "", x > 400 ? "right" : x < 400 ? "left" : ""];
    assert.equal([upright, level].filter(Boolean).join(" to the "), side);
  });
}

test("texts stay inside the window", () => {
  const spot = { id: "a:b", x: 2, y: 300, radius: 5, lines: ["A long name"], size: 12, strong: false, ways: [] };

  assert.deepEqual(
    place([spot], [], measure, [spot], { width: 900, height: 600 }).map(({ x }) => x > 40),
    [true],
  );
});

test("a long name is broken into lines, an endless one is cut", () => {
  assert.deepEqual(wrap("Ministry of Foreign Affairs of the Republic", 20, 3), ["Ministry of Foreign", "Affairs of the", "Republic"]);
  assert.ok(wrap("x".repeat(10_000), 20, 3).join("").length < 60);
  assert.ok(wrap("word ".repeat(2000), 20, 3).length === 3);
});

test("CSV has a row for each sentence, quotes what it must and hands spreadsheets no formula", () => {
  const rows = toCsv(data, view(data, noFilter()), noFilter()).split("\r\n");

  assert.equal(rows.length, 7);
  assert.match(rows[4], /"'=SUM\(1\) ""Board"""/);
  assert.match(rows[1], /First,2030-01-02,,Mara Quílly is minister of Ruritania\.$/);
});

test("GraphML escapes markup and what XML can't hold", () => {
  const hostile = small();
  hostile.nodes[0].name = `</data><x>&"'\u0000\ud800`;
  const text = toGraphml(hostile, view(hostile, noFilter()));

  assert.ok(text.includes("&lt;/data&gt;&lt;x&gt;&amp;&quot;&#39;\ufffd\ufffd"));
  assert.equal(text.match(/<edge /g)?.length, 5);
  assert.equal(xml("a\tb\nc"), "a\tb\nc");
});

test("SVG draws each shape and keeps names as text", () => {
  const theme = { dark: false, paper: "#fff", ink: "#000", soft: "#555", faint: "#ddd", line: "#999", represents: "#739" };
  const node = (/** @type {string} */ shape) => ({ x: 5, y: 5, radius: 3, shape, colour: "#123456" });
  const stroke = { x1: 0, y1: 0, x2: 9, y2: 9, radius: 2, start: 2, colour: "#999999", width: 1, dash: 1, back: true };
  const label = { x: 1, y: 1, angle: 0.5, lines: ["<b>"], size: 12, strong: true, of: "person:b", width: 20 };
  const words = { ...label, lines: ["minister of"], of: "1-2" };
  const text = toSvg(
    { width: 10, height: 10, theme, strokes: [stroke], nodes: ["dot", "square", "star"].map(node), labels: [label, words] },
    "<i>",
  );

  assert.equal(text.match(/<polygon/g)?.length, 4);
  assert.ok(text.includes("&lt;b&gt;") && !text.includes("<b>") && text.includes("stroke-dasharray"));
  assert.equal(text.match(/<rect x=/g)?.length, 1);
});
