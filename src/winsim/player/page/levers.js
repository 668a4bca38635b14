// @ts-check
/** The lab's levers: what people argue about, set anew; every state is an address. */

import { button, element } from "./elements.js";
import { rounded } from "./words.js";
import { read } from "./data.js";
import { Upload } from "./upload.js";

/** @typedef {import("./data.js").Play} Play */
/** @typedef {import("./data.js").Lab} Lab */
/** @typedef {import("./data.js").Lever} Lever */

export class Levers {
  /**
   * @param {Lab} lab
   * @param {(play: Play) => void} show what to do with new runs
   */
  constructor(lab, show) {
    this.lab = lab;
    this.show = show;
    this.query = lab.query;
    /** @type {string | null} what is wanted next, while something is under way */
    this.wanted = null;
    this.busy = false;
    this.node = element("aside", { id: "levers", "aria-label": "Levers" });
    this.notes = element("div", { class: "notes", role: "status" });
    this.upload = new Upload(lab, (token) => this.change("people", token));
    /** Which groups are open; the first two at first. @type {Map<string, boolean>} */
    this.open = new Map();
    history.replaceState({ query: this.query, depth: 0 }, "", `?${this.query}`);
    window.addEventListener("popstate", (event) => this.ask(event.state?.query ?? location.search.slice(1)));
    this.stay();
    this.lay();
  }

  /** Tell the server that this page is open; it frees what it holds for the page once it is not. */
  stay() {
    new EventSource(`alive?session=${encodeURIComponent(this.lab.session)}`);
  }

  /** Take the last change back; the state that the page was opened with stays. */
  undo() {
    if (history.state?.depth > 0) history.back();
  }

  lay() {
    const { lab } = this;
    const active = /** @type {HTMLElement} */ (document.activeElement);
    const held = active?.closest("[data-lever]")?.getAttribute("data-lever") ?? "";
    const presets = choice(lab.presets, lab.preset, (name) => this.go(`scenario=${encodeURIComponent(name)}`), "scenario");
    const groups = new Map(lab.levers.map((lever) => [lever.group, /** @type {Lever[]} */ ([])]));
    for (const lever of lab.levers) groups.get(lever.group)?.push(lever);
    this.node.replaceChildren(
      element("div", { class: "row" }, element("label", {}, "Scenario ", presets)),
      element("div", { class: "row tools" },
        button("Undo", "Take the last change back (Ctrl Z)", () => this.undo()),
        button("Reset", "All levers as the scenario has them", () => this.go(`scenario=${encodeURIComponent(lab.preset)}`)),
        this.link(), this.save()),
      this.notes,
      this.rollouts(),
      ...[...groups].map(([name, levers], place) => this.group(name, place < 2, levers.map((lever) => this.lever(lever)), this.moved(levers))),
      this.group("Your own people", Boolean(lab.upload), this.upload.parts));
    if (active !== document.activeElement && this.node.contains(active)) active.focus();
    /** @type {HTMLElement | null} */ (this.node.querySelector(`[data-lever="${CSS.escape(held)}"] :is(input, select)`))?.focus();
  }

  /**
   * A group of levers that opens and closes, and stays as it was left.
   * @param {string} name
   * @param {boolean} open whether it is open at first
   * @param {Node[]} parts
   * @param {HTMLElement | null} [moved] what says that levers in it were moved
   */
  group(name, open, parts, moved = null) {
    const node = /** @type {HTMLDetailsElement} */ (element("details", { open: this.open.get(name) ?? open }, element("summary", {}, name, moved), ...parts));
    node.addEventListener("toggle", () => this.open.set(name, node.open));
    return node;
  }

  /**
   * How many of some levers were moved, for a group that may be closed.
   * @param {Lever[]} levers
   */
  moved(levers) {
    const count = levers.filter((lever) => this.lab.changed.includes(lever.id)).length;
    return count ? element("span", { class: "moved" }, `${count} moved`) : null;
  }

  /** Which two rollouts are shown. */
  rollouts() {
    const shown = new URLSearchParams(this.query).get("rollouts")?.split(",") ?? this.lab.rollouts.slice(0, 2);
    if (this.lab.rollouts.length < 3) return element("div");
    const pick = (/** @type {number} */ place) => choice(this.lab.rollouts, shown[place], (name) => {
      const both = place ? [shown[0], name] : [name, shown[1]];
      this.change("rollouts", both[0] === both[1] ? [shown[1], shown[0]].join(",") : both.join(","));
    }, `rollout ${place + 1}`);
    return element("div", { class: "row" }, pick(0), " against ", pick(1));
  }

