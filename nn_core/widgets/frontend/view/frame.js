// @ts-check
// What surrounds every figure: the stage, the verdict (also spoken), the controls, the menu.
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
 * @property {Element[]} below  player and controls, in order
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
 * @typedef {object} Surroundings  what the place a figure is mounted in adds
 * @property {string} [name]
 * @property {string[]} [problems]  parts of a link that could not be used
 * @property {((state: Record<string, any>) => string) | null} [link]
 * @property {Record<string, any>} [published]  what "reset everything" goes back to
 */

/**
 * Builds the figure inside `element`, over the model; returns what takes it away again.
 * @param {Figure} figure
 * @param {HTMLElement} element
 * @param {import("./model.js").Model} model
 * @param {Surroundings} [around]
 * @returns {() => void}
 */
export function mountFigure(figure, element, model, { name = figure.kind, problems = [], link = null, published } = {}) {
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
  const notices = problems.map((what) => h("p", { class: "nn-notice", role: "status" }, t("ui.badLink", { what })));
  const root = h("div", { class: `nn-figure nn-${figure.kind}`, role: "group", "aria-label": t("title"),
    "data-lm-suppress-shortcuts": "true" }, ...notices, share, built.stage, ...built.below.slice(0, 1), verdict,
  ...built.below.slice(1), live.element);
  state.watch((changed) => {
    built.update(changed);
    say();
  });
  scope.watchWidth(root, (width) => built.resize(width));
  element.append(root);
  built.resize(root.clientWidth || 640);
  built.update(new Set(Object.keys(figure.schema)));
  say();
  scope.add(() => root.remove());
  return () => scope.dispose();
}
