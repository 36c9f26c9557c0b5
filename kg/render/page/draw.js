// The map itself: sigma draws nodes and lines, a canvas above it has the names.

import { DirectedGraph } from "graphology";
import Sigma from "sigma";
import { oneLine } from "./dom.js";
import { place, wrap } from "./labels.js";
import { bundle } from "./lines.js";
import { BothWays, LineProgram, OneWay, paper, SHAPES, ShapeProgram } from "./programs.js";
import { FONT, paint, paintLabels } from "./scene.js";

/** @typedef {import("./types").Index} Index @typedef {import("./types").Line} Line @typedef {import("./types").Theme} Theme */

const MANY = 3000; // lines from which up they are drawn thin and pale
const NAMED = 700; // names and words that are tried at a time
const READABLE = 0.45; // the size, as a part of that laid out, at which most names have room
const SMALL = 0.22; // the size below which the map opens around its most connected node
const STRONG = 40; // about so many names are bold, and may cover other nodes
const CROWD = 60; // lines of a node above which no side of it is free of them
const TOUCH = 7; // pixels beside a line that count as on it

/** Colours as the style sheet has them now. @returns {Theme} */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  const names = ["paper", "ink", "soft", "faint", "line", "represents"];
  return /** @type {Theme} */ ({ dark: colour("scheme") === "dark", ...Object.fromEntries(names.map((name) => [name, colour(name)])) });
}

