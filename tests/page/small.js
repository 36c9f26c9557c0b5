// A small invented graph for the tests of the page's modules.

import { indexData } from "../../kg/render/page/data.js";

const style = { shape: "dot", sign: "●", colour: "#0072b2", dark: "#56b4e9" };
const text = "Mara Quílly is minister of Ruritania. Tomas Brandt is not.";
const said = (/** @type {number} */ passage, confidence = 1, speaker = -1, modality = "") =>
  /** @type {import("../../kg/render/page/types").Evidence} */ ([passage, 0, 11, 0, 37, confidence, speaker, modality]);

/** Nodes: 0 Mara, 1 Tomas, 2 Ruritania, 3 Harbour Board, 4 Capital. @returns {import("../../kg/render/page/types").Index} */
export const small = () =>
  indexData({
    title: "Small",
    note: "",
    cut: 0,
    styles: { Person: style, Place: style, Statement: { ...style, hidden: true }, other: style },
    labels: { HAS_ROLE: "has the role", REPRESENTS: "represents" },
    documents: [
      { id: "d1", title: "First", date: "2030-01-02" },
      { id: "d2", title: "Second", date: "2031-05-06" },
      { id: "d3", title: "Undated", date: "XXXX-03-04" },
    ],
    passages: [
      [0, text],
      [1, text],
      [2, text],
    ],
    nodes: [
      { id: "person:mara", type: "Person", name: "Mara Quílly", aliases: ["Quílly", "the Iron Minister"], x: 0, y: 0, docs: [0] },
      { id: "person:tomas", type: "Person", name: "Tomas Brandt", x: 10, y: 0, docs: [1] },
      { id: "place:ruritania", type: "Place", name: "Ruritania", x: 5, y: 5, docs: [0, 1] },
      { id: "organization:board", type: "Organization", name: '=SUM(1) "Board"', x: 9, y: 9, docs: [2] },
      { id: "place:capital", type: "Place", name: "Capital", x: 1, y: 9 },
    ],
    edges: [
      {
        s: 0,
        t: 2,
        type: "HAS_ROLE",
        words: "minister of",
        properties: { title: "minister", status: "current" },
        evidence: [said(0, 0.9)],
      },
      { s: 0, t: 2, type: "REPRESENTS", properties: { basis: "office" }, evidence: [said(0, 0.9)] },
      { s: 1, t: 2, type: "HAS_ROLE", words: "former envoy of", properties: { status: "former" }, evidence: [said(1, 0.6, 0, "reported")] },
      { s: 1, t: 3, type: "REPRESENTS", properties: { basis: "stated" }, evidence: [said(2, 1)] },
      { s: 4, t: 2, type: "LOCATED_IN", properties: { basis: "background" } },
    ],
  });

/** Nodes: 0 Ruritania, 1 Mara, 2 talks of three days, 3 a summit in some month; all in a document from before. */
export const talks = () =>
  indexData({
    ...small(),
    labels: { PARTICIPATED_IN: "took part in", REPRESENTS: "represents" },
    documents: [{ id: "d1", title: "First", date: "2030-01-02" }],
    nodes: [
      { id: "place:ruritania", type: "Place", name: "Ruritania", x: 0, y: 0 },
      { id: "person:mara", type: "Person", name: "Mara Quílly", x: 9, y: 0 },
      { id: "event:talks", type: "Event", name: "talks", x: 9, y: 9, properties: { start_date: "2030-03-04", end_date: "2030-03-06" } },
      { id: "event:summit", type: "Event", name: "summit", x: 0, y: 9, properties: { start_date: "2030-05", modality: "planned" } },
    ],
    edges: [
      { s: 0, t: 2, type: "PARTICIPATED_IN", words: "took part in as host", properties: { as: "host" }, evidence: [said(0)] },
      { s: 1, t: 2, type: "PARTICIPATED_IN", properties: { modality: "denied" }, evidence: [said(0, 1, 0, "denied")] },
      { s: 1, t: 3, type: "PARTICIPATED_IN", properties: { modality: "planned" }, evidence: [said(0, 1, -1, "planned")] },
      { s: 1, t: 0, type: "REPRESENTS", properties: { basis: "stated" }, evidence: [said(0)] },
    ],
  });
