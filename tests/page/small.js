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
