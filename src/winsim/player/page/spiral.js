// @ts-check
/** The success spiral: four stations that push one another, opening, standing still or closing in. */

import { drawn, element } from "./elements.js";
import { traced } from "./scale.js";

/** @typedef {import("./data.js").Play} Play */

/**
 * Colour and sign of each state, and which way the spiral turns: outwards (1), inwards (-1) or neither.
 * @type {Record<string, {colour: string, sign: string, opening: number}>}
 */
const LOOKS = {
  "not begun": { colour: "#8a8f98", sign: "○", opening: 0 },
  "success spiral": { colour: "#00795a", sign: "▲", opening: 1 },
  "stall": { colour: "#6b7280", sign: "■", opening: 0 },
  "vicious circle": { colour: "#882255", sign: "▼", opening: -1 },
  "coasting": { colour: "#3d7f93", sign: "▷", opening: 0 },
  "work is done": { colour: "#8a8f98", sign: "✓", opening: 0 },
  "programme stopped": { colour: "#8a8f98", sign: "□", opening: 0 },
};
const UP = LOOKS["success spiral"].colour;
const DOWN = LOOKS["vicious circle"].colour;
const STILL = "#b6bbc4";
const IDLE = 0.06;

/**
 * A point of the spiral: `turn` in quarters from the top, clockwise.
 * @param {number} turn
 * @param {number} opening
 */
export function point(turn, opening) {
  const angle = (turn * Math.PI) / 2 - Math.PI / 2;
  const reach = 62 + opening * 7 * (turn - 2);
  return [reach * Math.cos(angle), reach * Math.sin(angle)];
}

export class Spiral {
  /**
   * @param {Play} play
   * @param {number} place which rollout
   */
  constructor(play, place) {
    this.play = play;
    this.place = place;
    this.week = -1;
    this.paper = drawn("svg", { viewBox: "-132 -104 264 208", role: "img" });
    this.words = element("p", { class: "state" });
    this.node = element("div", { class: "spiral" }, this.paper, this.words);
  }

  /** @param {Play} play */
  show(play) {
    this.play = play;
    this.week = -1;
  }

  /** @param {number} week */
  turn(week) {
    if (week === this.week) return;
    this.week = week;
    const rollout = this.play.rollouts[this.place];
    const state = this.play.spiral.states[rollout.state.at[week]];
    const look = LOOKS[state];
    const opening = look.opening * (0.5 + Math.min(0.5, Math.abs(rollout.strength[week])));
    const words = `${look.sign} ${state}`;
    this.paper.replaceChildren(
      ...rollout.push[week].map((push, station) => this.arc(station, push, opening, state)),
      ...this.play.spiral.stations.map((name, station) => this.station(name, station)),
      drawn("text", { class: "sign", fill: look.colour, "text-anchor": "middle", "dominant-baseline": "central" }, look.sign),
    );
    this.paper.setAttribute("aria-label", words);
    this.words.textContent = words;
    this.words.style.color = look.colour;
  }

  /**
   * The arrow from one station to the next: thick where the push is strong, dashed where there is none.
   * @param {number} station
   * @param {number} push
   * @param {number} opening
   * @param {string} state
   */
  arc(station, push, opening, state) {
    const strong = Math.abs(push);
    const idle = strong < IDLE;
    const sinking = push < 0 || (state === "vicious circle" && station === 3);
    const colour = idle ? STILL : sinking ? DOWN : UP;
    const width = idle ? 2.5 : 4 + 14 * strong;
    const steps = 14;
    const [from, to] = [station + 0.16, station + 0.76];
    const points = Array.from({ length: steps + 1 }, (_, step) => point(from + ((to - from) * step) / steps, opening));
    return drawn("g", {},
      drawn("path", { d: traced(points), fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": idle ? "3 6" : sinking ? "8 3" : null }),
      this.head(to, opening, width, colour));
  }

  /**
   * @param {number} turn
   * @param {number} opening
   * @param {number} width
   * @param {string} colour
   */
  head(turn, opening, width, colour) {
    const [x, y] = point(turn, opening);
    const [ahead, ahoy] = point(turn + 0.02, opening);
    const angle = (Math.atan2(ahoy - y, ahead - x) * 180) / Math.PI;
    const reach = 5 + width * 0.75;
    return drawn("path", { d: `M0,${-reach}L${reach * 1.1},0L0,${reach}Z`, fill: colour, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${angle.toFixed(1)})` });
  }

  /**
   * @param {string} name
   * @param {number} station
   */
  station(name, station) {
    const places = [[0, -88], [100, 0], [0, 90], [-98, 0]];
    const [x, y] = places[station];
    const lines = name === "belief and trust" ? ["belief,", "trust"] : [name];
    const text = drawn("text", { class: "station", x, y, "text-anchor": "middle", "dominant-baseline": "central" });
    lines.forEach((line, place) => {
      text.append(drawn("tspan", { x, y: y + (place - (lines.length - 1) / 2) * 19 }, line));
    });
    return text;
  }
}

/**
 * The strength of the spiral over all weeks: up where it turns upwards, down where it is vicious.
 * @param {Play} play
 * @param {number} place which rollout
 * @param {(week: number) => number} x
 * @param {number} middle height of the line on which nothing turns
 * @param {number} reach height of full strength
 */
export function strip(play, place, x, middle, reach) {
  const rollout = play.rollouts[place];
  const width = x(1) - x(0);
  const bars = rollout.strength.map((strength, week) => {
    const height = Math.max(1.5, Math.abs(strength) * reach);
    const colour = LOOKS[play.spiral.states[rollout.state.at[week]]].colour;
    return drawn("rect", { x: x(week) - width / 2, width: width + 0.3, y: strength > 0 ? middle - height : middle, height, fill: colour });
  });
  return drawn("g", { class: "strip" }, ...bars);
}
