// @ts-check
// Share and export: link, Python, SVG, CSV, reset.
import { button } from "./controls.js";
import { h, s, setText } from "./dom.js";
import { download } from "./export.js";

/**
 * @typedef {object} Exports
 * @property {(() => string) | null} link  null where there is no page to link to (a notebook)
 * @property {() => string} python
 * @property {() => string} svg
 * @property {() => string} csv
 * @property {() => void} reset
 *
 * @param {import("./frame.js").Context} context
 * @param {Exports} exports
 */
export function menu(context, exports) {
  const { scope, t, name } = context;
  const said = h("span", { class: "nn-said", role: "status" });
  const byHand = h("div", { class: "nn-by-hand", hidden: true });
  const hush = scope.afterQuiet(() => setText(said, ""), 4000);
  const say = (/** @type {string} */ text) => (setText(said, text), hush());

  const copy = async (/** @type {string} */ text) => {
    try {
      await navigator.clipboard.writeText(text);
      say(t("ui.copied"));
    } catch { // no permission or no secure context: the reader copies it themselves
      const field = h("textarea", { readonly: true, rows: 6, "aria-label": t("ui.byHand") });
      field.value = text;
      byHand.replaceChildren(h("span", {}, t("ui.byHand")), field);
      byHand.hidden = false;
      field.select();
    }
  };
  const save = (/** @type {string} */ ending, /** @type {string} */ type, /** @type {string} */ text) => {
    download(`${name}.${ending}`, type, text);
    say(t("ui.saved"));
  };
  const { link } = exports;
  const list = h("div", { class: "nn-menu-list" },
    link && button(context, "ui.link", () => copy(link())),
    button(context, "ui.python", () => copy(exports.python())),
    button(context, "ui.svg", () => save("svg", "image/svg+xml", exports.svg())),
    button(context, "ui.csv", () => save("csv", "text/csv", exports.csv())),
    button(context, "ui.reset", exports.reset), byHand);
  const dots = s("svg", { class: "nn-icon nn-outline", viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" },
    s("path", { d: "M10 12V3M6.5 6 10 2.5 13.5 6M6 9H4.5v7.5h11V9H14" }));
  const summary = h("summary", { class: "nn-button nn-round", "aria-label": t("ui.menu"), title: t("ui.menu") }, dots);
  const details = h("details", { class: "nn-menu" }, summary, list);

  const close = () => {
    details.open = false;
    byHand.hidden = true;
  };
  scope.listen(list, "click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("button") && byHand.hidden) close();
  });
  scope.listen(details, "keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.stopPropagation();
    close();
    summary.focus();
  });
  scope.listen(document, "pointerdown", (event) => {
    if (details.open && !details.contains(/** @type {Node} */ (event.target))) close();
  });
  return h("div", { class: "nn-share" }, said, details);
}
