// @ts-check
// A figure's state: the model (Jupyter's or the page's) seen through the figure's schema. Reading
// always gives a valid value; changes from either side reach the figure once per frame, together.
import { accept, same } from "./schema.js";

/** @typedef {import("./schema.js").Schema} Schema */
/** @typedef {import("./schema.js").Value} Value */

const SAVE_EVERY = 80; // milliseconds: what a kernel on the far end of a network can follow

export class State {
  /**
   * @param {import("./model.js").Model} model
   * @param {Schema} schema
   * @param {import("./scope.js").Scope} scope
   */
  constructor(model, schema, scope) {
    this.model = model;
    this.schema = schema;
    this.scope = scope;
    /** @type {Set<string>} */
    this.changed = new Set();
    /** @type {((changed: Set<string>) => void)[]} */
    this.watchers = [];
    this.tell = () => this.flush();
    this.saveTimer = 0;
    this.unsaved = false;
    for (const name of Object.keys(schema)) {
      const note = () => {
        this.changed.add(name);
        scope.nextFrame(this.tell);
      };
      model.on(`change:${name}`, note);
      scope.add(() => model.off(`change:${name}`, note));
    }
    scope.listen(window, "pagehide", () => this.save());
    scope.add(() => (this.save(), clearTimeout(this.saveTimer)));
  }

  /** @param {string} name @returns {any} a value the schema allows; the default where the model holds none */
  get(name) {
    const field = this.schema[name];
    return accept(field, this.model.get(name)) ?? field.default;
  }

  /** @param {Record<string, Value>} changes values outside the schema are refused loudly: they are our own mistake */
  set(changes) {
    for (const [name, value] of Object.entries(changes)) {
      if (accept(this.schema[name], value) === undefined) throw new RangeError(`${name} cannot be ${value}`);
      if (!same(this.get(name), value)) this.model.set(name, value);
    }
    this.unsaved = true;
    // The first change goes out with this task, what follows in quick succession together later.
    if (!this.saveTimer && !this.scope.disposed) queueMicrotask(() => this.save());
  }

  save() {
    if (!this.unsaved) return;
    this.unsaved = false;
    clearTimeout(this.saveTimer);
    this.model.save_changes();
    if (this.scope.disposed) return;
    this.saveTimer = window.setTimeout(() => {
      this.saveTimer = 0;
      this.save();
    }, SAVE_EVERY);
  }

  /** @param {(changed: Set<string>) => void} watcher called in the next frame after any change */
  watch(watcher) {
    this.watchers.push(watcher);
  }

  flush() {
    const changed = this.changed;
    this.changed = new Set();
    for (const watcher of this.watchers) watcher(changed);
  }

  /** @returns {Record<string, any>} all of it, as plain values */
  all() {
    return Object.fromEntries(Object.keys(this.schema).map((name) => [name, this.get(name)]));
  }

  reset() {
    this.set(Object.fromEntries(Object.entries(this.schema).map(([name, field]) => [name, field.default])));
  }
}
