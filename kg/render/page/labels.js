// Where texts stand on the map, so that none overlaps another or a node: the most connected first, what has no room is left out.

/** @typedef {import("./types").Box} Box @typedef {import("./types").Spot} Spot @typedef {import("./types").Label} Label */

const CELL = 48;
const LEADING = 1.15;

/** The boxes that are taken, found by the squares of a grid that they touch. */
export class Taken {
  /** @param {{width: number, height: number}} room */
  constructor(room) {
    this.room = room;
    /** @type {Map<number, Box[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box @returns {Iterable<number>} */
  *keys({ x, y, w, h }) {
    for (let column = Math.floor((x - w / 2) / CELL); column <= Math.floor((x + w / 2) / CELL); column++) {
      for (let row = Math.floor((y - h / 2) / CELL); row <= Math.floor((y + h / 2) / CELL); row++) yield column * 100003 + row;
    }
  }

  /** @param {Box} box */
  add(box) {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  /** @param {Box} box @param {Box} [own] a box that doesn't count */
  free(box, own) {
    if (box.x < box.w / 2 || box.y < box.h / 2 || box.x > this.room.width - box.w / 2 || box.y > this.room.height - box.h / 2) return false;
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) if (other !== own && overlaps(box, other)) return false;
    }
    return true;
  }
}

/** @param {Box} a @param {Box} b */
export const overlaps = (a, b) => Math.abs(a.x - b.x) < (a.w + b.w) / 2 && Math.abs(a.y - b.y) < (a.h + b.h) / 2;

/**
 * Break a text into lines of about so many characters; what is longer than the most lines ends in "…".
 * @param {string} text @param {number} width @param {number} most @returns {string[]}
 */
export function wrap(text, width, most) {
  /** @type {string[]} */
  const lines = [];
  const clean = text.slice(0, 400).replace(/\s+/g, " ").trim();
  for (const word of clean.split(" ").map((part) => (part.length > 2 * width ? `${part.slice(0, 2 * width - 1)}…` : part))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else if (lines.length === most) {
      lines[most - 1] = `${lines[most - 1].replace(/…$/, "")}…`;
      break;
    } else lines.push(word);
  }
  return lines;
}

/** @typedef {(text: string, size: number, strong: boolean) => number} Measure */

/**
 * Place names beside their nodes, in the order given; then words along lines.
 * @param {Spot[]} spots @param {import("./types").Stretch[]} stretches @param {Measure} measure
 * @param {{x: number, y: number, radius: number}[]} discs the nodes that nothing should cover, named or not
 * @param {{width: number, height: number}} room texts stay inside it @returns {Label[]}
 */
export function place(spots, stretches, measure, discs, room) {
  const [nodes, texts] = [new Taken(room), new Taken(room)];
  const own = new Map();
  for (const { x, y, radius } of discs) {
    const box = { x, y, w: 2 * radius, h: 2 * radius };
    own.set(`${x} ${y}`, box);
    nodes.add(box);
  }
  const names = spots.flatMap((spot) => beside(spot, nodes, texts, measure, own.get(`${spot.x} ${spot.y}`)));
  return [...names, ...stretches.flatMap((stretch) => along(stretch, nodes, texts, measure))];
}

/**
 * How many lines of a node pass under a text beside it: those that leave it through the text's near edge.
 * @param {Spot} spot @param {Box} box
 */
function crossed({ x, y, radius, ways }, box) {
  const [dx, dy] = [box.x - x, box.y - y];
  const [out, along, half] = dy ? [dy, dx, box.w / 2] : [dx, dy, box.h / 2];
  return ways.filter((angle) => {
    const [rise, run] = dy ? [Math.sin(angle), Math.cos(angle)] : [Math.cos(angle), Math.sin(angle)];
    return rise * out > 0 && Math.abs((radius * run) / Math.abs(rise) - along) < half;
  }).length;
}

/**
 * A name stands where the fewest of its node's lines pass under it: rather below than above, above than beside, beside than askew.
 * One that must be read covers small nodes, where there is no room that is free of them; never another name.
 * @param {Spot} spot @param {Taken} nodes @param {Taken} texts @param {Measure} measure @param {Box} [own] @returns {Label[]}
 */
function beside(spot, nodes, texts, measure, own) {
  const w = Math.max(...spot.lines.map((line) => measure(line, spot.size, spot.strong))) + 4;
  const h = spot.lines.length * spot.size * LEADING + 2;
  const [right, down, askew] = [spot.radius + w / 2 + 2, spot.radius + h / 2 + 1, w / 2 + 3];
  const sides = [
    [0, down],
    [0, -down],
    [right, 0],
    [-right, 0],
    [askew, down],
    [-askew, down],
    [askew, -down],
    [-askew, -down],
  ].map(([dx, dy]) => ({ x: spot.x + dx, y: spot.y + dy, w, h }));
  const free = sides
    .filter((box) => texts.free(box))
    .map((box) => ({ box, lines: crossed(spot, box) }))
    .sort((a, b) => a.lines - b.lines)
    .map((side) => side.box);
  const box = free.find((side) => nodes.free(side, own)) ?? (spot.strong ? free[0] : undefined);
  if (!box) return [];
  texts.add(box);
  return [{ x: box.x, y: box.y, angle: 0, lines: spot.lines, size: spot.size, strong: spot.strong, of: spot.id, width: w }];
}

/**
 * @param {import("./types").Stretch} stretch @param {Taken} nodes @param {Taken} texts @param {Measure} measure @returns {Label[]}
 */
function along({ id, x1, y1, x2, y2, text, size }, nodes, texts, measure) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  let angle = Math.atan2(y2 - y1, x2 - x1);
  if (Math.abs(angle) > Math.PI / 2) angle -= Math.sign(angle) * Math.PI;
  for (const lines of [[text], wrap(text, Math.ceil(text.length / 2) + 4, 2)]) {
    const w = Math.max(...lines.map((line) => measure(line, size, false))) + 6;
    for (const part of [0.5, 0.4, 0.6]) {
      if (w + 10 > 2 * length * Math.min(part, 1 - part)) continue;
      const [x, y] = [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];
      const boxes = beads(x, y, angle, w, lines.length * size * LEADING + 2);
      if (!boxes.every((box) => nodes.free(box) && texts.free(box))) continue;
      boxes.forEach((box) => texts.add(box));
      return [{ x, y, angle, lines, size, strong: false, of: id, width: w }];
    }
  }
  return [];
}

/** Cover a turned text by upright boxes. @param {number} x @param {number} y @param {number} angle @param {number} w @param {number} h @returns {Box[]} */
export function beads(x, y, angle, w, h) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const count = Math.abs(sin) < 0.02 ? 1 : Math.ceil(w / h);
  const step = w / count;
  const [width, height] = [Math.abs(cos) * step + Math.abs(sin) * h, Math.abs(sin) * step + Math.abs(cos) * h];
  return Array.from({ length: count }, (_, at) => {
    const offset = (at + 0.5) * step - w / 2;
    return { x: x + cos * offset, y: y + sin * offset, w: width, h: height };
  });
}
