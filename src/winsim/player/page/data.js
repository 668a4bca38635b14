// @ts-check
/** What the page shows: the document that Python wrote, its packed arrays opened. */

/** @typedef {{shape: number[], size: 1 | 2 | 4, bytes: string}} Packed */
/** @typedef {{shape: number[], at: Uint8Array | Uint16Array | Uint32Array}} Table */
/** @typedef {{week: number, kind: string, words: string}} Mark */
/** @typedef {{low: number[], median: number[], high: number[]}} Band */
/** @typedef {{name: string, x: number, y: number, r: number, people: number}} Team */
/**
 * @typedef {object} Rollout One rollout of the played run; rows are weeks.
 * @property {string} name
 * @property {string} description
 * @property {Table} standing how each person stands: see STANDING
 * @property {Table} inclination of each person, in steps of 1/255
 * @property {number[]} threshold of each person
 * @property {Table} wins by team
 * @property {Table} setbacks by team
 * @property {Record<string, number[]>} runs the played run, by measure
 * @property {Record<string, number[]>} counts wins and setbacks a week
 * @property {number[][]} push of the spiral's stations
 * @property {number[]} strength of the spiral
 * @property {Table} state of the spiral: a place in `spiral.states`
 * @property {Mark[]} marks
 * @property {{people: string[][], teams: string[][]} | null} stories null where they are asked for
 */
/**
 * @typedef {object} People
 * @property {string[]} labels
 * @property {number[][]} place
 * @property {Table} team
 * @property {Table} manager
 * @property {Team[]} teams
 * @property {Table} ties
 */
/** @typedef {{name: string, texts: string[]}} Row */
/** @typedef {{rows: Row[], never: {team: string, people: number, left: number[]}[], discuss: string[]}} Debrief */
/**
 * @typedef {object} Lever
 * @property {string} id
 * @property {string} group
 * @property {string} label
 * @property {string} help
 * @property {"range" | "switch" | "choice"} kind
 * @property {number | string | boolean} value
 * @property {number} [low]
 * @property {number} [high]
 * @property {number} [step]
 * @property {string[]} [choices]
 */
/**
 * @typedef {object} Lab what only the served page has
 * @property {string} session
 * @property {string} query the settings, as in the address
 * @property {string} preset
 * @property {string[]} presets
 * @property {string[]} rollouts all of the scenario's
 * @property {Lever[]} levers
 * @property {string[]} changed ids of the levers that differ from the preset
 * @property {string} people name of the uploaded people file, or nothing
 * @property {number} wanted how many lucks there are in the end
 */
/**
 * @typedef {object} Play
 * @property {string} title
 * @property {string} description
 * @property {number} weeks
 * @property {number} seed
 * @property {number} seeds
 * @property {boolean} typical
 * @property {People} people
 * @property {Rollout[]} rollouts
 * @property {{states: string[], stations: string[], span: number}} spiral
 * @property {Record<string, Band[]>} bands
 * @property {number[]} crossings
 * @property {string[]} lucks
 * @property {string[]} statements
 * @property {Debrief} debrief
 * @property {Lab} [lab]
 */

/** How a person stands. */
export const STANDING = { unaware: 0, aware: 1, convinced: 2, unconvinced: 3 };

/** Colours of the rollouts, which people with any colour vision can tell apart (Okabe & Ito). */
export const COLOURS = ["#0072B2", "#D55E00"];

/**
 * A packed array, opened.
 * @param {Packed} packed
 * @returns {Table}
 */
function opened(packed) {
  const bytes = Uint8Array.from(atob(packed.bytes), (letter) => letter.charCodeAt(0));
  const kinds = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };
  return { shape: packed.shape, at: new kinds[packed.size](bytes.buffer) };
}

/**
 * A document as it was written, with every packed array opened.
 * @param {any} written
 * @returns {any}
 */
function unpacked(written) {
  if (Array.isArray(written)) {
    return typeof written[0] === "object" ? written.map(unpacked) : written;
  }
  if (written === null || typeof written !== "object") return written;
  if (typeof written.bytes === "string" && written.shape) return opened(written);
  return Object.fromEntries(Object.entries(written).map(([name, part]) => [name, unpacked(part)]));
}

/**
 * The document of a text.
 * @param {string} text
 * @returns {Play}
 */
export function read(text) {
  return unpacked(JSON.parse(text));
}

/**
 * The row of a table for a week.
 * @param {Table} table
 * @param {number} week
 */
export function row(table, week) {
  const width = table.shape[1];
  return table.at.subarray(week * width, (week + 1) * width);
}
