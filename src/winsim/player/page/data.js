// @ts-check
/** What the page shows: the document that Python wrote, its arrays decoded. */

/** @typedef {{shape: number[], size: 1 | 2 | 4, bytes: string}} Encoded */
/** @typedef {{shape: number[], at: Uint8Array | Uint16Array | Uint32Array}} Table */
/** @typedef {{week: number, kind: string, words: string}} Mark */
/** @typedef {{low: number[], median: number[], high: number[]}} Band */
/** @typedef {{name: string, x: number, y: number, r: number, people: number}} Team */
/**
 * @typedef {object} Rollout One rollout of the played run; rows are weeks.
 * @property {string} name
 * @property {string} description
 * @property {string[]} standstill what stands still in its runs over all seeds, in sentences
 * @property {string} colour
 * @property {Table} standing how each person stands: a place in `standings`
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
 * @property {{people: string[][], teams: string[][]} | null} stories null where the lab is asked for each
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
/** @typedef {{value: string, words: string}} Option */
/**
 * @typedef {object} FormField what can be chosen of how uploaded files are read
 * @property {string} id
 * @property {string} label
 * @property {"choice" | "column" | "number" | "switch" | "text"} kind
 * @property {string | boolean} value
 * @property {boolean} asks whether other fields depend on it
 * @property {boolean} open whether nothing is chosen that may have to be
 * @property {Option[]} options before the headers, where it is a column
 */
/** @typedef {{title: string, headers: Option[], fields: FormField[]}} FormGroup */
/**
 * @typedef {object} Reading uploaded files, and how they are read
 * @property {string} people token by which the lab knows them
 * @property {string} file what the user calls the people file
 * @property {FormGroup[]} form
 * @property {string[]} notes what was read
 * @property {string[]} problems why they cannot be played yet
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
 * @property {Reading | null} upload the uploaded people who are played
 * @property {string[]} endings of the files that can be read
 * @property {number} wanted how many seeds there are in the end
 */
/**
 * @typedef {object} Play
 * @property {string} title
 * @property {string} description
 * @property {string[]} doubts of the data, in sentences
 * @property {number} weeks
 * @property {number} seed
 * @property {number} seeds
 * @property {boolean} typical whether the played run is the most typical
 * @property {string[]} standings how a person can stand: unaware, aware, convinced, unconvinced
 * @property {People} people
 * @property {Rollout[]} rollouts
 * @property {{states: string[], stations: string[], span: number}} spiral
 * @property {Record<string, Band[]>} bands
 * @property {number[]} crossings
 * @property {string[]} leads which rollout is ahead in how many runs, by week
 * @property {string[]} statements
 * @property {Debrief} debrief
 * @property {Lab} [lab]
 */

/**
 * The numbers of an array written as base64.
 * @param {Encoded} encoded
 * @returns {Table}
 */
function table(encoded) {
  const bytes = Uint8Array.from(atob(encoded.bytes), (letter) => letter.charCodeAt(0));
  const kinds = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };
  return { shape: encoded.shape, at: new kinds[encoded.size](bytes.buffer) };
}

/**
 * A document as it was written, with every array decoded.
 * @param {any} written
 * @returns {any}
 */
function decoded(written) {
  if (Array.isArray(written)) {
    return typeof written[0] === "object" ? written.map(decoded) : written;
  }
  if (written === null || typeof written !== "object") return written;
  if (typeof written.bytes === "string" && written.shape) return table(written);
  return Object.fromEntries(Object.entries(written).map(([name, part]) => [name, decoded(part)]));
}

/**
 * The document of a text.
 * @param {string} text
 * @returns {Play}
 */
export function read(text) {
  return decoded(JSON.parse(text));
}

/**
 * The row of a table for a week.
 * @param {Table} from
 * @param {number} week
 */
export function row(from, week) {
  const width = from.shape[1];
  return from.at.subarray(week * width, (week + 1) * width);
}
