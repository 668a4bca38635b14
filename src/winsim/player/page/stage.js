// @ts-check
/** One pane: the organisation, everyone in the same place as in the other pane. */

import { element, whenSized } from "./elements.js";
import { shortened } from "./words.js";
import { filling } from "./scale.js";
import { row } from "./data.js";
import { edge, face, hasAdopted, setback, win } from "./marks.js";

/** @typedef {import("./data.js").Play} Play */
/** @typedef {{kind: "person" | "team", number: number}} Picked */

/** A disc of at least so many pixels across carries its team's name; others say it when pointed at. */
const NAMED_FROM = 84;
const PERSON = 0.3;

export class Stage {
  /**
   * @param {Play} play
   * @param {number} place which of the rollouts
   * @param {(picked: Picked) => void} pick what to do when a person or team is clicked
   */
  constructor(play, place, pick) {
    this.play = play;
    this.place = place;
    this.scale = 1;
    this.left = 0;
    this.top = 0;
    /** @type {Picked | null} */
    this.marked = null;
    this.canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { class: "people" }));
    this.backdrop = document.createElement("canvas");
    this.scene = document.createElement("canvas");
    this.flashing = false;
    this.fitted = false;
    this.hint = element("div", { class: "hint", hidden: true });
    this.node = element("div", { class: "stage" }, this.canvas, this.hint);
    this.at = { week: 0, phase: 0.5 };
    whenSized(this.node, (width, height) => this.fit(width, height));
    this.canvas.addEventListener("click", (event) => {
      const found = this.under(event);
      if (found) pick(found);
    });
    this.canvas.addEventListener("mousemove", (event) => this.point(event));
    this.canvas.addEventListener("mouseleave", () => { this.hint.hidden = true; });
  }

  get rollout() {
    return this.play.rollouts[this.place];
  }

  /** @param {Play} play another run to show */
  show(play) {
    this.play = play;
    this.marked = null;
    this.fit(this.node.clientWidth, this.node.clientHeight);
  }

  /**
   * Make the drawing fit its room.
   * @param {number} width
   * @param {number} height
   */
  fit(width, height) {
    this.fitted = width >= 1 && height >= 1;
    if (!this.fitted) return;
    const dense = window.devicePixelRatio || 1;
    const { scale, left, top } = filling(this.play.people.teams, width * dense, height * dense);
    this.scale = scale;
    this.left = left;
    this.top = top;
    for (const canvas of [this.canvas, this.backdrop, this.scene]) {
      canvas.width = Math.round(width * dense);
      canvas.height = Math.round(height * dense);
    }
    this.paintBackdrop();
    this.paintScene();
    this.paint();
  }

  /** @param {number} x */
  x(x) {
    return this.left + x * this.scale;
  }

  /** @param {number} y */
  y(y) {
    return this.top - y * this.scale;
  }

  /** The ties, which never change. */
  paintBackdrop() {
    const pen = /** @type {CanvasRenderingContext2D} */ (this.backdrop.getContext("2d"));
    const { place, ties } = this.play.people;
    pen.clearRect(0, 0, this.backdrop.width, this.backdrop.height);
    pen.strokeStyle = "#334";
    pen.lineWidth = Math.max(0.5, this.scale * 0.02);
    pen.globalAlpha = Math.max(0.04, Math.min(0.16, 6 / Math.sqrt(ties.at.length + 1)));
    pen.beginPath();
    for (let tie = 0; tie < ties.at.length; tie += 2) {
      const [a, b] = [place[ties.at[tie]], place[ties.at[tie + 1]]];
      pen.moveTo(this.x(a[0]), this.y(a[1]));
      pen.lineTo(this.x(b[0]), this.y(b[1]));
    }
    pen.stroke();
  }

  /**
   * Show a week.
   * @param {number} week
   * @param {number} phase how far it has gone, in [0, 1)
   */
  turn(week, phase) {
    const turned = week !== this.at.week;
    this.at = { week, phase };
    if (!this.fitted) return;
    if (turned) this.paintScene();
    if (turned || this.flashing) this.paint();
  }

  /** Everything that stays as it is for a week: ties, teams, people. */
  paintScene() {
    const pen = /** @type {CanvasRenderingContext2D} */ (this.scene.getContext("2d"));
    pen.clearRect(0, 0, this.scene.width, this.scene.height);
    pen.drawImage(this.backdrop, 0, 0);
    this.paintTeams(pen);
    this.paintPeople(pen);
    this.paintNames(pen);
    this.flashing = [this.rollout.wins, this.rollout.setbacks].some(
      (table) => row(table, this.at.week).some((count) => count > 0),
    );
  }

  /** The scene, and before it what flashes and what is marked. */
  paint() {
    const pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    pen.globalAlpha = 1;
    pen.drawImage(this.scene, 0, 0);
    this.paintFlashes(pen);
    this.paintMarked(pen);
  }

  /** @param {CanvasRenderingContext2D} pen */
  paintTeams(pen) {
    const { teams } = this.play.people;
    const adopters = new Float64Array(teams.length);
    const { colour } = this.rollout;
    const standing = row(this.rollout.standing, this.at.week);
    for (let person = 0; person < standing.length; person += 1) {
      if (hasAdopted(this.play.standings[standing[person]])) adopters[this.play.people.team.at[person]] += 1;
    }
    pen.lineWidth = Math.max(1, this.scale * 0.05);
    teams.forEach((team, number) => {
      const share = adopters[number] / team.people;
      pen.beginPath();
      pen.arc(this.x(team.x), this.y(team.y), team.r * this.scale, 0, 2 * Math.PI);
      pen.globalAlpha = 0.78;
      pen.fillStyle = "#fff";
      pen.fill();
      pen.globalAlpha = 0.05 + 0.25 * share;
      pen.fillStyle = colour;
      pen.fill();
      pen.globalAlpha = 0.25 + 0.5 * share;
      pen.strokeStyle = share > 0 ? colour : "#99a";
      pen.stroke();
    });
    pen.globalAlpha = 1;
  }

  /**
   * Paint all people who look alike in one go, which is several times as fast as one by one.
   * @param {CanvasRenderingContext2D} pen
   */
  paintPeople(pen) {
    const { place } = this.play.people;
    const size = PERSON * this.scale;
    for (const { fill, ring, manages, people } of this.looks()) {
      pen.beginPath();
      for (const person of people) {
        const [x, y] = [this.x(place[person][0]), this.y(place[person][1])];
        if (manages) pen.rect(x - size, y - size, 2 * size, 2 * size);
        else {
          pen.moveTo(x + size, y);
          pen.arc(x, y, size, 0, 2 * Math.PI);
        }
      }
      pen.fillStyle = fill;
      pen.fill();
      pen.lineWidth = size * (manages ? 0.42 : 0.3);
      pen.strokeStyle = ring;
      pen.stroke();
    }
  }

  /** People by how they look this week: fill, ring, and whether they are managers. */
  looks() {
    const { manager } = this.play.people;
    const { threshold } = this.rollout;
    const { colour } = this.rollout;
    const standing = row(this.rollout.standing, this.at.week);
    const inclined = row(this.rollout.inclination, this.at.week);
    /** @type {Map<string, {fill: string, ring: string, manages: boolean, people: number[]}>} */
    const looks = new Map();
    for (let person = 0; person < standing.length; person += 1) {
      const manages = manager.at[person] > 0;
      const stands = this.play.standings[standing[person]];
      const fill = face(stands, inclined[person] / 255 / threshold[person], colour);
      const ring = manages ? "#111" : edge(stands, colour);
      const key = fill + ring + manages;
      if (!looks.has(key)) looks.set(key, { fill, ring, manages, people: [] });
      looks.get(key)?.people.push(person);
    }
    return looks.values();
  }

  /** @param {CanvasRenderingContext2D} pen */
  paintFlashes(pen) {
    const wins = row(this.rollout.wins, this.at.week);
    const setbacks = row(this.rollout.setbacks, this.at.week);
    const { teams } = this.play.people;
    teams.forEach((team, number) => {
      const spot = { x: this.x(team.x), y: this.y(team.y), r: team.r * this.scale, unit: this.scale };
      if (wins[number]) win(pen, spot, wins[number], this.at.phase);
      if (setbacks[number]) setback(pen, spot, this.at.phase);
    });
    pen.globalAlpha = 1;
  }

  /** @param {CanvasRenderingContext2D} pen */
  paintNames(pen) {
    const { teams } = this.play.people;
    const dense = window.devicePixelRatio || 1;
    pen.font = `600 ${Math.round(13 * dense)}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineWidth = 4 * dense;
    pen.strokeStyle = "rgba(255,255,255,.85)";
    pen.fillStyle = "#333";
    for (const team of teams.filter((one) => 2 * one.r * this.scale >= NAMED_FROM * dense)) {
      const [x, y] = [this.x(team.x), this.y(team.y + team.r)];
      const name = shortened(team.name, 18);
      pen.strokeText(name, x, y);
      pen.fillText(name, x, y);
    }
  }

  /** @param {CanvasRenderingContext2D} pen */
  paintMarked(pen) {
    if (!this.marked) return;
    const { place, teams } = this.play.people;
    const { kind, number } = this.marked;
    const [x, y] = kind === "person" ? place[number] : [teams[number].x, teams[number].y];
    const reach = kind === "person" ? 2 * PERSON : teams[number].r + 0.12;
    pen.beginPath();
    pen.arc(this.x(x), this.y(y), reach * this.scale, 0, 2 * Math.PI);
    pen.strokeStyle = "#fff";
    pen.lineWidth = Math.max(6, this.scale * 0.34);
    pen.stroke();
    pen.strokeStyle = "#111";
    pen.lineWidth = Math.max(3, this.scale * 0.16);
    pen.stroke();
  }

  /** @param {Picked | null} picked */
  mark(picked) {
    this.marked = picked;
    if (this.fitted) this.paint();
  }

  /**
   * Who is under the pointer: a person, else a team.
   * @param {MouseEvent} event
   * @returns {Picked | null}
   */
  under(event) {
    const box = this.canvas.getBoundingClientRect();
    const dense = this.canvas.width / box.width;
    const x = ((event.clientX - box.left) * dense - this.left) / this.scale;
    const y = (this.top - (event.clientY - box.top) * dense) / this.scale;
    const { place, teams } = this.play.people;
    const person = place.findIndex(([a, b]) => Math.hypot(a - x, b - y) < PERSON * 1.15);
    if (person >= 0) return { kind: "person", number: person };
    const team = teams.findIndex((t) => Math.hypot(t.x - x, t.y - y) < t.r);
    return team >= 0 ? { kind: "team", number: team } : null;
  }

  /** @param {MouseEvent} event */
  point(event) {
    const found = this.under(event);
    this.canvas.style.cursor = found ? "pointer" : "default";
    this.hint.hidden = !found;
    if (!found) return;
    const { labels, team, teams } = this.play.people;
    const named = found.kind === "person" ? `${labels[found.number]}, ${teams[team.at[found.number]].name}` : teams[found.number].name;
    this.hint.textContent = named;
    const box = this.node.getBoundingClientRect();
    this.hint.style.left = `${Math.min(event.clientX - box.left + 14, box.width - 120)}px`;
    this.hint.style.top = `${event.clientY - box.top + 14}px`;
  }
}
