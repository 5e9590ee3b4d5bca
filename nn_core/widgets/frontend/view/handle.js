// @ts-check
// A point the reader drags: by mouse, by finger (the target is 44 px wide), or with the arrow keys.
import { s, setAttributes } from "./dom.js";

const STILL = 0.25; // pixels

/**
 * @typedef {object} Way  how far a handle goes along one axis
 * @property {number} low
 * @property {number} high
 * @property {number} step  of one arrow key; ten of them with Shift or Page Up and Down
 *
 * @typedef {object} HandleOptions
 * @property {string} label
 * @property {Way} [x]  absent: it does not move along x
 * @property {Way} [y]
 * @property {() => [number, number]} get  where it is, in the plot's units
 * @property {() => [number, number]} [asked]  where it was last sent, if the picture comes after
 * @property {(x: number, y: number) => void} set
 * @property {() => string} text  its value as a screen reader should say it
 * @property {() => void} [done]  after a drag or a key
 */

/**
 * @param {import("./scope.js").Scope} scope
 * @param {import("./plot.js").Plot} plot
 * @param {HandleOptions} options
 */
export function createHandle(scope, plot, options) {
  const way = options.x ?? options.y;
  if (!way) throw new TypeError("a handle must move along x or y");
  const group = s("g", {
    class: "nn-handle", role: "slider", tabindex: "0", "aria-label": options.label,
    "aria-orientation": options.x ? "horizontal" : "vertical",
  }, s("circle", { class: "nn-hit", r: 22 }), s("circle", { class: "nn-knob", r: 7 }));
  plot.over.append(group);

  /** @param {number} x @param {number} y */
  const move = (x, y) => {
    const [x0, y0] = options.get();
    const within = (/** @type {number} */ v, /** @type {Way | undefined} */ w, /** @type {number} */ fixed) =>
      w ? Math.min(w.high, Math.max(w.low, v)) : fixed;
    options.set(within(x, options.x, x0), within(y, options.y, y0));
  };

  /** @type {{dx: number, dy: number, id: number} | null} */
  let drag = null;
  scope.listen(group, "pointerdown", (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    event.preventDefault(); // no text selection, no scrolling …
    group.focus({ preventScroll: true }); // … but still focus
    group.setPointerCapture(event.pointerId);
    const [x, y] = options.get();
    drag = { dx: plot.x(x) - event.clientX, dy: plot.y(y) - event.clientY, id: event.pointerId };
    group.classList.add("nn-held");
  });
  scope.listen(group, "pointermove", (/** @type {PointerEvent} */ event) => {
    if (drag?.id !== event.pointerId) return;
    const [px, py] = [event.clientX + drag.dx, event.clientY + drag.dy];
    const [x, y] = options.get();
    // Along a way it cannot go nothing has moved, and rounding must not say otherwise.
    if (!(options.x && Math.abs(px - plot.x(x)) > STILL) && !(options.y && Math.abs(py - plot.y(y)) > STILL)) return;
    move(plot.x.invert(px), plot.y.invert(py));
  });
  const release = (/** @type {PointerEvent} */ event) => {
    if (drag?.id !== event.pointerId) return;
    drag = null;
    group.classList.remove("nn-held");
    options.done?.();
  };
  scope.listen(group, "touchmove", (event) => event.preventDefault(), { passive: false }); // the page stays where it is
  scope.listen(group, "pointerup", release);
  scope.listen(group, "pointercancel", release);
  scope.listen(group, "keydown", (/** @type {KeyboardEvent} */ event) => {
    const moved = keyMove(event, options);
    if (!moved) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab and the page have their own use for arrow keys
    move(...moved);
    options.done?.();
  });

  return {
    element: group,
    /** Puts it where its value is. */
    update() {
      const [x, y] = options.get();
      const [px, py] = [plot.x(x), plot.y(y)];
      if (!Number.isFinite(px + py)) return;
      const now = options.x ? x : y;
      setAttributes(group, {
        transform: `translate(${Math.round(px * 10) / 10},${Math.round(py * 10) / 10})`,
        "aria-valuemin": way.low, "aria-valuemax": way.high, "aria-valuenow": now, "aria-valuetext": options.text(),
      });
    },
  };
}

/**
 * Where a key takes the handle, or null if it is not one of its keys.
 * @param {KeyboardEvent} event
 * @param {HandleOptions} options
 * @returns {[number, number] | null}
 */
function keyMove(event, { x: wx, y: wy, get, asked = get }) {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const [x, y] = asked();
  const times = event.shiftKey ? 10 : 1;
  const [sx, sy] = [(wx ?? { step: 0 }).step * times, (wy ?? { step: 0 }).step * times];
  // A handle that moves one way only takes both pairs of arrows.
  const along = (/** @type {number} */ by) => /** @type {[number, number]} */ (wx ? [x + by * sx, y] : [x, y + by * sy]);
  switch (event.key) {
    case "ArrowRight": return along(1);
    case "ArrowLeft": return along(-1);
    case "ArrowUp": return wy ? [x, y + sy] : along(1);
    case "ArrowDown": return wy ? [x, y - sy] : along(-1);
    case "PageUp": return wy ? [x, y + 10 * sy] : along(10);
    case "PageDown": return wy ? [x, y - 10 * sy] : along(-10);
    case "Home": return wx ? [wx.low, y] : [x, /** @type {Way} */ (wy).low];
    case "End": return wx ? [wx.high, y] : [x, /** @type {Way} */ (wy).high];
    default: return null;
  }
}
