// What the page is handed by Python (kg/render/page_data.py), and what its modules hand to each other.

/** [passage, start, end, sentence start, sentence end, confidence, who says so (a node, or -1), modality]; offsets count in the passage. */
export type Evidence = [number, number, number, number, number, number, number, string];

export interface Source {
  id: string;
  title: string;
  date?: string;
  path?: string;
  url?: string;
}

export interface Actor {
  id: string;
  type: string;
  name: string;
  aliases?: string[];
  properties?: Record<string, string | number | boolean>;
  confidence?: number;
  docs?: number[];
  mentions?: Evidence[];
  caption?: boolean;
  x?: number;
  y?: number;
}

export interface Relation {
  s: number;
  t: number;
  type: string;
  words?: string;
  properties?: Record<string, string | number | boolean>;
  confidence?: number;
  evidence?: Evidence[];
}

export interface Style {
  shape: string;
  sign: string;
  colour: string;
  dark: string;
  hidden?: boolean;
}

export interface Data {
  title: string;
  note: string;
  cut: number;
  styles: Record<string, Style>;
  labels: Record<string, string>;
  documents: Source[];
  passages: [number, string][];
  nodes: Actor[];
  edges: Relation[];
}

/** The data with what is looked up in it: edges of each node, nodes by id, and each node's folded names. */
export interface Index extends Data {
  at: Map<string, number>;
  around: number[][];
  folded: string[];
}

/** Which values of each facet are switched off, and the ranges. */
export interface Filter {
  off: Record<string, Set<string>>;
  from: string;
  to: string;
  confidence: number;
}

/** What a filter leaves: the edges with the evidence that counts, and the nodes that are drawn. */
export interface View {
  edges: Set<number>;
  nodes: Set<number>;
}

/** One line on the map: all edges between two nodes. */
export interface Line {
  id: string;
  s: number;
  t: number;
  edges: number[];
  label: string;
  represents: boolean;
  /** 0 drawn through; 1 dashed: all of it is former; 2 dotted: none of it is said to be so */
  dash: number;
  back: boolean;
}

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A text on the map: its lines around the middle (x, y), turned by an angle. */
export interface Label {
  x: number;
  y: number;
  angle: number;
  lines: string[];
  size: number;
  strong: boolean;
  of: string;
  /** how wide it is, in pixels */
  width: number;
}

/** What is to be labelled, in pixels. */
export interface Spot {
  id: string;
  x: number;
  y: number;
  radius: number;
  lines: string[];
  size: number;
  strong: boolean;
  /** the angles at which lines leave the node, clockwise from the right */
  ways: number[];
}

export interface Stretch {
  id: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  text: string;
  size: number;
}

export interface Theme {
  dark: boolean;
  paper: string;
  ink: string;
  soft: string;
  faint: string;
  line: string;
  represents: string;
}

export interface Drawn {
  x: number;
  y: number;
  radius: number;
  shape: string;
  colour: string;
}

export interface Stroke {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  radius: number;
  start: number;
  colour: string;
  width: number;
  dash: number;
  back: boolean;
}

/** A picture of the map: what SVG, PNG and browsers without WebGL are given. */
export interface Scene {
  width: number;
  height: number;
  theme: Theme;
  strokes: Stroke[];
  nodes: Drawn[];
  labels: Label[];
}

export interface State {
  filter: Filter;
  selected: string;
  focus: string;
  steps: number;
  path: string[];
  table: boolean;
}
