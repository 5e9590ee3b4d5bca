// @ts-check
// The controls of anything that has time in it: rewind, step back, play or pause, step.
import { button } from "./controls.js";
import { h, reducedMotion, s, setAttributes, setText } from "./dom.js";

const ICONS = {
  rewind: "M5 4v12M16 4 8 10l8 6z",
  back: "M13 4 6 10l7 6z",
  play: "M6 3.5 16.5 10 6 16.5z",
  pause: "M6.5 4v12M13.5 4v12",
  step: "M7 4l7 6-7 6z",
};
const STILL = 1000; // milliseconds between pictures when the reader asks for no motion

/** @param {keyof typeof ICONS} name */
const icon = (name) => s("svg", { class: "nn-icon", viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" },
  s("path", { d: ICONS[name] }));

/**
 * @param {import("./frame.js").Context} context its state has a flag `playing`
 * @param {object} actions
 * @param {() => void} actions.rewind
 * @param {() => void} actions.back
 * @param {() => void} actions.step
 * @param {() => boolean} actions.over is there nothing left to play? Playing then begins at the start again
 * @param {(still: boolean) => boolean} actions.advance called in every frame while playing (once a second, with
 *   `still`, under reduced motion); false: the end is reached
 */
export function player(context, { rewind, back, step, over, advance }) {
  const { scope, state, t } = context;
  const pause = () => state.set({ playing: false });
  const playButton = button(context, "ui.play", () => state.set({ playing: !state.get("playing") }), icon("play"));
  playButton.classList.add("nn-play");
  const [playIcon, pauseIcon] = [playButton.firstChild, icon("pause")];
  const backButton = button(context, "ui.back", () => (pause(), back()), icon("back"));
  const rewindButton = button(context, "ui.rewind", () => (pause(), rewind()), icon("rewind"));
  const element = h("div", { class: "nn-player", role: "group", "aria-label": t("ui.player") },
    rewindButton, backButton, playButton, button(context, "ui.step", () => (pause(), step()), icon("step")));

  let frame = 0;
  let timer = 0;
  const tick = () => {
    frame = 0;
    if (scope.disposed || !state.get("playing")) return;
    const still = reducedMotion();
    if (!advance(still)) pause();
    else if (still) timer = window.setTimeout(() => (frame = requestAnimationFrame(tick)), STILL);
    else frame = requestAnimationFrame(tick);
  };
  const update = () => {
    const playing = state.get("playing");
    setAttributes(playButton, { "aria-label": t(playing ? "ui.pause" : "ui.play"), title: t(playing ? "ui.pause" : "ui.play") });
    playButton.replaceChildren(/** @type {Node} */ (playing ? pauseIcon : playIcon));
    clearTimeout(timer);
    if (!playing) return state.save();
    if (over()) rewind();
    frame ||= requestAnimationFrame(tick);
  };
  state.watch((changed) => {
    if (changed.has("playing")) update();
  });
  if (state.get("playing")) update();
  scope.add(() => (cancelAnimationFrame(frame), clearTimeout(timer)));
  return {
    element,
    /** @param {boolean} atStart */
    update(atStart) {
      // aria-disabled rather than disabled: the button keeps the reader's focus
      setAttributes(backButton, { "aria-disabled": atStart && "true" });
      setAttributes(rewindButton, { "aria-disabled": atStart && "true" });
    },
  };
}

/** Says a sentence to screen readers once it has stood still for a moment. @param {import("./scope.js").Scope} scope */
export function liveRegion(scope) {
  const element = h("div", { class: "nn-unseen", role: "status", "aria-live": "polite" });
  let next = "";
  const say = scope.afterQuiet(() => setText(element, next), 700);
  return { element, say: (/** @type {string} */ text) => { if (text !== next) { next = text; say(); } } };
}
