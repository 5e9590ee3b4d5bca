// @ts-check
// A figure's state in the page's address: ?fit.alpha=0.1&fit.hidden=5, only what differs from the
// figure as published. What cannot be read is left out and named.
import { read, same, write } from "./schema.js";

/** @typedef {import("./schema.js").Schema} Schema */
/** @typedef {import("./schema.js").Value} Value */

/**
 * @param {string} search the address from its question mark on
 * @param {string} name of the figure
 * @param {Schema} schema
 * @returns {{state: Record<string, Value>, problems: string[]}}
 */
export function readSearch(search, name, schema) {
  /** @type {Record<string, Value>} */
  const state = {};
  const problems = [];
  for (const [key, text] of new URLSearchParams(search)) {
    if (!key.startsWith(`${name}.`)) continue;
    const trait = key.slice(name.length + 1);
    const field = Object.hasOwn(schema, trait) && !schema[trait].transient ? schema[trait] : null;
    const value = field ? read(field, text) : undefined;
    if (value === undefined) problems.push(`${key}=${text.length > 40 ? `${text.slice(0, 40)}…` : text}`);
    else state[trait] = value;
  }
  return { state, problems };
}

/**
 * The address's search with this figure's part replaced; everything else stays as it is.
 * @param {string} search
 * @param {string} name
 * @param {Schema} schema
 * @param {Record<string, Value>} published
 * @param {Record<string, Value>} state
 */
export function writeSearch(search, name, schema, published, state) {
  const others = search.replace(/^\?/, "").split("&").filter((part) => part && !decode(part).startsWith(`${name}.`));
  const ours = Object.entries(schema)
    .filter(([trait, field]) => !field.transient && !same(state[trait], published[trait]))
    .map(([trait]) => `${name}.${trait}=${encodeURIComponent(write(state[trait])).replaceAll("%2C", ",")}`);
  const all = [...others, ...ours].join("&");
  return all && `?${all}`;
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // not ours to judge
  }
}
