// @ts-check
// An exercise answered on the page: a number, a list or a choice, judged as nn_core.checks does.
// The answer is kept in the reader's own browser and nowhere else.
import { judge } from "../../engine/checks.js";
import { button } from "../../view/controls.js";
import { h, setAttributes, setText } from "../../view/dom.js";
import { labels } from "./labels.js";

/** @type {import("../../view/schema.js").Schema} */
const schema = { answer: { type: "text", default: "", longest: 1000, transient: true } };

/** @type {import("../../view/bare.js").BareFigure["build"]} */
function build(context) {
  const { scope, state, payload, store } = context;
  const exercise = /** @type {import("../../engine/checks.js").Exercise} */ (payload);
  const t = (/** @type {string} */ key) => context.t(key, { id: exercise.id });
  const place = `nn-answer ${exercise.id}`;
  const said = h("span", { class: "nn-judged" });
  const verdict = h("p", { class: "nn-verdict", role: "status" }, said);

  const tell = (/** @type {string} */ answer) => {
    const { status, message } = judge(exercise, answer);
    setAttributes(verdict, { "data-status": status });
    const start = status === "right" ? t("right") : status === "wrong" ? t("wrong") : "";
    const rest = message.replace(/^(right\.|not yet\.|not answered yet\.)\s*/, "");
    setText(said, `${start} ${status === "unanswered" ? "" : rest}`.trim());
  };
  const settle = (/** @type {string} */ answer) => {
    state.set({ answer });
    if (answer.trim()) store.set(place, answer);
    else store.remove(place);
    tell(answer);
  };

  const field = exercise.options.length ? choices(exercise, t("answer")) : line(exercise, context);
  const form = h("form", { class: "nn-question-form" }, field.element,
    h("button", { type: "submit", class: "nn-button nn-primary" }, t("check")),
    button(context, "again", () => (field.write(""), settle(""))));
  scope.listen(form, "submit", (event) => {
    event.preventDefault();
    settle(field.read());
  });
  scope.listen(form, "keydown", (event) => event.stopPropagation()); // JupyterLab has its own use for keys
  const stored = state.get("answer") || store.get(place) || "";
  if (stored) {
    state.set({ answer: stored });
    tell(stored);
  }
  return {
    element: h("div", {}, ...(exercise.prompt ? [prompt(exercise.prompt)] : []), form, verdict,
      h("p", { class: "nn-fine-print" }, store.kept ? t("private") : "")),
    label: t("title"),
    update: () => {
      if (field.read() === state.get("answer")) return;
      field.write(state.get("answer"));
      tell(state.get("answer"));
    },
  };
}

/** @typedef {{element: HTMLElement, read: () => string, write: (answer: string) => void}} AnswerField */

/** @param {import("../../engine/checks.js").Exercise} exercise @param {import("../../view/bare.js").BareContext} context @returns {AnswerField} */
function line({ id, kind }, { t }) {
  const input = h("input", { type: "text", "aria-label": t("answer", { id }), placeholder: t(`placeholder.${kind}`),
    autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 1000 });
  return { element: input, read: () => input.value, write: (answer) => (input.value = answer) };
}

/** One letter each, as in the notebook. @param {import("../../engine/checks.js").Exercise} exercise @param {string} label @returns {AnswerField} */
function choices({ options }, label) {
  const group = crypto.randomUUID?.() ?? String(Math.random()); // radio buttons of one question share a name
  const boxes = options.map((_, i) => h("input", { type: "radio", name: group, value: String.fromCharCode(97 + i) }));
  const rows = options.map((option, i) => h("label", { class: "nn-toggle" }, boxes[i], h("span", {}, ...words(option))));
  return {
    element: h("fieldset", { "aria-label": label }, ...rows),
    read: () => boxes.find((box) => box.checked)?.value ?? "",
    write: (answer) => boxes.forEach((box) => (box.checked = box.value === answer)),
  };
}

/** @param {string} text */
const prompt = (text) => h("p", { class: "nn-prompt" }, ...words(text));

/** `code` between backquotes, the rest as it is. @param {string} text @returns {(Node | string)[]} */
function words(text) {
  return text.split("`").map((part, i) => (i % 2 ? h("code", {}, part) : part));
}

/** @type {import("../../view/bare.js").BareFigure} */
export const question = { kind: "question", bare: true, schema, labels, build };
