// How the graphics card draws nodes and lines: shapes told apart by their outline, and lines that may be dashed.

import { createEdgeArrowHeadProgram, createEdgeCompoundProgram, EdgeProgram, NodeProgram } from "sigma/rendering";
import { floatColor } from "sigma/utils";

const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;
export const SHAPES = ["dot", "square", "hexagon", "star", "triangle", "triangleDown", "diamond"];
/** What pixels are in the units of sigma's shaders: their "correction ratio" is half of one. */
const PIXEL = "(2.0 * u_correctionRatio)";

/** Half the side of a triangle around a shape, in radii: the corners of a triangle reach furthest. */
const REACH = 3.4;

const NODE_VERTEX = `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_place;
varying float v_radius;
varying float v_shape;
void main() {
  v_radius = a_size / u_sizeRatio;
  v_shape = a_shape;
  v_place = ${REACH} * (v_radius + 2.0) * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + v_place * ${PIXEL}, 1)).xy, 0, 1);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

// The star is Inigo Quilez's five-pointed star as a signed distance (MIT).
const NODE_FRAGMENT = `
precision highp float;
varying vec4 v_color;
varying vec2 v_place;
varying float v_radius;
varying float v_shape;
uniform vec4 u_paper;
float polygon(vec2 place, float corners, float turn) {
  float angle = atan(place.x, place.y) + turn;
  float part = 6.2831853 / corners;
  return cos(floor(0.5 + angle / part) * part - angle) * length(place);
}
float star(vec2 p, float r) {
  const vec2 k1 = vec2(0.809016994, -0.587785252);
  const vec2 k2 = vec2(-0.809016994, -0.587785252);
  p.x = abs(p.x);
  p -= 2.0 * max(dot(k1, p), 0.0) * k1;
  p -= 2.0 * max(dot(k2, p), 0.0) * k2;
  p.x = abs(p.x);
  p.y -= r;
  vec2 ba = 0.45 * vec2(-k1.y, k1.x) - vec2(0, 1);
  float h = clamp(dot(p, ba) / dot(ba, ba), 0.0, r);
  return length(p - ba * h) * sign(p.y * ba.x - p.x * ba.y);
}
float outside() {
  if (v_shape < 0.5) return length(v_place) - v_radius;
  if (v_shape < 1.5) return polygon(v_place, 4.0, 0.0) - 0.89 * v_radius;
  if (v_shape < 2.5) return polygon(v_place, 6.0, 0.0) - 0.95 * v_radius;
  if (v_shape < 3.5) return star(v_place, 1.4 * v_radius);
  if (v_shape < 4.5) return polygon(v_place, 3.0, 3.1415927) - 0.75 * v_radius;
  if (v_shape < 5.5) return polygon(v_place, 3.0, 0.0) - 0.75 * v_radius;
  return polygon(v_place, 4.0, 0.7853982) - 0.89 * v_radius;
}
void main(void) {
  float far = outside();
  #ifdef PICKING_MODE
  gl_FragColor = far > 2.0 ? vec4(0.0) : v_color;
  #else
  vec4 ring = mix(u_paper, vec4(0.0), smoothstep(0.8, 1.8, far));
  gl_FragColor = mix(v_color, ring, smoothstep(-0.5, 0.5, far));
  #endif
}`;

/** The colour of the ring around nodes, red to alpha from 0 to 1. @type {{value: number[]}} */
export const paper = { value: [1, 1, 1, 1] };

/** @extends {NodeProgram<string, any, any, any>} */
export class ShapeProgram extends NodeProgram {
  getDefinition() {
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: NODE_VERTEX,
      FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix", "u_paper"],
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  /** @param {number} id @param {number} start @param {any} data */
  processVisibleItem(id, start, data) {
    this.array.set([data.x, data.y, data.size, data.shape ?? 0, floatColor(data.color), id], start);
  }

  /** @param {import("sigma/types").RenderParams} params @param {any} program */
  setUniforms({ sizeRatio, correctionRatio, matrix }, { gl, uniformLocations: at }) {
    gl.uniform1f(at.u_sizeRatio, sizeRatio);
    gl.uniform1f(at.u_correctionRatio, correctionRatio);
    gl.uniformMatrix3fv(at.u_matrix, false, matrix);
    if (at.u_paper) gl.uniform4fv(at.u_paper, paper.value);
  }
}

const LINE_VERTEX = `
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_width;
attribute float a_radius;
attribute float a_dash;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying float v_along;
varying float v_beside;
varying float v_half;
varying float v_dash;
void main() {
  vec2 way = a_end - a_start;
  float far = max(length(way), 0.000001);
  vec2 unit = way / far;
  v_half = max(a_width / u_sizeRatio, 0.8) / 2.0;
  float pixels = max(far / ${PIXEL} - a_radius / u_sizeRatio - 6.0 * v_half, 0.0);
  v_along = pixels * a_corner.x;
  v_beside = (v_half + 1.0) * a_corner.y;
  v_dash = a_dash;
  vec2 place = a_start + unit * v_along * ${PIXEL} + vec2(-unit.y, unit.x) * v_beside * ${PIXEL};
  gl_Position = vec4((u_matrix * vec3(place, 1)).xy, 0, 1);
  v_color = a_color;
  v_color.a *= 255.0 / 254.0;
}`;

const LINE_FRAGMENT = `
precision highp float;
varying vec4 v_color;
varying float v_along;
varying float v_beside;
varying float v_half;
varying float v_dash;
void main(void) {
  if (v_dash > 1.5 && mod(v_along, 5.0) > 2.0) discard;
  if (v_dash > 0.5 && v_dash < 1.5 && mod(v_along, 10.0) > 6.0) discard;
  gl_FragColor = mix(v_color, vec4(0.0), smoothstep(v_half - 0.5, v_half + 0.5, abs(v_beside)));
}`;

/** Lines aren't picked on the card: what is under the pointer is looked for when it is asked (see draw.js). */
/** @extends {EdgeProgram<string, any, any, any>} */
export class LineProgram extends EdgeProgram {
  getDefinition() {
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: LINE_VERTEX,
      FRAGMENT_SHADER_SOURCE: LINE_FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix"],
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_width", size: 1, type: FLOAT },
        { name: "a_radius", size: 1, type: FLOAT },
        { name: "a_dash", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [
        [0, -1],
        [0, 1],
        [1, -1],
        [1, -1],
        [0, 1],
        [1, 1],
      ],
    };
  }

  /** @param {number} _id @param {number} start @param {any} source @param {any} target @param {any} data */
  processVisibleItem(_id, start, source, target, data) {
    const { x, y } = source;
    this.array.set([x, y, target.x, target.y, data.size, target.size, data.dash ?? 0, floatColor(data.color)], start);
  }

  /** @param {import("sigma/types").RenderParams} params @param {any} program */
  setUniforms({ sizeRatio, correctionRatio, matrix }, { gl, uniformLocations: at }) {
    gl.uniform1f(at.u_sizeRatio, sizeRatio);
    gl.uniform1f(at.u_correctionRatio, correctionRatio);
    gl.uniformMatrix3fv(at.u_matrix, false, matrix);
  }
}

const heads = { lengthToThicknessRatio: 4.5, widenessToThicknessRatio: 4 };
export const OneWay = createEdgeCompoundProgram([LineProgram, createEdgeArrowHeadProgram(heads)]);
export const BothWays = createEdgeCompoundProgram([
  LineProgram,
  createEdgeArrowHeadProgram(heads),
  createEdgeArrowHeadProgram({ ...heads, extremity: "source" }),
]);
