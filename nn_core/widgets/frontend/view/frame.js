// @ts-check
// What surrounds every figure: the stage, the verdict (also spoken), the controls, the menu.
import { mountBare } from "./bare.js";
import { h, setText } from "./dom.js";
import { pictureOf } from "./export.js";
import { languageOf, translator } from "./labels.js";
import { menu } from "./menu.js";
import { liveRegion } from "./player.js";
import { Scope } from "./scope.js";
import { State } from "./state.js";

/**
 * @typedef {object} Context  what a figure is built from
 * @property {string} name
 * @property {Scope} scope
 * @property {State} state
 * @property {(key: string, words?: Record<string, string | number>) => string} t
 *
 * @typedef {object} Built  what a figure gives back
 * @property {Element} stage  its drawings; the picture that is saved
 * @property {Element} bar  one line under the stage: the player; the menu joins it
 * @property {Element} controls  groups of controls
 * @property {(width: number) => void} resize
 * @property {(changed: Set<string>) => void} update  draw what these traits change
 * @property {() => string} verdict  one sentence on what the picture now shows
 * @property {() => string} python  code that gives the numbers on screen
 * @property {() => string} csv
 *
 * @typedef {object} Figure
 * @property {string} kind
 * @property {import("./schema.js").Schema} schema
 * @property {Record<string, import("./labels.js").Table>} labels
 * @property {(context: Context, redraw: () => void) => Built} build  `redraw` asks for the verdict to be read again
 *
 * @typedef {Figure | import("./bare.js").BareFigure} AnyFigure
 *
 * @typedef {object} Surroundings  what the place a figure is mounted in adds
 * @property {string} [name]
 * @property {string[]} [problems]  parts of a link that could not be used
 * @property {((state: Record<string, any>) => string) | null} [link]
 * @property {Record<string, any>} [published]  what "reset everything" goes back to
 * @property {import("./bare.js").Store} [store]  where a reader's answers are kept
 */

/** From this width on a figure has room for columns. */
export const WIDE = 600;

/**
 * Builds the figure inside `element`, over the model; returns what takes it away again.
 * @param {AnyFigure} figure
 * @param {HTMLElement} element
 * @param {import("./model.js").Model} model
 * @param {Surroundings} [around]
 * @returns {() => void}
 */
export function mountFigure(figure, element, model, around = {}) {
  if ("bare" in figure) return mountBare(figure, element, model, around);
  const { name = figure.kind, problems = [], link = null, published } = around;
  const scope = new Scope();
  const state = new State(model, figure.schema, scope);
  const t = translator(figure.labels, languageOf(element));
  const context = { name, scope, state, t };
  const initial = published ?? state.all();
  const live = liveRegion(scope);
  const verdict = h("p", { class: "nn-verdict" });
  const say = () => {
    const sentence = built.verdict();
    setText(verdict, sentence);
    live.say(sentence);
  };
  const built = figure.build(context, say);
  const share = menu(context, {
    link: link && (() => link(state.all())),
    python: built.python,
    svg: () => pictureOf(built.stage, `${t("title")}. ${built.verdict()}`),
    csv: built.csv,
    reset: () => state.set(initial),
  });
  const notice = problems.length ? [h("p", { class: "nn-notice", role: "status" }, t("ui.badLink", { what: problems.join(", ") }))] : [];
  const root = h("div", { class: `nn-figure nn-${figure.kind}`, role: "group", "aria-label": t("title"),
    "data-lm-suppress-shortcuts": "true" }, ...notice, built.stage, built.bar, verdict, built.controls, live.element);
  built.bar.append(share);
  state.watch((changed) => {
    built.update(changed);
    say();
  });
  const resize = (/** @type {number} */ width) => {
    fold(root, width < WIDE);
    built.resize(width);
  };
  scope.watchWidth(root, resize);
  element.append(root);
  resize(root.clientWidth || WIDE);
  built.update(new Set(Object.keys(figure.schema)));
  say();
  scope.add(() => root.remove());
  return () => scope.dispose();
}

/**
 * On a phone only the last group of controls is open at first; side by side all of them are.
 * @param {HTMLElement} root
 * @param {boolean} narrow
 */
function fold(root, narrow) {
  if (root.dataset.narrow === String(narrow)) return;
  root.dataset.narrow = String(narrow);
  const groups = /** @type {NodeListOf<HTMLDetailsElement>} */ (root.querySelectorAll(".nn-group"));
  groups.forEach((group, i) => (group.open = !narrow || i === groups.length - 1));
}
