// @ts-check
// Elements in one line each, and writes that touch the page only when something changed.

/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */

/**
 * @param {Element} element
 * @param {Attributes} attributes null, undefined and false leave the attribute off
 */
export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** An element's only text; it keeps its text node, which is cheaper to lay out. @param {Node} node @param {string} text */
export function setText(node, text) {
  const only = node.firstChild;
  if (!(only instanceof Text)) node.textContent = text;
  else if (only.data !== text) only.data = text;
}

/** Shows or hides, also for SVG. @param {Element} element @param {boolean} shown */
export function show(element, shown) {
  setAttributes(element, { display: shown ? null : "none" });
}

/** Does the reader ask for no motion? */
export function reducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
