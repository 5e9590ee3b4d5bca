// @ts-check
// A number in a drawing that is dragged to change it: sideways or up and down, or by arrow keys.
import { s, setAttributes, setText } from "./dom.js";

const PER_PIXEL = 0.01;
const DECIMALS = 3;
const WIDTH = 76;

/**
 * @param {import("./scope.js").Scope} scope
 * @param {object} options
 * @param {string} options.label
 * @param {number} options.low
 * @param {number} options.high
 * @param {() => number} options.get
 * @param {(value: number) => void} options.set
 * @param {(value: number) => string} options.text
 * @param {() => void} [options.done]
 */
export function createScrub(scope, { label, low, high, get, set, text, done }) {
  const words = s("text", { class: "nn-scrub-text", "text-anchor": "middle", dy: "0.32em" });
  const element = s("g", { class: "nn-scrub", role: "slider", tabindex: "0", "aria-label": label,
    "aria-valuemin": low, "aria-valuemax": high },
  s("rect", { class: "nn-scrub-hit", x: -WIDTH / 2, y: -22, width: WIDTH, height: 44 }),
  s("rect", { class: "nn-scrub-box", x: -WIDTH / 2, y: -11, width: WIDTH, height: 22, rx: 5 }), words);
  /** @param {number} value */
  const put = (value) => set(Number(Math.min(high, Math.max(low, value)).toFixed(DECIMALS)));

  /** @type {{x: number, y: number, from: number, id: number} | null} */
  let drag = null;
  scope.listen(element, "pointerdown", (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    drag = { x: event.clientX, y: event.clientY, from: get(), id: event.pointerId };
  });
  scope.listen(element, "pointermove", (/** @type {PointerEvent} */ event) => {
    if (drag?.id !== event.pointerId) return;
    put(drag.from + (event.clientX - drag.x - (event.clientY - drag.y)) * PER_PIXEL);
  });
  const release = () => {
    if (drag) done?.();
    drag = null;
  };
  scope.listen(element, "touchmove", (event) => event.preventDefault(), { passive: false }); // the page stays where it is
  scope.listen(element, "pointerup", release);
  scope.listen(element, "pointercancel", release);
  scope.listen(element, "keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = { ArrowRight: 0.01, ArrowUp: 0.01, ArrowLeft: -0.01, ArrowDown: -0.01, PageUp: 0.1, PageDown: -0.1 }[event.key];
    const bound = { Home: low, End: high }[event.key];
    const next = by === undefined ? bound : get() + by * (event.shiftKey ? 10 : 1);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    put(next);
    done?.();
  });

  return {
    element,
    /** @param {number} x @param {number} y */
    update(x, y) {
      const value = get();
      setText(words, text(value));
      setAttributes(element, { transform: `translate(${x},${y})`, "aria-valuenow": value, "aria-valuetext": text(value) });
    },
  };
}
