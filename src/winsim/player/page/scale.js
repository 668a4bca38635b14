// @ts-check
/** Where numbers go on paper: the ends and ticks of axes, lines through points, a room filled. */

/** Weeks between two labels, from close to far; 13 weeks are a quarter. */
const STRIDES = [1, 2, 4, 13, 26, 52, 104, 208, 520, 1040];

/** What sums of shares that are one may exceed it by, for they are rounded. */
const ROUNDING = 1e-9;

/**
 * Where an axis of levels ends: at one, at the next half above, or at the next tenth where all stay low.
 * @param {number} highest the highest level shown
 */
export function ceiling(highest) {
  if (highest > 1 + ROUNDING) return Math.ceil(highest * 2) / 2;
  return highest > 0.5 ? 1 : Math.max(0.2, Math.ceil(highest * 10) / 10);
}

/**
 * Levels from nothing to the top, in equal steps.
 * @param {number} top
 * @param {number} steps
 */
export function rungs(top, steps) {
  return Array.from({ length: steps + 1 }, (_, step) => (top * step) / steps);
}

/**
 * The weeks that are labelled: as many as there is room for, at a stride that people count in.
 * @param {number} last the last week
 * @param {number} room how many labels fit
 */
export function ticks(last, room) {
  const stride = STRIDES.find((weeks) => last / weeks <= room) ?? last;
  return Array.from({ length: Math.floor(last / stride) + 1 }, (_, tick) => tick * stride);
}

/**
 * Which side of a label stands at its week, so that none hangs over the edge.
 * @param {number} week
 * @param {number[]} labelled all weeks that are labelled
 * @param {number} last the last week
 */
export function anchor(week, labelled, last) {
  if (week === 0) return "start";
  return week + (labelled[1] - labelled[0]) / 3 > last ? "end" : "middle";
}

/**
 * Where words beside a point stand: on its right, or on its left where they would hang over the edge,
 * or at the edge where neither side has room.
 * @param {number} x the point's
 * @param {number} length of the words
 * @param {number} gap between the point and the words
 * @param {number} width where the paper ends; it begins at 0
 * @returns {{x: number, "text-anchor": "start" | "end"}}
 */
export function beside(x, length, gap, width) {
  if (x + gap + length <= width) return { x: x + gap, "text-anchor": "start" };
  return { x: x - gap - length >= 0 ? x - gap : width, "text-anchor": "end" };
}

/**
 * The path of a line through points.
 * @param {number[][]} points
 */
export function traced(points) {
  return points.map(([x, y], place) => `${place ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("");
}

/**
 * How discs fill a room: pixels a unit, and where the origin comes to lie; up is up.
 * @param {{x: number, y: number, r: number}[]} discs
 * @param {number} width
 * @param {number} height
 */
export function filling(discs, width, height) {
  const low = [Math.min(...discs.map((d) => d.x - d.r)), Math.min(...discs.map((d) => d.y - d.r))];
  const high = [Math.max(...discs.map((d) => d.x + d.r)), Math.max(...discs.map((d) => d.y + d.r))];
  const margin = 0.25;
  const across = high[0] - low[0] + 2 * margin;
  const down = high[1] - low[1] + 2 * margin;
  const scale = Math.min(width / across, height / down);
  return {
    scale,
    left: (width - (high[0] - low[0]) * scale) / 2 - low[0] * scale,
    top: (height + (high[1] - low[1]) * scale) / 2 + low[1] * scale,
  };
}
