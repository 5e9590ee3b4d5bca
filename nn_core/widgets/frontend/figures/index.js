// @ts-check
// Every kind of figure by name. A new figure is one line here.
import { fit } from "./fit/fit.js";

/** @type {Readonly<Record<string, import("../view/frame.js").Figure>>} */
export const kinds = Object.freeze({ fit });
