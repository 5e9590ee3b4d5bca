// @ts-check
// The run that is shown, and the one of newer settings that is on its way to take its place.
import { Run } from "./run.js";
import { RUN } from "./schema.js";

/** @typedef {import("./schema.js").Settings} Settings */

export class Runs {
  /** @param {() => Settings} settings as they are now */
  constructor(settings) {
    this.settings = settings;
    this.shown = new Run(settings());
    /** Not yet as far as the one shown. @type {Run | null} */
    this.coming = null;
  }

  /** Do the settings ask for another run than the last begun? */
  get stale() {
    const [begun, now] = [(this.coming ?? this.shown).settings, this.settings()];
    return RUN.some((name) => String(begun[name]) !== String(now[name]));
  }

  /** Begins the run asked for. One under way is finished first, so that the picture moves even while the reader drags. */
  begin() {
    this.coming ??= new Run(this.settings());
  }

  /** Is there work to be done before the epoch can be shown? @param {number} epoch */
  needs(epoch) {
    return this.coming !== null || !this.shown.has(epoch);
  }

  /**
   * Trains for a moment.
   * @param {number} epoch
   * @param {number} milliseconds
   * @returns {boolean} whether the epoch is reached
   */
  work(epoch, milliseconds) {
    const done = (this.coming ?? this.shown).advance(epoch, milliseconds);
    if (done && this.coming) {
      this.shown = this.coming;
      this.coming = this.stale ? new Run(this.settings()) : null;
    }
    return done;
  }

  /** For whoever reads the numbers: trains to the end now. @param {number} epoch */
  settle(epoch) {
    if (this.stale) this.coming = new Run(this.settings());
    this.shown = this.coming ?? this.shown;
    this.coming = null;
    this.shown.advance(epoch, Infinity);
  }
}
