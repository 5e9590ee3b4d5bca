// @ts-check
// Words: one table per figure and language. A missing word falls back to English, then to its key.

/** @typedef {Record<string, string>} Table */

/** Words every figure shares. @type {Record<string, Table>} */
const SHARED = {
  en: {
    "ui.exactly": "{what}, exactly",
    "ui.player": "Time",
    "ui.play": "Play",
    "ui.pause": "Pause",
    "ui.step": "Step",
    "ui.back": "Step back",
    "ui.rewind": "Back to the start",
    "ui.menu": "Share and export",
    "ui.link": "Copy link",
    "ui.python": "Copy as Python",
    "ui.svg": "Save picture (SVG)",
    "ui.csv": "Save numbers (CSV)",
    "ui.reset": "Reset everything",
    "ui.copied": "Copied",
    "ui.saved": "Saved",
    "ui.byHand": "Copy this text:",
    "ui.close": "Close",
    "ui.badLink": "The link asks for {what}, which this figure cannot do; that part is left as it was.",
  },
};

/**
 * The function that gives a figure its words: `t("alpha")`, `t("verdict", {loss: "0.01"})`.
 * @param {Record<string, Table>} tables
 * @param {string} language such as "en" or "zh-CN"
 */
export function translator(tables, language) {
  const codes = [language, language.split("-")[0], "en"];
  return (/** @type {string} */ key, /** @type {Record<string, string | number>} */ words = {}) => {
    const code = codes.find((c) => tables[c]?.[key] !== undefined || SHARED[c]?.[key] !== undefined);
    const text = code ? (tables[code]?.[key] ?? SHARED[code][key]) : key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(words[name] ?? whole));
  };
}

/** @param {Element} element @returns {string} the language of its surroundings */
export function languageOf(element) {
  return element.closest("[lang]")?.getAttribute("lang") || "en";
}
