// @ts-check
// Everything a mounted figure holds on to (listeners, timers, observers, frames) is registered in
// one scope; disposing of the scope lets go of all of it.

export class Scope {
  constructor() {
    this.disposed = false;
    this.abort = new AbortController();
    /** @type {(() => void)[]} */
    this.cleanups = [];
    /** @type {Set<() => void>} */
    this.waiting = new Set();
    this.frameId = 0;
  }

  /** @param {() => void} cleanup */
  add(cleanup) {
    this.cleanups.push(cleanup);
  }

  /**
   * @template {Event} E
   * @param {EventTarget} target
   * @param {string} type
   * @param {(event: E) => void} listener
   * @param {AddEventListenerOptions} [options]
   */
  listen(target, type, listener, options) {
    target.addEventListener(type, /** @type {EventListener} */ (listener), { ...options, signal: this.abort.signal });
  }

  /** Runs the task once in the next frame, however often it is asked for. @param {() => void} task */
  nextFrame(task) {
    if (this.disposed) return;
    this.waiting.add(task);
    this.frameId ||= requestAnimationFrame(() => {
      this.frameId = 0;
      const tasks = [...this.waiting];
      this.waiting.clear();
      for (const run of tasks) run();
    });
  }

  /**
   * A function that runs `task` once things have been quiet for `wait` milliseconds.
   * @param {() => void} task
   * @param {number} wait
   */
  afterQuiet(task, wait) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    let end = 0;
    const look = () => {
      const left = end - performance.now();
      timer = left > 0 ? setTimeout(look, left) : undefined;
      if (!timer) task();
    };
    this.add(() => clearTimeout(timer));
    return () => {
      end = performance.now() + wait;
      if (!this.disposed) timer ??= setTimeout(look, wait); // one timer, however often it is put off
    };
  }

  /** @param {Element} element @param {(width: number) => void} onWidth */
  watchWidth(element, onWidth) {
    let last = -1;
    const observer = new ResizeObserver(() => {
      const width = element.clientWidth;
      if (width > 0 && width !== last) onWidth((last = width));
    });
    observer.observe(element);
    this.add(() => observer.disconnect());
  }

  dispose() {
    if (this.disposed) return;
    this.disposed = true;
    this.abort.abort();
    cancelAnimationFrame(this.frameId);
    this.waiting.clear();
    for (const cleanup of this.cleanups.reverse()) cleanup();
    this.cleanups = [];
  }
}