/** Whether this browser can draw the map. */
export function hasWebgl() {
  const context = document.createElement("canvas").getContext("webgl2") ?? document.createElement("canvas").getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

export class Drawing {
  /** @param {Index} data @param {HTMLElement} box @param {HTMLCanvasElement} canvas */
  constructor(data, box, canvas) {
    this.data = data;
    this.box = box;
    this.canvas = canvas;
    this.theme = readTheme();
    /** @type {Line[]} */
    this.lines = [];
    /** @type {Map<string, Line>} */
    this.byId = new Map();
    this.beside = ends([]);
    /** @type {number[]} nodes that are drawn, the most connected first */
    this.order = [];
    /** @type {Set<number> | null} nodes that stand out, with the lines between them; null where none do */
    this.bright = null;
    /** @type {Set<string> | null} */
    this.brightLines = null;
    this.selected = -1;
    this.hovered = -1;
    /** how many relations make a name bold */
    this.much = 6;
    /** @type {import("./types").Label[]} */
    this.labels = [];
    this.scale = 1;
    /** how large the whole map is drawn at most, as a part of the size that it was laid out in */
    this.fit = 1;
    this.bounds = bounds(data);
    /** @type {Sigma | null} */
    this.sigma = hasWebgl() ? this.start() : null;
  }

  /** Degree decides a node's size. @param {number} at */
  radius(at) {
    return Math.min(26, 5 + 2.4 * Math.sqrt(this.data.around[at].length)) * this.scale;
  }

  /** @param {number} at */
  colour(at) {
    const style = this.data.styles[this.data.nodes[at].type] ?? this.data.styles.other;
    return this.theme.dark ? style.dark : style.colour;
  }

  start() {
    const sigma = new Sigma(new DirectedGraph(), this.box, {
      allowInvalidContainer: true,
      renderLabels: false,
      defaultNodeType: "shape",
      nodeProgramClasses: { shape: ShapeProgram },
      nodeHoverProgramClasses: { shape: ShapeProgram },
      defaultDrawNodeHover: () => {},
      edgeProgramClasses: { plain: LineProgram, one: OneWay, both: BothWays },
      defaultEdgeType: "one",
      minCameraRatio: 0.01,
      maxCameraRatio: 4,
      stagePadding: 50,
      zoomToSizeRatioFunction: (ratio) => ratio ** 0.35, // nodes and lines grow more slowly than the room between them
      zIndex: true,
      hideEdgesOnMove: false,
      nodeReducer: (node, attributes) => this.nodeLook(Number(node), attributes),
      edgeReducer: (line, attributes) => this.lineLook(line, attributes),
    });
    sigma.on("afterRender", () => this.drawLabels());
    sigma.on("resize", () => {
      this.frame();
      sigma.scheduleRefresh();
    });
    return sigma;
  }

  /** @param {number} at @param {object} attributes */
  nodeLook(at, attributes) {
    const faint = this.bright && !this.bright.has(at);
    return { ...attributes, color: faint ? this.theme.faint : this.colour(at), size: this.radius(at), zIndex: faint ? 0 : 1 };
  }

  /** @param {string} id @param {object} attributes */
  lineLook(id, attributes) {
    const line = /** @type {Line} */ (this.byId.get(id));
    const many = this.lines.length > MANY;
    if (this.faint(line)) return { ...attributes, color: mix(this.theme.faint, this.theme.paper, many ? 0.7 : 0.3), size: 0.7, zIndex: 0 };
    const colour = line.represents ? this.theme.represents : this.theme.line;
    const pale = many && !this.bright;
    return {
      ...attributes,
      color: pale ? mix(colour, this.theme.paper, 0.6) : colour,
      size: pale ? 0.6 : line.represents ? 2 : 1.2,
      zIndex: 1,
    };
  }

  /** @param {Line} line */
  faint(line) {
    if (this.brightLines) return !this.brightLines.has(line.id);
    return this.bright !== null && !(this.bright.has(line.s) && this.bright.has(line.t));
  }

  /** Draw these nodes and edges and no others. @param {Set<number>} nodes @param {Iterable<number>} edges */
  show(nodes, edges) {
    const has = (/** @type {number} */ at) => nodes.has(at) && this.data.nodes[at].x !== undefined;
    this.order = [...nodes].filter(has).sort((a, b) => this.data.around[b].length - this.data.around[a].length || a - b);
    this.lines = bundle(this.data, edges).filter((line) => has(line.s) && has(line.t));
    this.byId = new Map(this.lines.map((line) => [line.id, line]));
    this.beside = ends(this.lines);
    this.much = Math.max(6, this.data.around[this.order[STRONG] ?? -1]?.length ?? 0);
    if (!this.sigma) return this.paintStill();
    const graph = new DirectedGraph();
    const arrows = (/** @type {Line} */ line) => (this.lines.length > 4 * MANY ? "plain" : line.back ? "both" : "one");
    for (const at of this.order) graph.addNode(at, { ...this.position(at), shape: this.shape(at), size: this.radius(at) });
    for (const line of this.lines) graph.addDirectedEdgeWithKey(line.id, line.s, line.t, { type: arrows(line), dash: line.dash });
    this.frame();
    this.inked();
    this.sigma.setGraph(graph); // this draws
  }

  /** @param {number} at */
  position(at) {
    const { x = 0, y = 0 } = this.data.nodes[at];
    return { x, y: -y };
  }

  /** @param {number} at */
  shape(at) {
    return Math.max(0, SHAPES.indexOf((this.data.styles[this.data.nodes[at].type] ?? this.data.styles.other).shape));
  }

  /** Fit the map to the window: never larger than it was laid out, with nodes that fit the room between them. */
  frame() {
    if (!this.sigma) return;
    const { width, height } = this.sigma.getDimensions();
    const { x, y } = this.bounds;
    const fit = Math.min(width / (x[1] - x[0] + 120), height / (y[1] - y[0] + 120), 1.4);
    const [middle, half] = [
      [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2],
      [width / fit / 2, height / fit / 2],
    ];
    this.fit = fit;
    this.scale = Math.min(1, 0.72 * Math.sqrt(fit / READABLE));
    this.sigma.setCustomBBox({ x: [middle[0] - half[0], middle[0] + half[0]], y: [-middle[1] - half[1], -middle[1] + half[1]] });
  }

  /** Tell the graphics card the colour of the page. */
  inked() {
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(this.theme.paper.slice(at, at + 2), 16) / 255);
    paper.value = [r, g, b, 1];
  }

  /**
   * Let some nodes stand out (none: all alike); `draw` does it at once.
   * @param {Set<number> | null} nodes @param {Set<string> | null} lines @param {number} selected
   */
  stress(nodes, lines, selected) {
    [this.bright, this.brightLines, this.selected] = [nodes, lines, selected];
  }

  draw() {
    this.inked();
    if (this.sigma) this.sigma.refresh();
    else this.paintStill();
  }

  /** Take up the colours of the day or of the night. */
  recolour() {
    this.theme = readTheme();
    this.draw();
  }

  /** Where a node is in the window. @param {number} at */
  seen(at) {
    return this.sigma ? this.sigma.graphToViewport(this.position(at)) : { x: 0, y: 0 };
  }

  /** Move so that these nodes fill the window. @param {number[]} nodes @param {number} [largest] the size that isn't passed */
  lookAt(nodes, largest = 1.6) {
    if (!this.sigma || !nodes.length) return;
    const places = nodes.map((at) => this.sigma?.viewportToFramedGraph(this.seen(at)) ?? { x: 0, y: 0 });
    const { width, height } = this.sigma.getDimensions();
    const corners = nodes.map((at) => this.seen(at));
    const span = (/** @type {"x" | "y"} */ axis) =>
      Math.max(...corners.map((place) => place[axis])) - Math.min(...corners.map((place) => place[axis]));
    const camera = this.sigma.getCamera();
    const ratio =
      camera.getState().ratio *
      Math.max(span("x") / (width - Math.min(200, 0.4 * width)), span("y") / (height - Math.min(160, 0.4 * height)));
    const middle = (/** @type {"x" | "y"} */ axis) =>
      (Math.max(...places.map((place) => place[axis])) + Math.min(...places.map((place) => place[axis]))) / 2;
    camera.setState({ x: middle("x"), y: middle("y"), ratio: Math.min(1, Math.max(ratio, this.fit / largest)) });
  }

  /** The whole map, or where it would be too small to read, the part around its most connected node: no more beside the map than needs be. */
  opening() {
    this.home();
    const first = this.order[0];
    if (!this.sigma || first === undefined || this.fit >= SMALL || this.order.length > MANY / 2) return;
    const ratio = this.fit / READABLE;
    const { width, height } = this.sigma.getDimensions();
    const [low, high] = [0, 1].map((end) => this.sigma?.graphToViewport({ x: this.bounds.x[end], y: -this.bounds.y[end] }));
    if (!low || !high) return;
    const { x, y } = this.seen(first);
    const place = { x: within(x, low.x, high.x, width * ratio), y: within(y, low.y, high.y, height * ratio) };
    this.sigma.getCamera().setState({ ...this.sigma.viewportToFramedGraph(place), ratio });
  }

  home() {
    this.sigma?.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  /** @param {number} factor */
  zoom(factor) {
    const camera = this.sigma?.getCamera();
    camera?.setState({ ratio: camera.getBoundedRatio(camera.getState().ratio / factor) });
  }

  /** @param {number} x @param {number} y */
  pan(x, y) {
    const camera = this.sigma?.getCamera();
    if (!camera) return;
    const { x: left, y: top, ratio } = camera.getState();
    camera.setState({ x: left + x * 0.12 * ratio, y: top + y * 0.12 * ratio });
  }

  /** The line under a point of the window. @param {number} x @param {number} y @returns {Line | undefined} */
  lineAt(x, y) {
    let best = TOUCH;
    /** @type {Line | undefined} */
    let found;
    for (const line of this.lines) {
      const far = distance(x, y, this.seen(line.s), this.seen(line.t));
      if (far < best && !this.faint(line)) [best, found] = [far, line];
    }
    return found;
  }

  drawLabels() {
    const { sigma } = this;
    const context = this.canvas.getContext("2d");
    if (!sigma || !context) return;
    const { width, height } = sigma.getDimensions();
    const dense = window.devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * dense) || this.canvas.height !== Math.round(height * dense)) {
      [this.canvas.width, this.canvas.height] = [Math.round(width * dense), Math.round(height * dense)];
    }
    context.setTransform(dense, 0, 0, dense, 0, 0);
    context.clearRect(0, 0, width, height);
    const size = (/** @type {number} */ at) => sigma.scaleSize(this.radius(at));
    this.labels = this.placed(context, (at) => this.seen(at), size, width, height);
    if (this.selected >= 0 && this.data.nodes[this.selected].x !== undefined)
      ring(context, this.seen(this.selected), size(this.selected), this.theme);
    paintLabels(context, this.labels, this.theme);
  }

  /**
   * @param {CanvasRenderingContext2D} context @param {(at: number) => {x: number, y: number}} where @param {(at: number) => number} size
   * @param {number} width @param {number} height
   */
  placed(context, where, size, width, height) {
    const inside = ({ x = 0, y = 0 }) => x > -20 && y > -20 && x < width + 20 && y < height + 20;
    const first = [this.selected, this.hovered].filter((at) => this.order.includes(at));
    const seen = [...first, ...this.order.filter((at) => !first.includes(at))]
      .map((at) => ({ at, ...where(at), radius: (at === this.selected ? ringed(size(at)) : size(at)) + 1.5 }))
      .filter(inside);
    const named = seen.filter(({ at }) => !this.bright || this.bright.has(at)).slice(0, NAMED);
    const spots = named.map(({ at, x, y, radius }) => this.spot(at, x, y, radius, where));
    const stretches = this.lines.length > 20 * NAMED && !this.bright ? [] : this.stretches(where, size, inside);
    return place(spots, stretches, measurer(context), seen.slice(0, NAMED), { width, height });
  }

  /** @param {number} at @param {number} x @param {number} y @param {number} radius @param {(at: number) => {x: number, y: number}} where */
  spot(at, x, y, radius, where) {
    const node = this.data.nodes[at];
    const strong = this.data.around[at].length >= this.much;
    const others = this.beside.get(at) ?? [];
    return {
      id: node.id.includes(":") ? node.id : `:${node.id}`,
      x,
      y,
      radius,
      lines: wrap(oneLine(node.name), 20, 3),
      size: strong ? 13 : 12,
      strong,
      ways: (others.length > CROWD ? [] : others).map(where).map((other) => Math.atan2(other.y - y, other.x - x)),
    };
  }

  /** @param {(at: number) => {x: number, y: number}} where @param {(at: number) => number} size @param {(place: {x: number, y: number}) => boolean} inside */
  stretches(where, size, inside) {
    const found = [];
    for (const line of this.lines) {
      if (this.faint(line)) continue;
      const [a, b] = [where(line.s), where(line.t)];
      const far = Math.hypot(a.x - b.x, a.y - b.y);
      if (far < 60 || !inside({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })) continue;
      const [from, to] = [(size(line.s) + 2) / far, 1 - (size(line.t) + 10) / far];
      const at = (/** @type {number} */ part) => [a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part];
      const [[x1, y1], [x2, y2]] = [at(from), at(to)];
      found.push({ id: line.id, x1, y1, x2, y2, text: oneLine(line.label).slice(0, 60), size: 10.5 });
      if (found.length >= NAMED) break;
    }
    return found;
  }

  /** The whole map as a picture. @param {number} [width] @returns {import("./types").Scene} */
  scene(width = 0) {
    const at = this.order;
    const [x, y] = [at.map((node) => this.data.nodes[node].x ?? 0), at.map((node) => this.data.nodes[node].y ?? 0)];
    const [left, top, wide, high] = [least(x) - 100, least(y) - 80, most(x) - least(x) + 200, most(y) - least(y) + 160];
    const scale = width ? width / wide : Math.min(1, 8000 / Math.max(wide, high));
    const where = (/** @type {number} */ node) => ({
      x: ((this.data.nodes[node].x ?? 0) - left) * scale,
      y: ((this.data.nodes[node].y ?? 0) - top) * scale,
    });
    const size = (/** @type {number} */ node) => (this.radius(node) / this.scale) * Math.min(1, Math.max(0.3, scale * 1.1));
    const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    const labels = this.placed(context, where, size, wide * scale, high * scale);
    const nodes = [...at].reverse().map((node) => {
      const faint = this.bright && !this.bright.has(node);
      return { ...where(node), radius: size(node), shape: SHAPES[this.shape(node)], colour: faint ? this.theme.faint : this.colour(node) };
    });
    const strokes = this.lines.map((line) => {
      const [a, b] = [where(line.s), where(line.t)];
      const colour = this.faint(line) ? this.theme.faint : line.represents ? this.theme.represents : this.theme.line;
      const ends = { x1: a.x, y1: a.y, x2: b.x, y2: b.y, start: size(line.s) + 1, radius: size(line.t) + 1 };
      return { ...ends, colour, width: line.represents ? 2 : 1.2, dash: line.dash, back: line.back };
    });
    return { width: wide * scale, height: high * scale, theme: this.theme, strokes, nodes, labels };
  }

  /** Where there is no WebGL: a picture that doesn't move. */
  paintStill() {
    const context = this.canvas.getContext("2d");
    if (!context) return;
    const { clientWidth, clientHeight } = this.box;
    const scene = this.scene(clientWidth);
    [this.canvas.width, this.canvas.height] = [clientWidth * 2, Math.max(clientHeight, scene.height) * 2];
    context.setTransform(2, 0, 0, 2, 0, 0);
    paint(context, scene);
  }
}

