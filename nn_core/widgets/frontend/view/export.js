// @ts-check
// The picture as a stand-alone SVG and the numbers as CSV.
import { s } from "./dom.js";

const STYLES = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
  "stroke-linejoin", "opacity", "font-family", "font-size", "font-style", "font-weight", "text-anchor", "display",
];

/**
 * The drawings under `stage`, laid out as on screen, with every style written into the elements.
 * @param {Element} stage
 * @param {string} title
 */
export function pictureOf(stage, title) {
  const frame = stage.getBoundingClientRect();
  const style = getComputedStyle(stage);
  const whole = s("svg", { width: frame.width, height: frame.height, viewBox: `0 0 ${frame.width} ${frame.height}` },
    s("title", {}, title), s("rect", { width: "100%", height: "100%", fill: style.getPropertyValue("--nn-surface") }));
  for (const svg of stage.querySelectorAll("svg.nn-plot")) {
    const place = svg.getBoundingClientRect();
    const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
    writeStyles(svg, copy);
    copy.setAttribute("x", String(place.left - frame.left));
    copy.setAttribute("y", String(place.top - frame.top));
    for (const handle of copy.querySelectorAll(".nn-hit")) handle.remove();
    whole.append(copy);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(whole)}\n`;
}

/** @param {Element} from @param {Element} to */
function writeStyles(from, to) {
  const style = getComputedStyle(from);
  to.setAttribute("style", STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
  for (const name of ["class", "tabindex", "role"]) to.removeAttribute(name);
  for (let i = 0; i < from.children.length; i++) writeStyles(from.children[i], to.children[i]);
}

/**
 * @param {readonly string[]} header
 * @param {Iterable<readonly (string | number)[]>} rows
 */
export function csv(header, rows) {
  const cell = (/** @type {string | number} */ v) => (/[",\n]/.test(String(v)) ? `"${String(v).replaceAll('"', '""')}"` : String(v));
  return [header, ...rows].map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

/** @param {string} name @param {string} type @param {string} text */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000); // the browser has begun to read it by then
}
