// @ts-check
/** The marks of a pane: how a person looks, and how a win and a setback flash. */

/** @typedef {{x: number, y: number, r: number, unit: number}} Spot where a team is, in pixels */

const GREYS = ["#e1e1e1", "#d5d5d5", "#c9c9c9", "#bdbdbd", "#b1b1b1", "#a5a5a5", "#999", "#8d8d8d", "#828282"];
const WIN = "#E69F00";
const SETBACK = "#111111";

/**
 * Whether a person works the new way.
 * @param {string} standing
 */
export function hasAdopted(standing) {
  return standing === "convinced" || standing === "unconvinced";
}

/**
 * The fill of a person: grey that darkens as they come closer, colour once they work the new way.
 * @param {string} standing
 * @param {number} near inclination as a share of the threshold
 * @param {string} colour of the rollout
 */
export function face(standing, near, colour) {
  if (standing === "convinced") return colour;
  if (standing !== "aware") return "#fff";
  return GREYS[Math.round((GREYS.length - 1) * Math.min(1, near || 0) ** 2)];
}

/**
 * The ring around a person.
 * @param {string} standing
 * @param {string} colour of the rollout
 */
export function edge(standing, colour) {
  if (hasAdopted(standing)) return colour;
  return standing === "aware" ? "#777" : "#bbb";
}

/**
 * A win: a golden ring that opens.
 * @param {CanvasRenderingContext2D} pen
 * @param {Spot} spot
 * @param {number} wins
 * @param {number} phase how far the week has gone
 */
export function win(pen, spot, wins, phase) {
  pen.globalAlpha = 1 - 0.6 * phase;
  pen.strokeStyle = WIN;
  pen.lineWidth = spot.unit * (0.3 + 0.12 * Math.min(wins, 4));
  pen.beginPath();
  pen.arc(spot.x, spot.y, spot.r * (0.85 + 0.35 * phase), 0, 2 * Math.PI);
  pen.stroke();
}

/**
 * A setback: a black cross over the team.
 * @param {CanvasRenderingContext2D} pen
 * @param {Spot} spot
 * @param {number} phase how far the week has gone
 */
export function setback(pen, spot, phase) {
  const reach = spot.r * 0.72;
  const { x, y } = spot;
  pen.globalAlpha = 1 - 0.5 * phase;
  pen.lineCap = "round";
  for (const [colour, width] of /** @type {[string, number][]} */ ([["#fff", 0.6], [SETBACK, 0.34]])) {
    pen.strokeStyle = colour;
    pen.lineWidth = spot.unit * width;
    pen.beginPath();
    pen.moveTo(x - reach, y - reach);
    pen.lineTo(x + reach, y + reach);
    pen.moveTo(x + reach, y - reach);
    pen.lineTo(x - reach, y + reach);
    pen.stroke();
  }
  pen.lineCap = "butt";
}
