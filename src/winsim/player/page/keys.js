// @ts-check
/** The presenter's keys. */

/**
 * Call what belongs to a key; keys typed into fields and lists are theirs.
 * @param {Record<string, (event: KeyboardEvent) => void>} acts by key, letters in lower case
 */
export function listen(acts) {
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || (event.ctrlKey && event.key.toLowerCase() !== "z")) return;
    if (isTyping(event.target, event.key)) return;
    const key = (event.ctrlKey ? "ctrl " : "") + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    const act = acts[key];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
}

/**
 * Whether a key belongs to the field that has the focus.
 * @param {EventTarget | null} target
 * @param {string} key
 */
function isTyping(target, key) {
  if (!(target instanceof HTMLElement) || target.id === "scrubber") return false;
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLButtonElement) return key === "Enter";
  if (!(target instanceof HTMLInputElement)) return false;
  if (target.type === "range") return key.startsWith("Arrow") || key === "Home" || key === "End";
  return target.type === "checkbox" ? key === " " : key !== "Escape";
}
