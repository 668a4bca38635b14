// @ts-check
/** The debrief, and how to read the page. */

import { button, element } from "./elements.js";

/** @typedef {import("./data.js").Play} Play */

const KEYS = [
  ["Space", "play and pause"],
  ["← →", "a week back, a week on; with Shift a quarter"],
  ["Home End", "the start, the end"],
  ["↑ ↓", "faster, slower"],
  ["R", "hide the future and ask the room; again: reveal"],
  ["T", "large type"],
  ["D", "debrief"],
  ["Esc", "close what is open"],
  ["?", "this page"],
];
const READING = [
  "Both panes hold the same people in the same places, and they meet the same chance events; only the rollout differs. Discs are teams, squares managers, faint lines ties.",
  "White: has not heard of it. Grey: has heard, darker the closer to adopting. Filled: works the new way. Ringed in colour: works the new way as told, without being convinced.",
  "A golden ring is a win in that team, a black cross a setback.",
  "Bands hold nine in ten of all simulated runs, the thin line is their median; the thick line is the run being played.",
  "The spiral opens outwards (▲) where wins, belief and adopters carry one another, stands still (■) where they do not, closes in (▼) where each drags the next down, and coasts (▷) where people still come over though no wins feed it. Its strength is the mean push of felt wins, of belief and trust, and of new adopters over four weeks; the thickness of effort is the share of its capacity that the organisation gives.",
  "Click a person or a team to read their story.",
];

/** @param {() => void} close */
function closing(close) {
  return button("×", "Close (Esc)", close, { class: "close", "aria-label": "Close" });
}

/**
 * @param {Play} play
 * @param {() => void} close
 */
export function debriefing(play, close) {
  const { rows, never, discuss } = play.debrief;
  const head = element("tr", {}, element("th"), ...play.rollouts.map((rollout) => {
    const cell = element("th", { scope: "col" }, rollout.name);
    cell.style.color = rollout.colour;
    return cell;
  }));
  const body = rows.map((line) => element("tr", {}, element("th", { scope: "row" }, line.name), ...line.texts.map((text) => element("td", {}, text))));
  return element("aside", { id: "debrief", class: "sheet", hidden: true, "aria-label": "Debrief" },
    element("header", {}, element("h2", {}, "Debrief"), closing(close)),
    element("div", { class: "columns" },
      element("section", {}, element("h3", {}, "This run"), element("table", {}, head, ...body)),
      element("section", {}, element("h3", {}, "To discuss"), element("ol", {}, ...discuss.map((question) => element("li", {}, question)))),
      element("section", {}, element("h3", {}, "Who never came round"), neverAdopted(never, play.rollouts)),
      element("section", { class: "long" }, element("h3", {}, play.seeds > 1 ? `Over all ${play.seeds} seeds` : "Over one seed"), element("ul", {}, ...play.statements.map((said) => element("li", {}, said))))));
}

/**
 * Teams by how many never came round, as bars.
 * @param {{team: string, people: number, left: number[]}[]} never
 * @param {import("./data.js").Rollout[]} rollouts
 */
function neverAdopted(never, rollouts) {
  if (!never.length) return element("p", {}, "Everybody came round.");
  const shown = never.slice(0, 10);
  const most = Math.max(...shown.flatMap((line) => line.left));
  const lines = shown.map((line) => element("tr", {}, element("th", { scope: "row" }, line.team), ...line.left.map((count, place) => {
    const bar = element("span", { class: "bar" });
    bar.style.width = `${(60 * count) / most}%`;
    bar.style.background = rollouts[place].colour;
    return element("td", { class: "barred" }, bar, ` ${count} of ${line.people}`);
  })));
  const more = never.length - shown.length;
  return element("div", {}, element("table", {}, ...lines), more > 0 ? element("p", { class: "quiet" }, `and in ${more} more teams`) : null);
}

/**
 * @param {() => void} close
 * @param {boolean} served whether there are levers
 */
export function helping(close, served) {
  const keys = served ? [...KEYS.slice(0, 7), ["L", "levers"], ["Ctrl Z", "undo"], ...KEYS.slice(7)] : KEYS;
  return element("aside", { id: "help", class: "sheet", hidden: true, "aria-label": "Help" },
    element("header", {}, element("h2", {}, "How to read and play this page"), closing(close)),
    element("div", { class: "columns" },
      element("section", {}, element("h3", {}, "What is to be seen"), ...READING.map((words) => element("p", {}, words))),
      element("section", {}, element("h3", {}, "Keys"), element("table", {}, ...keys.map(([key, does]) => element("tr", {}, element("th", {}, element("kbd", {}, key)), element("td", {}, does)))))));
}
