// @ts-check
/** The axis of time: one scrubber for everything, with the spiral's strength and what happens. */

import { drawn, element, set, whenSized } from "./elements.js";
import { shortened } from "./words.js";
import { strip } from "./spiral.js";

/** @typedef {import("./data.js").Play} Play */

/** Shapes of the marks, about a point, for a reach of one. */
const SHAPES = {
  wave: "M-.7,-1L1,0L-.7,1Z",
  live: "M0,-1.2L.35,-.35L1.2,-.3L.5,.25L.75,1.1L0,.6L-.75,1.1L-.5,.25L-1.2,-.3L-.35,-.35Z",
  event: "M0,-1.2L1.2,0L0,1.2L-1.2,0Z",
  flaw: "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z",
  review: "M-1,-1H1L0,1Z",
  end: "M-.9,-.9H.9V.9H-.9Z",
};
const THUMB = 22;

export class Axis {
  /**
   * @param {Play} play
   * @param {(week: number) => void} go
   */
  constructor(play, go) {
    this.play = play;
    this.week = 0;
    this.hidden = false;
    this.letter = 16;
    this.paper = drawn("svg", { "aria-hidden": "true" });
    this.range = /** @type {HTMLInputElement} */ (element("input", { type: "range", id: "scrubber", min: 0, max: play.weeks, value: 0, "aria-label": "Week" }));
    this.range.addEventListener("input", () => go(Number(this.range.value)));
    this.node = element("section", { id: "axis", "aria-label": "Time" }, this.paper, this.range);
    whenSized(this.node, (width, height) => {
      this.width = width;
      this.height = height;
      this.draw();
    });
  }

  /** @param {Play} play */
  show(play) {
    this.play = play;
    set(this.range, { max: play.weeks });
    this.draw();
  }

  /** @param {number} week */
  x(week) {
    const left = Math.min(this.letter * 10, (this.width ?? 0) * 0.2);
    return left + (((this.width ?? 0) - left - THUMB) * week) / this.play.weeks;
  }

  draw() {
    const { width, height } = this;
    if (!width || !height) return;
    this.letter = parseFloat(getComputedStyle(this.node).fontSize);
    set(this.paper, { width, height, viewBox: `0 0 ${width} ${height}` });
    const room = height / this.play.rollouts.length;
    this.range.style.left = `${this.x(0) - THUMB / 2}px`;
    this.range.style.width = `${this.x(this.play.weeks) - this.x(0) + THUMB}px`;
    this.open = drawn("rect", { x: 0, y: 0, height });
    this.events = drawn("g");
    this.pin = drawn("line", { y1: 0, y2: height, class: "now" });
    this.paper.replaceChildren(drawn("defs", {}, drawn("clipPath", { id: "gone" }, this.open)), this.events, this.pin);
    this.play.rollouts.forEach((rollout, place) => {
      const middle = room * (place + 0.5);
      const name = drawn("text", { x: 0, y: middle, "dominant-baseline": "central", fill: rollout.colour, class: "name" }, shortened(rollout.name, 16));
      this.paper.append(name);
      this.events?.append(
        drawn("line", { x1: this.x(0), x2: this.x(this.play.weeks), y1: middle, y2: middle, class: "base" }),
        strip(this.play, place, (week) => this.x(week), middle, room * 0.42),
        ...rollout.marks.map((mark) => this.mark(mark, rollout, middle)),
      );
    });
    this.turn(this.week, this.hidden);
  }

  /**
   * @param {import("./data.js").Mark} mark
   * @param {import("./data.js").Rollout} rollout
   * @param {number} middle
   */
  mark(mark, rollout, middle) {
    const shape = SHAPES[/** @type {keyof typeof SHAPES} */ (mark.kind)];
    const colour = mark.kind === "flaw" || mark.kind === "event" ? "#111" : rollout.colour;
    return drawn("path", { d: shape, fill: colour, class: "mark", transform: `translate(${this.x(mark.week)} ${middle}) scale(${this.letter * 0.44})` },
      drawn("title", {}, `week ${mark.week}: ${mark.words}`));
  }

  /**
   * @param {number} week
   * @param {boolean} hidden whether the future is hidden
   */
  turn(week, hidden) {
    this.week = week;
    this.hidden = hidden;
    this.range.value = String(week);
    set(this.range, { "aria-valuetext": `week ${week}` });
    if (!this.pin || !this.events || !this.open) return;
    const x = this.x(week);
    set(this.pin, { x1: x, x2: x });
    set(this.open, { width: x + 1 });
    set(this.events, { "clip-path": hidden ? "url(#gone)" : null });
  }
}
