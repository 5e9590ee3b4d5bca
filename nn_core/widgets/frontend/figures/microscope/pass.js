// @ts-check
// One training pair through an R-S-1 network, forwards and backwards, with everything met on the way.
import { gradient, sensitivities } from "../../engine/backprop.js";
import { initialise } from "../../engine/initialise.js";
import { NetworkLoss } from "../../engine/networkLoss.js";
import { Network } from "../../engine/networks.js";

/** The parameters of chapter 6's example, for the 1-2-1. */
const EXAMPLE = [-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48];
const H = 1e-5; // of the difference quotient

export class Pass {
  /** @param {Record<string, any>} state @param {Pass} [before]  what has not changed since is kept: it took work */
  constructor(state, before) {
    this.R = Number(state.inputs);
    this.S = state.hidden;
    this.activation = state.activation;
    const same = before?.R === this.R && before.S === this.S && before.activation === this.activation;
    /** @type {Network} */
    this.network = same ? before.network : new Network([this.R, this.S, 1], [state.activation, "purelin"]);
    this.seed = state.seed;
    this.given = state.x;
    /** @type {Float64Array} */
    this.x = same && before.seed === state.seed && before.given === state.x ? before.x : parameters(this.network, state);
    this.p = [state.p1, state.p2].slice(0, this.R);
    this.t = state.t;
    this.alpha = state.alpha;
    const trace = this.network.forward(this.x, this.p);
    this.n1 = trace.n[0];
    this.a1 = trace.a[1];
    this.n2 = trace.n[1][0];
    this.a2 = trace.a[2][0];
    this.e = this.t - this.a2;
    this.F = this.e * this.e;
    const f = this.network.activations[0];
    this.slope1 = this.n1.map((n, i) => f.df(n, this.a1[i]));
    const [s1, s2] = sensitivities(this.network, this.x, this.p, [this.t]);
    this.s1 = s1;
    this.s2 = s2[0];
    this.gradient = gradient(this.network, this.x, this.p, [this.t]);
    this.loss = new NetworkLoss(this.network, this.p, [this.t]);
    this.nudged = this.x.slice();
    this.updated = this.x.map((value, k) => value - this.alpha * this.gradient[k]);
  }

  /** The slope of F along parameter k by a central difference. @param {number} k */
  difference(k) {
    const [x, here] = [this.nudged, this.x[k]];
    x[k] = here + H;
    const after = this.loss.value(x);
    x[k] = here - H;
    const before = this.loss.value(x);
    x[k] = here;
    return (after - before) / (2 * H);
  }

  /** Where w¹ᵢⱼ, b¹ᵢ, w²₁ᵢ and b² are in x. */
  get places() {
    const { R, S } = this;
    return {
      W1: (/** @type {number} */ i, /** @type {number} */ j) => i * R + j,
      b1: (/** @type {number} */ i) => S * R + i,
      W2: (/** @type {number} */ i) => S * R + S + i,
      b2: S * R + 2 * S,
    };
  }
}

/**
 * The parameters the state holds if they fit the network, else those it starts with.
 * @param {Network} network
 * @param {Record<string, any>} state
 */
function parameters(network, { x, seed }) {
  if (x.length === network.nParameters) return Float64Array.from(x);
  if (seed === 0 && network.nParameters === EXAMPLE.length) return Float64Array.from(EXAMPLE);
  return initialise(network, { rng: seed });
}
