// @ts-check
/** Predict, then reveal: the future is hidden, the room guesses, and the play goes on. */

import { button, element } from "./elements.js";
import { percent } from "./words.js";

/** @typedef {import("./data.js").Play} Play */

export class Prediction {
  /**
   * @param {Play} play
   * @param {() => void} changed what to do when the future is hidden or shown, or a guess moves
   */
  constructor(play, changed) {
    this.play = play;
    this.changed = changed;
    this.hidden = false;
    /** @type {(number | null)[]} */
    this.guesses = [];
    this.node = element("section", { id: "prediction", hidden: true, "aria-label": "Prediction" });
  }

  /** @param {Play} play */
  show(play) {
    this.play = play;
    this.guesses = [];
    this.hidden = false;
    this.node.hidden = true;
  }

  /** Hide the future, or reveal it. */
  toggle() {
    this.hidden = !this.hidden;
    if (this.hidden) this.guesses = this.play.rollouts.map(() => null);
    this.node.hidden = !this.hidden && this.guesses.every((guess) => guess === null);
    this.lay();
    this.changed();
  }

  lay() {
    const { weeks, rollouts } = this.play;
    const head = this.hidden
      ? `What does the room expect? How many work the new way in week ${weeks}:`
      : "The room expected, and this run shows:";
    const rows = rollouts.map((_, place) => (this.hidden ? this.question(place) : this.answer(place)));
    const act = this.hidden
      ? button("Reveal (R)", "Show the future again (R)", () => this.toggle(), { class: "main" })
      : button("Close", "Put the prediction away", () => { this.guesses = []; this.node.hidden = true; this.changed(); });
    this.node.replaceChildren(element("strong", {}, head), ...rows, act);
  }

  /** @param {number} place */
  question(place) {
    const range = /** @type {HTMLInputElement} */ (element("input", { type: "range", min: 0, max: 100, value: 50, "aria-label": `Expected in ${this.play.rollouts[place].name}` }));
    const shown = element("output", {}, "?");
    range.addEventListener("input", () => {
      this.guesses[place] = Number(range.value) / 100;
      shown.textContent = percent(Number(range.value) / 100);
      this.changed();
    });
    return this.row(place, range, shown);
  }

  /** @param {number} place */
  answer(place) {
    const { weeks, rollouts, bands } = this.play;
    const guess = this.guesses[place];
    const band = bands.adopted[place];
    const words = `${guess === null ? "no guess" : percent(guess)} → ${percent(rollouts[place].runs.adopted[weeks])}`
      + (this.play.seeds > 1 ? ` (nine in ten runs: ${percent(band.low[weeks])} to ${percent(band.high[weeks])})` : "");
    return this.row(place, element("output", {}, words));
  }

  /**
   * @param {number} place
   * @param {...Node} parts
   */
  row(place, ...parts) {
    const name = element("b", {}, this.play.rollouts[place].name);
    name.style.color = this.play.rollouts[place].colour;
    return element("label", {}, name, ...parts);
  }
}
