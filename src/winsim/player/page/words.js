// @ts-check
/** Numbers in words, as the page says them. */

/**
 * A share as per cent, for people.
 * @param {number} share
 */
export function percent(share) {
  return `${Math.round(100 * share)} %`;
}

/**
 * A number with at most so many decimals, and none that say nothing.
 * @param {number} value
 * @param {number} decimals
 */
export function rounded(value, decimals) {
  return String(Math.round(value * 10 ** decimals) / 10 ** decimals);
}

/**
 * So many of a thing: one win, two wins.
 * @param {number} count
 * @param {string} noun
 */
export function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * A name that takes up no more than so many letters.
 * @param {string} name
 * @param {number} most
 */
export function shortened(name, most) {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

/**
 * The week that a sentence of a story begins with; null where it names none.
 * @param {string} sentence
 */
export function dated(sentence) {
  const found = /^Weeks? (\d+)/.exec(sentence);
  return found ? Number(found[1]) : null;
}
