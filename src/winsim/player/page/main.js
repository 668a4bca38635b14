// @ts-check
/** The page: its parts, put together and kept in step. */

import { button, element } from "./elements.js";
import { counted, percent } from "./words.js";
import { read } from "./data.js";
import { Clock } from "./clock.js";
import { Stage } from "./stage.js";
import { Chart } from "./chart.js";
import { Spiral } from "./spiral.js";
import { Axis } from "./axis.js";
import { Story } from "./story.js";
import { Prediction } from "./prediction.js";
import { debriefing, helping } from "./debrief.js";
import { Doubts } from "./doubts.js";
import { Levers } from "./levers.js";
import { listen } from "./keys.js";

/** @typedef {import("./data.js").Play} Play */
/** @typedef {import("./stage.js").Picked} Picked */

const QUARTER = 13;

/** One rollout: its people, its spiral, and its latest news. */
class Pane {
  /**
   * @param {Play} play
   * @param {number} place
   * @param {(picked: Picked, place: number) => void} pick
   */
  constructor(play, place, pick) {
    this.play = play;
    this.place = place;
    /** The week that is shown; -1 for none yet. */
    this.week = -1;
    this.stage = new Stage(play, place, (picked) => pick(picked, place));
    this.spiral = new Spiral(play, place);
    this.name = element("h2");
    this.share = element("output", { class: "share" });
    /** What stands still in the runs of this rollout, over all seeds. */
    this.held = element("p", { class: "held", hidden: true });
    this.tally = element("p", { class: "tally" });
    this.news = element("p", { class: "news" });
    this.node = element("article", { class: "pane" },
      element("header", {}, this.name, this.share),
      this.held,
      this.stage.node,
      element("div", { class: "side" }, this.spiral.node, this.tally, this.news));
    this.node.style.setProperty("--own", play.rollouts[place].colour);
    this.show(play);
  }

  /** @param {Play} play */
  show(play) {
    this.play = play;
    const { name, description, standstill } = play.rollouts[this.place];
    this.name.textContent = name;
    this.name.title = description;
    this.held.hidden = standstill.length === 0;
    this.held.textContent = standstill[0] ?? "";
    this.held.title = standstill.join("\n");
    this.week = -1;
    this.stage.show(play);
    this.spiral.show(play);
  }

  /**
   * @param {number} week
   * @param {number} phase
   */
  turn(week, phase) {
    this.stage.turn(week, phase);
    this.spiral.turn(week);
    if (week === this.week) return;
    this.week = week;
    const { runs, counts, marks } = this.play.rollouts[this.place];
    const total = (/** @type {number[]} */ values) => values.slice(0, week + 1).reduce((sum, value) => sum + value, 0);
    const [wins, setbacks] = [total(counts.wins), total(counts.setbacks)];
    this.share.textContent = percent(runs.adopted[week]);
    this.tally.textContent = `${counted(wins, "win")}, ${counted(setbacks, "setback")}`;
    const latest = marks.filter((mark) => mark.week <= week).pop();
    this.news.textContent = latest ? `Week ${latest.week}: ${latest.words}` : "";
    this.news.classList.toggle("fresh", Boolean(latest) && week - /** @type {import("./data.js").Mark} */ (latest).week < 3);
  }
}

class Page {
  /** @param {Play} play */
  constructor(play) {
    this.play = play;
    this.clock = new Clock(play.weeks);
    this.levers = play.lab ? new Levers(play.lab, (next) => this.show(next)) : null;
    this.story = new Story(play, () => this.close(), (place, picked) => this.levers ? this.levers.story(place, picked) : Promise.resolve([]));
    this.prediction = new Prediction(play, () => this.predict());
    this.axis = new Axis(play, (week) => this.seek(week));
    this.charts = [
      new Chart(play, { title: "Working the new way", measures: ["adopted"], large: true, shares: true }),
      new Chart(play, { title: "Trust", measures: ["trust"] }),
      new Chart(play, { title: "Belief", measures: ["belief"] }),
      new Chart(play, { title: "Fatigue", measures: ["fatigue"] }),
      new Chart(play, { title: "Progress", note: "dashed: perceived", measures: ["strategic", "perceived"], shares: true }),
    ];
    /** @type {Pane[]} */
    this.panes = [];
    /** What is drawn at present. @type {{week: number, hidden: boolean, play: Play | null}} */
    this.drawn = { week: -1, hidden: false, play: null };
    this.lay();
    this.clock.listen(() => this.turn());
    this.turn();
    this.listen();
  }

