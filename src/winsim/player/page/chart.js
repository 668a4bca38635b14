// @ts-check
/** Curves by week: bands over all runs, and the run that is being played in front. */

import { drawn, element, set, whenSized } from "./elements.js";
import { percent, rounded } from "./words.js";
import { anchor, beside, ceiling, rungs, ticks, traced } from "./scale.js";

/** @typedef {import("./data.js").Play} Play */
/**
 * @typedef {object} Curve What a chart shows.
 * @property {string} title
 * @property {string} [note] what is to be said of its lines
 * @property {string[]} measures one, or two of which the second is dashed
 * @property {boolean} [large] whether it has room for words
 * @property {boolean} [shares] whether its axis is in per cent
 */

let charts = 0;

export class Chart {
  /**
   * @param {Play} play
   * @param {Curve} curve
   */
  constructor(play, curve) {
    this.play = play;
    this.curve = curve;
    this.number = charts;
    charts += 1;
    this.week = 0;
    this.hidden = false;
    this.scale = 1;
    /** @type {(number | null)[]} */
    this.guesses = [];
    this.readout = element("figcaption");
    this.paper = drawn("svg", { role: "img" });
    this.plot = element("div", { class: "plot" }, this.paper);
    this.node = element("figure", { class: curve.large ? "chart large" : "chart" }, this.readout, this.plot);
    this.width = 0;
    this.height = 0;
    this.letter = 12;
    this.margin = { left: 0, right: 0, top: 0, bottom: 0 };
    whenSized(this.plot, (width, height) => {
      this.width = width;
      this.height = height;
      this.draw();
    });
  }

  /** @param {Play} play other runs to show */
  show(play) {
    this.play = play;
    this.draw();
  }

  /** The highest level shown: one, more where value turns out to be more, or less where all stay low. */
  get top() {
    let most = 0;
    for (const measure of this.curve.measures) {
      for (const band of this.play.bands[measure]) most = Math.max(most, ...band.high);
      for (const rollout of this.play.rollouts) most = Math.max(most, ...rollout.runs[measure]);
    }
    return this.curve.shares ? Math.max(1, ceiling(most)) : ceiling(most);
  }

  /** Take the measure of a letter, and from it the margins. */
  measure() {
    const letter = parseFloat(getComputedStyle(this.plot).fontSize);
    this.letter = letter;
    this.margin = { left: letter * 3.6, right: letter * 0.8, top: letter * 0.6, bottom: letter * 1.7 };
  }

  /** @param {number} week */
  x(week) {
    const { left, right } = this.margin;
    return left + ((this.width - left - right) * week) / this.play.weeks;
  }

  /** @param {number} level */
  y(level) {
    const { top, bottom } = this.margin;
    return this.height - bottom - ((this.height - top - bottom) * level) / this.scale;
  }

  draw() {
    if (!this.width) return;
    this.measure();
    this.scale = this.top;
    set(this.paper, { width: this.width, height: this.height, viewBox: `0 0 ${this.width} ${this.height}` });
    const past = `past-${this.number}`;
    const future = `future-${this.number}`;
    this.past = drawn("rect", { x: 0, y: 0, height: this.height });
    this.future = drawn("rect", { y: 0, height: this.height });
    this.veiled = drawn("g", { class: "curves" });
    this.ahead = drawn("g", { class: "ahead", "clip-path": `url(#${future})` });
    this.played = drawn("g", { class: "played", "clip-path": `url(#${past})` });
    this.pin = drawn("g", { class: "pin" });
    this.guessed = drawn("g", { class: "guesses" });
    this.paper.replaceChildren(
      drawn("defs", {}, drawn("clipPath", { id: past }, this.past), drawn("clipPath", { id: future }, this.future)),
      this.axes(), this.veiled, this.ahead, this.played, this.pin, this.guessed,
    );
    this.play.rollouts.forEach((_, place) => {
      this.curve.measures.forEach((measure, line) => this.drawCurve(place, measure, line));
    });
    if (this.curve.large) this.drawCrossings();
    if (this.curve.note) this.paper.append(drawn("text", { x: this.x(this.play.weeks), y: this.y(0) - this.letter * 0.5, "text-anchor": "end", class: "note" }, this.curve.note));
    this.turn(this.week, this.hidden);
    this.guess(this.guesses);
  }

  axes() {
    const axes = drawn("g", { class: "axes" });
    for (const level of rungs(this.scale, this.curve.large ? 4 : 2)) {
      const words = this.curve.shares ? percent(level) : rounded(level, 2);
      axes.append(
        drawn("line", { x1: this.x(0), x2: this.x(this.play.weeks), y1: this.y(level), y2: this.y(level) }),
        drawn("text", { x: this.x(0) - this.letter * 0.4, y: this.y(level) + this.letter * 0.35, "text-anchor": "end" }, words),
      );
    }
    const room = Math.max(1, Math.floor((this.width / this.letter) / 5));
    const labelled = ticks(this.play.weeks, room);
    for (const week of labelled) {
      axes.append(drawn("text", { x: this.x(week), y: this.height - this.letter * 0.3, "text-anchor": anchor(week, labelled, this.play.weeks) }, String(week)));
    }
    return axes;
  }

