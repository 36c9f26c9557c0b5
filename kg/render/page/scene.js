// A picture of the map in plain shapes: as SVG, and painted on a canvas (PNG, and browsers without WebGL).

import { xml } from "./export.js";

/** @typedef {import("./types").Scene} Scene @typedef {import("./types").Drawn} Drawn @typedef {import("./types").Stroke} Stroke */

export const FONT = 'system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';

/** How long a dash and the room after it are: of a line drawn through, a dashed and a dotted one. */
const DASHES = [[], [6, 4], [2, 3]];

/** [corners, turn in parts of a circle, size]: shapes of about the same area; the size is that of the corners. */
const SHAPES = /** @type {Record<string, [number, number, number]>} */ ({
  square: [4, 1 / 8, 1.25],
  diamond: [4, 0, 1.25],
  hexagon: [6, 1 / 12, 1.1],
  triangle: [3, 0, 1.5],
  triangleDown: [3, 1 / 2, 1.5],
});

/** The corners of a shape; none for a disc. @param {Drawn} node @returns {[number, number][]} */
export function corners({ x, y, radius, shape }) {
  const points = (/** @type {number} */ count, /** @type {number} */ turn, /** @type {(at: number) => number} */ size) =>
    Array.from({ length: count }, (_, at) => {
      const angle = 2 * Math.PI * (at / count + turn);
      return /** @type {[number, number]} */ ([x + Math.sin(angle) * size(at), y - Math.cos(angle) * size(at)]);
    });
  if (shape === "star") return points(10, 0, (at) => radius * (at % 2 ? 0.62 : 1.4));
  const known = SHAPES[shape];
  return known ? points(known[0], known[1], () => radius * known[2]) : [];
}

/** The three corners of an arrow head, and where its line ends. @param {Stroke} stroke @param {boolean} back */
function arrow({ x1, y1, x2, y2, radius, start, width }, back) {
  const [fx, fy, tx, ty, away] = back ? [x2, y2, x1, y1, start] : [x1, y1, x2, y2, radius];
  const length = Math.hypot(tx - fx, ty - fy) || 1;
  const [ux, uy] = [(tx - fx) / length, (ty - fy) / length];
  const [px, py] = [tx - ux * away, ty - uy * away];
  const [long, wide] = [4 + 2.5 * width, 2 + 1.2 * width];
  const [bx, by] = [px - ux * long, py - uy * long];
  return {
    tip: [px, py],
    base: [bx, by],
    points: [
      [px, py],
      [bx - uy * wide, by + ux * wide],
      [bx + uy * wide, by - ux * wide],
    ],
  };
}

/** @param {Stroke} stroke */
const arrows = (stroke) => (stroke.back ? [arrow(stroke, false), arrow(stroke, true)] : [arrow(stroke, false)]);

const round = (/** @type {number} */ value) => Math.round(value * 100) / 100;
const list = (/** @type {number[][]} */ points) => points.map((point) => point.map(round).join(",")).join(" ");