  lay() {
    this.number = element("output", { class: "number" }, "0");
    this.title = element("h1");
    this.caption = element("p", { class: "caption" });
    this.lead = element("p", { class: "lead", "aria-live": "off" });
    this.starter = button("Play", "Play and pause (Space)", () => this.clock.toggle(), { class: "main", id: "play" });
    this.pace = element("output", { class: "pace" });
    const bar = element("header", { id: "bar" },
      element("div", { class: "titles" }, this.title, this.caption),
      element("div", { class: "transport" },
        button("−", "A week back (←)", () => this.seek(this.clock.week - 1), { "aria-label": "A week back" }),
        this.starter,
        button("+", "A week on (→)", () => this.seek(this.clock.week + 1), { "aria-label": "A week on" }),
        button("Slower", "Slower (↓)", () => this.clock.hurry(-1), { class: "minor" }), this.pace,
        button("Faster", "Faster (↑)", () => this.clock.hurry(1), { class: "minor" })),
      element("div", { class: "week" }, element("span", {}, "week"), this.number),
      element("nav", {},
        this.levers ? button("Levers", "The levers (L)", () => this.toggleLevers()) : null,
        button("Predict", "Hide the future and ask the room (R)", () => this.prediction.toggle()),
        button("Debrief", "What was spent and won, and what to discuss (D)", () => this.open("debrief")),
        button("?", "How to read this page, and its keys (?)", () => this.open("help"), { "aria-label": "Help" })));
    this.stages = element("section", { id: "panes" });
    const lines = element("section", { id: "curves" },
      element("div", { class: "first" }, this.charts[0].node, this.lead),
      element("div", { class: "levels" }, ...this.charts.slice(1).map((chart) => chart.node)));
    this.legend = element("p", { id: "legend" }, ...legend());
    this.doubts = new Doubts();
    const show = element("main", {}, this.doubts.node, this.stages, this.legend, this.axis.node, this.prediction.node, lines);
    this.sheets = element("div", { id: "sheets" });
    document.body.append(bar, element("div", { id: "room" }, this.levers ? this.levers.node : null, show, this.story.node), this.sheets);
    this.fill();
  }

  /** What depends on the runs that are shown. */
  fill() {
    const { play } = this;
    const title = /** @type {HTMLElement} */ (this.title);
    document.title = play.title;
    title.textContent = play.title;
    title.title = play.description;
    const which = play.seeds > 1 ? `Played: the run of seed ${play.seed}, ${play.typical ? "the most typical" : "one"} of ${play.seeds}. Bands: nine in ten runs.` : `Played: the run of seed ${play.seed}, the only one.`;
    const more = play.lab && play.seeds < play.lab.wanted ? ` So far from ${play.seeds} of ${play.lab.wanted} seeds.` : "";
    /** @type {HTMLElement} */ (this.caption).textContent = which + more;
    this.doubts?.show(play);
    const colours = play.rollouts.map((rollout) => rollout.colour);
    this.legend?.style.setProperty("--first", colours[0]);
    this.legend?.style.setProperty("--second", colours[colours.length - 1]);
    if (this.panes.length !== play.rollouts.length) {
      this.panes = play.rollouts.map((_, place) => new Pane(play, place, (picked, at) => this.pick(picked, at)));
      this.stages?.replaceChildren(...this.panes.map((pane) => pane.node));
    } else this.panes.forEach((pane) => pane.show(play));
    const open = [.../** @type {HTMLElement} */ (this.sheets).children].filter((sheet) => !(/** @type {HTMLElement} */ (sheet).hidden)).map((sheet) => sheet.id);
    this.sheets?.replaceChildren(debriefing(play, () => this.close()), helping(() => this.close(), Boolean(this.levers)));
    open.forEach((id) => this.open(id));
  }

