// @ts-check
/** The story of a person or a team in the words of `winsim why`, for each rollout. */

import { button, drawn, element } from "./elements.js";
import { dated } from "./words.js";
import { traced } from "./scale.js";

/** @typedef {import("./data.js").Play} Play */
/** @typedef {import("./stage.js").Picked} Picked */
/** @typedef {(place: number, picked: Picked) => Promise<string[]>} Ask */

export class Story {
  /**
   * @param {Play} play
   * @param {() => void} close
   * @param {Ask} ask where the document holds no stories, whom to ask
   */
  constructor(play, close, ask) {
    this.play = play;
    this.ask = ask;
    /** @type {Picked | null} */
    this.picked = null;
    this.place = 0;
    this.week = 0;
    this.title = element("h2");
    this.tabs = element("div", { class: "tabs", role: "tablist" });
    this.graph = element("div", { class: "inclination" });
    this.text = element("div", { class: "sentences" });
    this.node = element("aside", { id: "story", class: "drawer", hidden: true, "aria-label": "Story" },
      element("header", {}, this.title, button("×", "Close (Esc)", close, { class: "close", "aria-label": "Close" })),
      this.tabs, this.graph, this.text);
  }

  /** @param {Play} play */
  show(play) {
    this.play = play;
    if (this.picked) this.open(this.picked, this.place);
  }

  /**
   * @param {Picked} picked
   * @param {number} place in which rollout
   */
  open(picked, place) {
    this.picked = picked;
    this.place = Math.min(place, this.play.rollouts.length - 1);
    const { labels, team, teams } = this.play.people;
    const person = picked.kind === "person";
    this.title.textContent = person ? `${labels[picked.number]}, ${teams[team.at[picked.number]].name}` : teams[picked.number].name;
    this.tabs.replaceChildren(...this.play.rollouts.map((rollout, tab) => {
      const node = button(rollout.name, `Their story in ${rollout.name}`, () => this.open(picked, tab), { role: "tab", "aria-selected": tab === this.place ? "true" : "false" });
      node.style.setProperty("--own", rollout.colour);
      return node;
    }));
    this.node.hidden = false;
    this.drawGraph();
    this.write();
  }

  async write() {
    const picked = /** @type {Picked} */ (this.picked);
    const { stories } = this.play.rollouts[this.place];
    const written = stories && (picked.kind === "person" ? stories.people : stories.teams)[picked.number];
    if (!written) this.text.replaceChildren(element("p", { class: "quiet" }, "…"));
    const [play, place] = [this.play, this.place];
    const sentences = written || (await this.ask(place, picked));
    if (picked !== this.picked || place !== this.place || play !== this.play) return;
    this.sentences = sentences.map((sentence) => {
      const node = element("p", {}, sentence);
      node.dataset.week = String(dated(sentence) ?? "");
      return node;
    });
    this.text.replaceChildren(...this.sentences);
    this.turn(this.week, this.hidden ?? false);
  }

  /** A person's inclination by week, against the threshold. */
  drawGraph() {
    const picked = /** @type {Picked} */ (this.picked);
    this.graph.hidden = picked.kind !== "person";
    if (this.graph.hidden) return;
    const rollout = this.play.rollouts[this.place];
    const { inclination } = rollout;
    const people = inclination.shape[1];
    const [width, height, left] = [400, 120, 4];
    const x = (/** @type {number} */ week) => left + ((width - 2 * left) * week) / this.play.weeks;
    const y = (/** @type {number} */ level) => height - 6 - (height - 26) * level;
    const level = (/** @type {number} */ week) => inclination.at[week * people + picked.number] / 255;
    const line = traced(Array.from({ length: this.play.weeks }, (_, week) => [x(week + 1), y(level(week + 1))]));
    const bar = y(rollout.threshold[picked.number]);
    this.cursor = drawn("line", { y1: 20, y2: height - 6, class: "now" });
    this.curtain = drawn("rect", { y: 18, height: height - 18, class: "curtain" });
    this.x = x;
    this.graph.replaceChildren(drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "Inclination by week, against the threshold" },
      drawn("line", { x1: left, x2: width - left, y1: y(0), y2: y(0), class: "base" }),
      drawn("line", { x1: left, x2: width - left, y1: bar, y2: bar, class: "threshold" }),
      drawn("path", { d: line, fill: "none", stroke: rollout.colour, "stroke-width": 3 }),
      this.curtain,
      drawn("text", { x: left, y: 14 }, "inclination by week; dashed: the threshold"),
      this.cursor));
  }

  /**
   * @param {number} week
   * @param {boolean} hidden whether the future is hidden
   */
  turn(week, hidden) {
    this.week = week;
    this.hidden = hidden;
    if (this.node.hidden) return;
    if (this.cursor && this.x) {
      const x = this.x(week);
      this.cursor.setAttribute("x1", String(x));
      this.cursor.setAttribute("x2", String(x));
      this.curtain?.setAttribute("x", String(x));
      this.curtain?.setAttribute("width", hidden ? String(400 - x) : "0");
    }
    const last = (this.sentences ?? []).length - 1;
    (this.sentences ?? []).forEach((node, place) => {
      const due = node.dataset.week ? Number(node.dataset.week) : place === 0 ? 0 : this.play.weeks;
      node.classList.toggle("to-come", due > week);
      node.hidden = hidden && due > week && (place > 0 || last === 0);
    });
  }

  close() {
    this.node.hidden = true;
    this.picked = null;
  }
}