/** @param {Scene} scene @param {string} title */
export function toSvg({ width, height, theme, strokes, nodes, labels }, title) {
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${xml(FONT)}">`,
    `<title>${xml(title)}</title><rect width="100%" height="100%" fill="${theme.paper}"/>`,
    ...strokes.map((stroke) => {
      const dash = stroke.dash ? ` stroke-dasharray="${DASHES[stroke.dash].join(" ")}"` : "";
      const heads = arrows(stroke).map(({ points }) => `<polygon points="${list(points)}" fill="${stroke.colour}"/>`);
      const ends = `x1="${round(stroke.x1)}" y1="${round(stroke.y1)}" x2="${round(arrow(stroke, false).base[0])}" y2="${round(arrow(stroke, false).base[1])}"`;
      return `<line ${ends} stroke="${stroke.colour}" stroke-width="${stroke.width}"${dash}/>${heads.join("")}`;
    }),
    ...nodes.map((node) => {
      const paint = `fill="${node.colour}" stroke="${theme.paper}" stroke-width="1.5"`;
      const points = corners(node);
      if (points.length) return `<polygon points="${list(points)}" ${paint}/>`;
      return `<circle cx="${round(node.x)}" cy="${round(node.y)}" r="${round(node.radius)}" ${paint}/>`;
    }),
    ...labels.map((label) => {
      const turn = label.angle ? ` transform="rotate(${round((label.angle * 180) / Math.PI)})"` : "";
      const look = `font-size="${label.size}"${label.strong ? ' font-weight="600"' : ""} fill="${isName(label) ? theme.ink : theme.soft}"`;
      const halo = `stroke="${theme.paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
      const lines = label.lines.map((line, at) => `<tspan x="0" y="${round(lineAt(label, at))}">${xml(line)}</tspan>`).join("");
      const { left, top, wide, high } = patch(label);
      const box = `x="${round(left)}" y="${round(top)}" width="${round(wide)}" height="${round(high)}"`;
      const under = isName(label) ? "" : `<rect ${box} fill="${theme.paper}"${turn}/>`;
      return `<g transform="translate(${round(label.x)} ${round(label.y)})">${under}<text text-anchor="middle" ${look} ${halo}${turn}>${lines}</text></g>`;
    }),
    "</svg>",
    "",
  ].join("\n");
}

/** Names belong to nodes, whose ids have a colon; other texts to lines. @param {import("./types").Label} label */
const isName = (label) => label.of.includes(":");

/** What words cover of their line, which would show between them. @param {import("./types").Label} label */
function patch({ lines, size, width }) {
  const [wide, high] = [width - 4, lines.length * size * 1.15];
  return { left: -wide / 2, top: -high / 2, wide, high };
}

/** The base of a line of a label, from its middle. @param {import("./types").Label} label @param {number} at */
const lineAt = (label, at) => (at - (label.lines.length - 1) / 2) * label.size * 1.15 + label.size * 0.35;

/** @param {CanvasRenderingContext2D} context @param {Scene} scene */
export function paint(context, { width, height, theme, strokes, nodes, labels }) {
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, width, height);
  for (const stroke of strokes) paintStroke(context, stroke);
  for (const node of nodes) paintNode(context, node, theme.paper);
  paintLabels(context, labels, theme);
}

/** @param {CanvasRenderingContext2D} context @param {Stroke} stroke */
function paintStroke(context, stroke) {
  const [head] = arrows(stroke);
  context.strokeStyle = context.fillStyle = stroke.colour;
  context.lineWidth = stroke.width;
  context.setLineDash(DASHES[stroke.dash]);
  context.beginPath();
  context.moveTo(stroke.x1, stroke.y1);
  context.lineTo(head.base[0], head.base[1]);
  context.stroke();
  for (const { points } of arrows(stroke)) fillShape(context, points);
}

/** @param {CanvasRenderingContext2D} context @param {number[][]} points */
function fillShape(context, points) {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.closePath();
  context.fill();
}

/** @param {CanvasRenderingContext2D} context @param {Drawn} node @param {string} paper */
function paintNode(context, node, paper) {
  const points = corners(node);
  context.setLineDash([]);
  context.fillStyle = node.colour;
  context.strokeStyle = paper;
  context.lineWidth = 1.5;
  if (points.length) fillShape(context, points);
  else {
    context.beginPath();
    context.arc(node.x, node.y, node.radius, 0, 7);
    context.fill();
  }
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {import("./types").Label[]} labels @param {import("./types").Theme} theme */
export function paintLabels(context, labels, theme) {
  context.textAlign = "center";
  context.lineJoin = "round";
  context.setLineDash([]);
  for (const label of labels) {
    context.save();
    context.translate(label.x, label.y);
    context.rotate(label.angle);
    context.font = `${label.strong ? "600 " : ""}${label.size}px ${FONT}`;
    context.strokeStyle = theme.paper;
    context.lineWidth = 3.5;
    if (!isName(label)) {
      const { left, top, wide, high } = patch(label);
      context.fillStyle = theme.paper;
      context.fillRect(left, top, wide, high);
    }
    context.fillStyle = isName(label) ? theme.ink : theme.soft;
    label.lines.forEach((line, at) => {
      context.strokeText(line, 0, lineAt(label, at));
      context.fillText(line, 0, lineAt(label, at));
    });
    context.restore();
  }
}