  /**
   * Show other runs, from the same week.
   * @param {Play} play
   */
  show(play) {
    this.play = play;
    this.clock.weeks = play.weeks;
    this.clock.week = Math.min(this.clock.week, play.weeks);
    this.fill();
    for (const part of [...this.charts, this.axis, this.story, this.prediction]) part.show(play);
    this.charts[0].guess([]);
    this.turn();
  }

  turn() {
    const { week, phase, playing, speed } = this.clock;
    this.panes.forEach((pane) => pane.turn(week, phase));
    /** @type {HTMLElement} */ (this.pace).textContent = `${speed} a second`;
    /** @type {HTMLElement} */ (this.starter).textContent = playing ? "Pause" : "Play";
    const { hidden } = this.prediction;
    const { drawn } = this;
    if (week === drawn.week && hidden === drawn.hidden && this.play === drawn.play) return;
    this.drawn = { week, hidden, play: this.play };
    /** @type {HTMLElement} */ (this.number).textContent = String(week);
    /** @type {HTMLElement} */ (this.lead).textContent = this.play.leads[week] ?? "";
    for (const part of [this.axis, ...this.charts, this.story]) part.turn(week, hidden);
  }

  /** @param {number} week */
  seek(week) {
    if (this.clock.playing) this.clock.stop();
    this.clock.go(week);
  }

  predict() {
    this.charts[0].guess(this.prediction.guesses);
    document.body.classList.toggle("predicting", this.prediction.hidden);
    this.turn();
  }

  /**
   * @param {Picked} picked
   * @param {number} place
   */
  pick(picked, place) {
    this.story.node.classList.toggle("on-the-left", place > 0); // beside the pane that was clicked
    this.story.open(picked, place);
    this.panes.forEach((pane) => pane.stage.mark(picked));
  }

  /** @param {string} id of a sheet, which is opened, or closed if it is open */
  open(id) {
    if (id === "debrief" && this.prediction.hidden) return;
    const sheets = /** @type {HTMLElement[]} */ ([.../** @type {HTMLElement} */ (this.sheets).children]);
    for (const sheet of sheets) sheet.hidden = sheet.id !== id || !sheet.hidden;
  }

  close() {
    const sheets = /** @type {HTMLElement[]} */ ([.../** @type {HTMLElement} */ (this.sheets).children]);
    const open = sheets.filter((sheet) => !sheet.hidden);
    for (const sheet of open) sheet.hidden = true;
    if (open.length) return;
    this.story.close();
    this.panes.forEach((pane) => pane.stage.mark(null));
  }

  toggleLevers() {
    document.body.classList.toggle("without-levers");
  }

  listen() {
    const { clock } = this;
    listen({
      " ": () => clock.toggle(),
      ArrowRight: (event) => this.seek(clock.week + (event.shiftKey ? QUARTER : 1)),
      ArrowLeft: (event) => this.seek(clock.week - (event.shiftKey ? QUARTER : 1)),
      ArrowUp: () => clock.hurry(1),
      ArrowDown: () => clock.hurry(-1),
      Home: () => this.seek(0),
      End: () => this.seek(clock.weeks),
      r: () => this.prediction.toggle(),
      t: () => document.documentElement.classList.toggle("large-type"),
      d: () => this.open("debrief"),
      "?": () => this.open("help"),
      l: () => this.toggleLevers(),
      "ctrl z": () => this.levers?.undo(),
      Escape: () => this.close(),
    });
  }
}

/** What the marks of the panes mean. */
function legend() {
  const marks = [["unaware", "has not heard"], ["aware", "has heard; darker: closer"], ["adopted", "works the new way"], ["unconvinced", "does so as told"], ["manager", "manager"], ["win", "win"], ["setback", "setback"]];
  return marks.map(([kind, words]) => element("span", {}, element("i", { class: kind }), words));
}

new Page(read(/** @type {HTMLElement} */ (document.getElementById("data")).textContent ?? ""));
