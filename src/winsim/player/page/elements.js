// @ts-check
/** Elements of the page. Whatever comes from data enters as text or as an attribute, never as markup. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */
/** @typedef {Node | string | null} Child */

/**
 * Set attributes; false, null and undefined take one away.
 * @param {Element} node
 * @param {Attributes} attributes
 */
export function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * An HTML element with attributes and children; strings become text.
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  set(node, attributes);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/**
 * An SVG element.
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function drawn(tag, attributes = {}, ...children) {
  const node = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  set(node, attributes);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/**
 * A button that gives up the focus after a click, so that the keys stay the presenter's.
 * @param {string} label what it says
 * @param {string} title what it does, with its key
 * @param {() => void} act
 * @param {Attributes} [attributes]
 */
export function button(label, title, act, attributes = {}) {
  const node = element("button", { type: "button", title, ...attributes }, label);
  node.addEventListener("click", (event) => {
    act();
    if (event.detail > 0) node.blur();
  });
  return /** @type {HTMLButtonElement} */ (node);
}

/**
 * Tell when an element gets another size, in CSS pixels.
 * @param {Element} node
 * @param {(width: number, height: number) => void} act
 */
export function whenSized(node, act) {
  new ResizeObserver((entries) => {
    const { width, height } = entries[entries.length - 1].contentRect;
    if (width > 0 && height > 0) act(width, height);
  }).observe(node);
}