  /** @param {Lever} lever */
  lever(lever) {
    const changed = this.lab.changed.includes(lever.id);
    const shown = element("output", {}, said(lever, lever.value));
    const field = lever.kind === "choice"
      ? choice(lever.choices ?? [], String(lever.value), (word) => this.change(lever.id, word), lever.label)
      : lever.kind === "switch" ? this.toggle(lever) : this.slider(lever, shown);
    return element("label", { class: `lever ${lever.kind}${changed ? " changed" : ""}`, title: lever.help, "data-lever": lever.id },
      element("span", {}, lever.label), lever.kind === "range" ? shown : null, field);
  }

  /** @param {Lever} lever */
  toggle(lever) {
    const node = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", checked: Boolean(lever.value) }));
    node.addEventListener("change", () => this.change(lever.id, String(node.checked)));
    return node;
  }

  /**
   * @param {Lever} lever
   * @param {HTMLElement} shown
   */
  slider(lever, shown) {
    const node = /** @type {HTMLInputElement} */ (element("input", { type: "range", min: lever.low, max: lever.high, step: lever.step, value: Number(lever.value) }));
    node.addEventListener("input", () => {
      shown.textContent = said(lever, Number(node.value));
      this.ask(this.with(lever.id, node.value), true);
    });
    node.addEventListener("change", () => this.change(lever.id, node.value));
    return node;
  }

  link() {
    return button("Link", "Copy the address of this state", () => {
      navigator.clipboard?.writeText(location.href).then(() => this.say(["The address of this state is copied."]), () => this.say([location.href]));
    });
  }

  save() {
    const node = element("a", { class: "button", href: `scenario.yaml?session=${encodeURIComponent(this.lab.session)}&${this.query}`, download: "", title: "Save this state as a scenario, which winsim compare runs with the same numbers" }, "Save");
    return node;
  }

  /**
   * The settings with one of them set anew, or taken out.
   * @param {string} name
   * @param {string | null} value
   */
  with(name, value) {
    const query = new URLSearchParams(this.query);
    if (value === null) query.delete(name);
    else query.set(name, value);
    return query.toString();
  }

  /**
   * @param {string} name
   * @param {string | null} value
   */
  change(name, value) {
    this.go(this.with(name, value));
  }

  /** @param {string} query a state to go to, and to come back from */
  go(query) {
    if (query !== history.state?.query) history.pushState({ query, depth: (history.state?.depth ?? 0) + 1 }, "", `?${query}`);
    this.ask(query);
  }

  /**
   * Ask for the runs of a state; while one answer is awaited, only the last of several counts.
   * @param {string} query
   * @param {boolean} [passing] whether the lever is still moving
   */
  async ask(query, passing = false) {
    this.wanted = query;
    this.passing = passing;
    if (this.busy) return;
    this.busy = true;
    document.body.classList.add("busy");
    while (this.wanted !== null) {
      const now = this.wanted;
      this.wanted = null;
      await this.fetch(now, this.passing);
    }
    this.busy = false;
    document.body.classList.remove("busy");
  }

  /**
   * @param {string} query
   * @param {boolean} passing
   */
  async fetch(query, passing) {
    const address = `play?session=${encodeURIComponent(this.lab.session)}${passing ? "&first=true" : ""}&${query}`;
    const answer = await fetch(address).catch(() => null);
    const text = answer ? await answer.text() : '{"problems": ["The lab does not answer. Is it still running?"]}';
    if (!answer?.ok) {
      this.say(JSON.parse(text).problems);
      return;
    }
    const play = read(text);
    const lab = /** @type {Lab} */ (play.lab);
    this.say([]);
    if (!passing) {
      this.lab = lab;
      this.query = lab.query;
      this.upload.show(lab.upload);
      this.lay();
    }
    this.show(play);
  }

  /** @param {string[]} sentences */
  say(sentences) {
    this.notes.replaceChildren(...sentences.map((sentence) => element("p", {}, sentence)));
  }

  /**
   * A story that the document does not hold.
   * @param {number} place which rollout
   * @param {import("./stage.js").Picked} picked
   */
  async story(place, picked) {
    const address = `story?session=${encodeURIComponent(this.lab.session)}&place=${place}&${picked.kind}=${picked.number}&${this.query}`;
    const answer = await fetch(address).catch(() => null);
    const said = answer ? await answer.json() : { problems: ["The lab does not answer."] };
    return said.sentences ?? said.problems;
  }
}

/**
 * A list to choose from.
 * @param {string[]} words
 * @param {string} chosen
 * @param {(word: string) => void} choose
 * @param {string} label
 */
function choice(words, chosen, choose, label) {
  const node = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": label }, ...words.map((word) => element("option", { value: word, selected: word === chosen }, word))));
  node.addEventListener("change", () => choose(node.value));
  return node;
}

/**
 * @param {Lever} lever
 * @param {number | string | boolean} value
 */
function said(lever, value) {
  return lever.kind === "range" ? rounded(Number(value), 3) : String(value);
}
