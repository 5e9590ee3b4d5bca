// @ts-check
// Figures on a published page: each gets its state from the element and the address, keeps the
// address up to date, and follows Back, Forward and links of the page that set its traits.
import { ownBrowser } from "./bare.js";
import { mountFigure } from "./frame.js";
import { LocalModel } from "./model.js";
import { accept } from "./schema.js";
import { readSearch, writeSearch } from "./url.js";

const SETTLED = 300; // milliseconds without a change before the address is rewritten

/** @typedef {{name: string, follow: (search: string) => void}} Follower */

/** @type {Set<Follower>} */
const followers = new Set();

/**
 * @param {import("./frame.js").AnyFigure} figure
 * @param {HTMLElement} element with data-name and data-state
 * @returns {() => void} takes the figure away again
 */
export function mountOnPage(figure, element) {
  const { schema } = figure;
  const name = uniqueName(element, element.dataset.name || figure.kind);
  const given = JSON.parse(element.dataset.state || "{}");
  const published = Object.fromEntries(
    Object.entries(schema).map(([trait, field]) => [trait, accept(field, given[trait]) ?? field.default]),
  );
  const asked = readSearch(location.search, name, schema);
  const payload = JSON.parse(element.dataset.payload || "null");
  const model = new LocalModel({ ...published, ...asked.state, payload });
  const searchFor = (/** @type {Record<string, any>} */ state) =>
    writeSearch(location.search, name, schema, published, state);
  let timer = 0;
  const rewrite = () => {
    timer = 0;
    const address = location.pathname + searchFor(model.state) + location.hash;
    if (address !== location.pathname + location.search + location.hash) history.replaceState(history.state, "", address);
  };
  const leave = () => {
    if (timer) (clearTimeout(timer), rewrite());
  };
  model.on("save", () => {
    clearTimeout(timer);
    timer = window.setTimeout(rewrite, SETTLED);
  });
  const follower = {
    name,
    follow(/** @type {string} */ search) {
      clearTimeout(timer); // an address on its way out must not overwrite the one that came
      const state = { ...published, ...readSearch(search, name, schema).state };
      for (const [trait, value] of Object.entries(state)) if (!schema[trait].transient) model.set(trait, value);
    },
  };
  if (followers.size === 0) {
    addEventListener("popstate", followAddress);
    document.addEventListener("click", followLink);
  }
  followers.add(follower);
  const unmount = mountFigure(figure, element, model, {
    name,
    problems: asked.problems,
    published,
    store: ownBrowser(),
    link: (state) => location.origin + location.pathname + searchFor(state) + (element.id ? `#${element.id}` : location.hash),
  });
  addEventListener("pagehide", leave); // whoever comes Back finds the figure as it was left
  return () => {
    unmount();
    leave();
    removeEventListener("pagehide", leave);
    followers.delete(follower);
    if (followers.size > 0) return;
    removeEventListener("popstate", followAddress);
    document.removeEventListener("click", followLink);
  };
}

/** The second figure of a name on the page is name-2, whichever comes alive first. @param {HTMLElement} element @param {string} name */
function uniqueName(element, name) {
  const sameName = [...document.querySelectorAll(".nn-explorable")].filter(
    (other) => /** @type {HTMLElement} */ (other).dataset.name === name,
  );
  const place = sameName.indexOf(element);
  return place > 0 ? `${name}-${place + 1}` : name;
}

function followAddress() {
  for (const { follow } of followers) follow(location.search);
}

/** A link such as `?fit.alpha=0.1` sets the figure without loading the page anew; Back undoes it. @param {MouseEvent} event */
function followLink(event) {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = /** @type {Element} */ (event.target).closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin || link.pathname !== location.pathname) return;
  const names = [...new URLSearchParams(link.search).keys()].map((key) => key.split(".")[0]);
  if (![...followers].some(({ name }) => names.includes(name))) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  followAddress();
  document.getElementById(decodeURIComponent(link.hash.slice(1)))?.scrollIntoView();
}
