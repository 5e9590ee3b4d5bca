// @ts-check
/**
 * Random numbers, NumPy's: `defaultRng(s)` draws what np.random.default_rng(s) draws.
 *
 * Uniform and integer draws agree bit for bit; normal ones do too, but for about one in 4,000 that
 * comes from the ziggurat's tail and may differ in the last bit, where log1p does.
 */

import { checkCount } from "./arrays.js";
import { PCG64 } from "./pcg64.js";
import { ziggurat } from "./ziggurat.js";

/** A stream of random numbers. */
export class Generator {
  /** @param {number} seed */
  constructor(seed) {
    this.bits = new PCG64(seed);
    /** The unused half of the last 64 bits that a 32-bit draw took its half of. */
    this.half = -1;
    this.random = this.random.bind(this);
  }

  /** Where the stream stands, to come back to with `load`. */
  save() {
    return { bits: this.bits.save(), half: this.half };
  }

  /** @param {ReturnType<Generator['save']>} place */
  load({ bits, half }) {
    this.bits.load(bits);
    this.half = half;
  }

  /** A number uniform in [0, 1). */
  random() {
    this.bits.next();
    return (this.bits.high * 2 ** 21 + (this.bits.low >>> 11)) * 2 ** -53;
  }

  /** A standard normal number. */
  standardNormal() {
    return ziggurat(this.bits, this.random);
  }

  /**
   * Uniform numbers in [low, high), as Generator.uniform(low, high, count).
   *
   * @param {number} low
   * @param {number} high
   * @param {number} count
   */
  uniform(low, high, count) {
    return Float64Array.from({ length: count }, () => low + (high - low) * this.random());
  }

  /**
   * Normal numbers, as Generator.normal(mean, deviation, count).
   *
   * @param {number} mean
   * @param {number} deviation
   * @param {number} count
   */
  normal(mean, deviation, count) {
    return Float64Array.from({ length: count }, () => mean + deviation * this.standardNormal());
  }

  /** The next 32 random bits as a whole number. Two come from one draw of 64, the low one first. */
  next32() {
    if (this.half >= 0) {
      const word = this.half;
      this.half = -1;
      return word;
    }
    this.bits.next();
    this.half = this.bits.high;
    return this.bits.low;
  }

  /**
   * A whole number uniform in [0, high), as Generator.integers(high).
   *
   * @param {number} high  from 1 to 2^32 - 1
   */
  integers(high) {
    checkCount(high, "high", 1);
    if (high === 1) return 0;
    const unfair = 2 ** 32 % high;
    for (;;) {
      // Lemire's method: of the 64 bits of word × high the upper 32 are the answer, and the lower
      // 32 say whether it is one of those that would make it unfair.
      const word = this.next32();
      const low = Math.imul(word, high) >>> 0;
      if (low >= unfair) return Math.round((word * high - low) / 2 ** 32);
    }
  }

  /**
   * A whole number uniform in 0 … largest, the way NumPy's shuffle draws it: as many bits as
   * `largest` has, until they make no more than it.
   *
   * @param {number} largest
   */
  upTo(largest) {
    const mask = 0xffffffff >>> Math.clz32(largest);
    for (;;) {
      const value = (this.next32() & mask) >>> 0;
      if (value <= largest) return value;
    }
  }

  /**
   * Put `items` in random order, in place.
   *
   * @template {{length: number, [index: number]: any}} Items
   * @param {Items} items
   * @returns {Items}
   */
  shuffle(items) {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.upTo(i);
      [items[i], items[j]] = [items[j], items[i]];
    }
    return items;
  }

  /**
   * The numbers 0 … count - 1 in random order.
   *
   * @param {number} count
   */
  permutation(count) {
    checkCount(count, "count");
    return this.shuffle(Int32Array.from({ length: count }, (_, i) => i));
  }
}

/**
 * A generator from a seed (a generator is returned as it is).
 *
 * @param {number | Generator} seed
 */
export function defaultRng(seed) {
  return seed instanceof Generator ? seed : new Generator(seed);
}