  /**
   * @param {number} place which rollout
   * @param {string} measure
   * @param {number} line which of the measures
   */
  drawCurve(place, measure, line) {
    const { colour, runs } = this.play.rollouts[place];
    const band = this.play.bands[measure][place];
    const run = runs[measure];
    const dashed = line > 0 ? "7 5" : null;
    if (line === 0 && this.play.seeds > 1) {
      const edge = this.path(band.low) + this.path([...band.high].reverse(), true).replace("M", "L") + "Z";
      this.veiled?.append(drawn("path", { d: edge, fill: colour, class: "band" }));
      this.veiled?.append(drawn("path", { d: this.path(band.median), stroke: colour, class: "median" }));
    }
    const attributes = { d: this.path(run), stroke: colour, "stroke-dasharray": dashed };
    this.ahead?.append(drawn("path", { ...attributes, class: "run to-come" }));
    this.played?.append(drawn("path", { ...attributes, class: "run halo", stroke: "#fff", "stroke-dasharray": null }));
    this.played?.append(drawn("path", { ...attributes, class: "run" }));
  }

  /**
   * @param {number[]} levels
   * @param {boolean} [backwards] whether the first level is that of the last week
   */
  path(levels, backwards = false) {
    const last = levels.length - 1;
    return traced(levels.map((level, week) => [this.x(backwards ? last - week : week), this.y(level)]));
  }

  /** Where the medians change places. */
  drawCrossings() {
    this.play.crossings.forEach((week, line) => {
      const level = this.play.bands.adopted[0].median[week];
      const [x, y, s] = [this.x(week), this.y(level), this.letter * 0.55];
      const words = /** @type {SVGTextElement} */ (drawn("text", { y: this.y(0) - this.letter * (0.5 + 1.2 * line), class: "crossing-words" }, `medians cross in week ${week}`));
      this.veiled?.append(
        drawn("line", { x1: x, x2: x, y1: this.y(0), y2: this.y(this.scale), class: "crossing" }),
        drawn("path", { d: `M${x},${y - s}l${s},${s}l${-s},${s}l${-s},${-s}Z`, class: "crossing-mark" }),
        words,
      );
      set(words, beside(x, words.getComputedTextLength(), s + 4, this.width));
    });
  }

  /**
   * Show a week.
   * @param {number} week
   * @param {boolean} hidden whether the future is hidden
   */
  turn(week, hidden) {
    this.week = week;
    this.hidden = hidden;
    if (!this.past || !this.future || !this.pin) return;
    const x = this.x(week);
    set(this.past, { width: x });
    set(this.future, { x, width: Math.max(0, this.width - x) });
    set(/** @type {Element} */ (this.veiled), { "clip-path": hidden ? `url(#past-${this.number})` : null });
    set(/** @type {Element} */ (this.ahead), { visibility: hidden ? "hidden" : "visible" });
    this.pin.replaceChildren(drawn("line", { x1: x, x2: x, y1: this.y(0), y2: this.y(this.scale), class: "now" }));
    if (hidden && week < this.play.weeks) this.pin.append(this.veil(x));
    this.play.rollouts.forEach((rollout) => {
      this.curve.measures.forEach((measure, line) => {
        const y = this.y(rollout.runs[measure][week]);
        this.pin?.append(drawn("circle", { cx: x, cy: y, r: this.letter * 0.32, stroke: rollout.colour, fill: line ? "#fff" : rollout.colour }));
      });
    });
    this.label(week);
  }

  /** @param {number} x where the future begins */
  veil(x) {
    const middle = (x + this.x(this.play.weeks)) / 2;
    const [top, bottom] = [this.y(this.scale), this.y(0)];
    return drawn("g", { class: "veil" },
      drawn("rect", { x, y: top, width: this.x(this.play.weeks) - x, height: bottom - top }),
      drawn("text", { x: middle, y: (top + bottom) / 2, "text-anchor": "middle", "dominant-baseline": "central" }, "?"));
  }

  /**
   * What the room expects at the end, by rollout.
   * @param {(number | null)[]} guesses
   */
  guess(guesses) {
    this.guesses = guesses;
    if (!this.guessed) return;
    this.guessed.replaceChildren(
      ...guesses.flatMap((level, place) => {
        if (level === null) return [];
        const [x, y] = [this.x(this.play.weeks), this.y(level)];
        const reach = this.letter * 0.55;
        return [drawn("path", { d: `M${x},${y}l${-2.4 * reach},${-reach}v${2 * reach}Z`, fill: this.play.rollouts[place].colour, class: "guess" })];
      }),
    );
  }

  /**
   * Write the levels of a week above the curves.
   * @param {number} week
   */
  label(week) {
    const words = [element("strong", {}, this.curve.title)];
    this.play.rollouts.forEach((rollout) => {
      const level = rollout.runs[this.curve.measures[0]][week];
      const node = element("span", { class: "level" }, this.curve.shares ? percent(level) : level.toFixed(2));
      node.style.color = rollout.colour;
      words.push(node);
    });
    this.readout.replaceChildren(...words);
  }
}