/**
 * Mix two colours, so that pale lines need no transparency.
 * @param {string} colour #rrggbb @param {string} other @param {number} part how much of the other
 */
function mix(colour, other, part) {
  const channel = (/** @type {number} */ at) => {
    const [a, b] = [colour, other].map((text) => Number.parseInt(text.slice(at, at + 2), 16));
    return Math.round(a + (b - a) * part)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** The nodes at the other end of each node's lines. @param {Line[]} lines @returns {Map<number, number[]>} */
function ends(lines) {
  const found = new Map();
  for (const { s, t } of lines) {
    found
      .set(s, found.get(s) ?? [])
      .get(s)
      .push(t);
    found
      .set(t, found.get(t) ?? [])
      .get(t)
      .push(s);
  }
  return found;
}

/** @param {Index} data */
function bounds(data) {
  const places = data.nodes.filter((node) => node.x !== undefined);
  const range = (/** @type {number[]} */ values) => (values.length ? [least(values), most(values)] : [0, 1]);
  return { x: range(places.map((node) => node.x ?? 0)), y: range(places.map((node) => node.y ?? 0)) };
}

const least = (/** @type {number[]} */ values) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (/** @type {number[]} */ values) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

/**
 * The middle of a window near a place, so that the window lies within a stretch where it can.
 * @param {number} at @param {number} from @param {number} to @param {number} room
 */
function within(at, from, to, room) {
  const half = room / 2 - 0.05 * room; // names stand around what is at the edge
  return to - from < 2 * half ? (from + to) / 2 : Math.min(Math.max(at, from + half), to - half);
}

/** How far a point is from a stretch. @param {number} x @param {number} y @param {{x: number, y: number}} a @param {{x: number, y: number}} b */
export function distance(x, y, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const part = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - part * dx, y - a.y - part * dy);
}

const widths = new Map();

/** Measure texts once. @param {CanvasRenderingContext2D} context */
function measurer(context) {
  return (/** @type {string} */ text, /** @type {number} */ size, /** @type {boolean} */ strong) => {
    const key = `${strong ? "600 " : ""}${size}px ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    context.font = `${strong ? "600 " : ""}${size}px ${FONT}`;
    const { width } = context.measureText(text);
    widths.set(key, width);
    return width;
  };
}

/** The radius of the ring around a node that is selected. @param {number} radius */
const ringed = (radius) => radius * 1.25 + 4;

/** @param {CanvasRenderingContext2D} context @param {{x: number, y: number}} place @param {number} radius @param {Theme} theme */
function ring(context, { x, y }, radius, theme) {
  context.strokeStyle = theme.ink;
  context.lineWidth = 2;
  context.setLineDash([]);
  context.beginPath();
  context.arc(x, y, ringed(radius), 0, 7);
  context.stroke();
}
