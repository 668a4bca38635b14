// @ts-check
/** What is doubtful in the data: above everything, two lines of it, and all on request. */

import { button, element, whenSized } from "./elements.js";

export class Doubts {
  constructor() {
    this.words = element("p");
    this.more = button("More", "All that is doubtful in the data", () => this.turn(), { "aria-expanded": "false", hidden: true });
    this.node = element("section", { id: "doubts", role: "status", "aria-label": "Doubts of the data", hidden: true }, this.words, this.more);
    whenSized(this.words, () => this.measure());
  }

  /** @param {import("./data.js").Play} play */
  show(play) {
    const said = play.doubts.join(" ");
    if (said === this.words.textContent) return; // nothing to be read aloud again
    this.node.hidden = said === "";
    this.words.textContent = said;
    this.measure();
  }

  /** Show all, or two lines. */
  turn() {
    const whole = this.node.classList.toggle("whole");
    this.more.textContent = whole ? "Less" : "More";
    this.more.setAttribute("aria-expanded", String(whole));
  }

  /** Offer more where there is more than two lines. */
  measure() {
    if (!this.node.classList.contains("whole")) this.more.hidden = this.words.scrollHeight <= this.words.clientHeight + 1;
  }
}
