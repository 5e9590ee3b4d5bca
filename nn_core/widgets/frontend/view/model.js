// @ts-check
// anywidget's model interface without a kernel, for the published page: what a figure is given in
// Jupyter (get, set, on, off, save_changes) it is given here, and cannot tell the difference.

/**
 * @typedef {(...args: any[]) => void} Callback
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: any) => void} set
 * @property {(event: string, callback: Callback) => void} on
 * @property {(event?: string | null, callback?: Callback | null) => void} off
 * @property {() => void} save_changes
 */

/** @implements {Model} */
export class LocalModel {
  /** @param {Record<string, unknown>} state */
  constructor(state) {
    this.state = { ...state };
    /** @type {Map<string, Set<Callback>>} */
    this.callbacks = new Map();
  }

  /** @param {string} name @returns {any} */
  get(name) {
    return this.state[name];
  }

  /** @param {string} name @param {unknown} value */
  set(name, value) {
    if (Object.is(this.state[name], value)) return;
    this.state[name] = value;
    this.emit(`change:${name}`, value);
    this.emit("change");
  }

  /** @param {string} event @param {Callback} callback */
  on(event, callback) {
    for (const name of event.split(" ")) {
      const known = this.callbacks.get(name) ?? new Set();
      this.callbacks.set(name, known.add(callback));
    }
  }

  /** @param {string | null} [event] @param {Callback | null} [callback] */
  off(event, callback) {
    for (const name of event ? event.split(" ") : [...this.callbacks.keys()]) {
      if (callback) this.callbacks.get(name)?.delete(callback);
      else this.callbacks.delete(name);
    }
  }

  /** There is no kernel to save to; the page listens for this to keep its URL up to date. */
  save_changes() {
    this.emit("save");
  }

  /** @param {string} event @param {unknown} [value] */
  emit(event, value) {
    for (const callback of [...(this.callbacks.get(event) ?? [])]) callback(this, value);
  }
}
