// @ts-check
/**
 * NumPy's default bit generator: SeedSequence, which spreads a seed over 128-bit states, and
 * PCG64, which makes 64 random bits at a time. (nn_core leaves this to NumPy; here it is ported,
 * so that seed s in the browser draws what np.random.default_rng(s) draws in Python.)
 *
 *     state ← state × multiplier + increment  (mod 2^128)
 *     bits  = (high ⊕ low half of the state), rotated right by the state's top six bits
 *
 * Sources: M. E. O'Neill, PCG: a family of simple fast space-efficient statistically good
 * algorithms for random number generation (2014); for SeedSequence, NumPy Enhancement Proposal 19
 * and M. E. O'Neill, Developing a seed_seq alternative (2015).
 */

const POOL_SIZE = 4;

/**
 * The pool of entropy made of a seed, as unsigned 32-bit words.
 *
 * @param {number} seed
 */
function mixEntropy(seed) {
  const entropy = [seed >>> 0];
  if (seed > 0xffffffff) entropy.push(Math.floor(seed / 2 ** 32));
  let constant = 0x43b0d7e5;
  /** @param {number} value */
  const hash = (value) => {
    value ^= constant;
    constant = Math.imul(constant, 0x931e8875);
    value = Math.imul(value, constant);
    return (value ^ (value >>> 16)) >>> 0;
  };
  /** @type {(x: number, y: number) => number} */
  const mix = (x, y) => {
    const value = Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y);
    return (value ^ (value >>> 16)) >>> 0;
  };
  const pool = new Uint32Array(POOL_SIZE);
  for (let i = 0; i < POOL_SIZE; i++) pool[i] = hash(entropy[i] ?? 0);
  for (let from = 0; from < POOL_SIZE; from++) {
    for (let to = 0; to < POOL_SIZE; to++) {
      if (from !== to) pool[to] = mix(pool[to], hash(pool[from]));
    }
  }
  return pool;
}

/**
 * `count` 32-bit words of state grown from a seed: SeedSequence(seed).generate_state(count).
 *
 * @param {number} seed  a whole number from 0 to 2^53 - 1
 * @param {number} count
 */
export function seedSequence(seed, count) {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`a seed must be a whole number from 0 to 2^53 - 1, got ${seed}`);
  }
  const pool = mixEntropy(seed);
  let constant = 0x8b51f9dd;
  return Uint32Array.from({ length: count }, (_, i) => {
    let word = pool[i % POOL_SIZE] ^ constant;
    constant = Math.imul(constant, 0x58f38ded);
    word = Math.imul(word, constant);
    return word ^ (word >>> 16);
  });
}

// A 128-bit number is four limbs of 32 bits, the lowest first. (BigInt would say the same in three
// lines, but is too slow to shuffle the samples of every epoch.)
const M0 = 0x9fccf645;
const M1 = 0x4385df64;
const M2 = 0x1fc65da4;
const M3 = 0x2360ed05;

/**
 * The upper 32 bits of the 64-bit product of two unsigned 32-bit numbers.
 *
 * @param {number} a
 * @param {number} b
 */
function upper(a, b) {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const low = (middle & 0xffff) + a0 * b1;
  return a1 * b1 + Math.floor(middle / 65536) + (low >>> 16);
}

/**
 * The lower 32 bits of that product.
 *
 * @param {number} a
 * @param {number} b
 */
const lower = (a, b) => Math.imul(a, b) >>> 0;

/** @param {number} sum  a carry is what a sum has beyond 32 bits */
const carry = (sum) => Math.floor(sum / 2 ** 32);

/** 64 random bits at a time, left in `high` and `low` as two unsigned 32-bit halves. */
export class PCG64 {
  /** @param {number} seed */
  constructor(seed) {
    // SeedSequence gives four 64-bit words, low half first: the state's upper and lower word, then
    // the stream's. The increment is twice the stream's number plus one, for it must be odd.
    const words = seedSequence(seed, 8);
    const [i2, i3, i0, i1] = words.subarray(4);
    this.increment = [
      ((i0 << 1) | 1) >>> 0,
      ((i1 << 1) | (i0 >>> 31)) >>> 0,
      ((i2 << 1) | (i1 >>> 31)) >>> 0,
      ((i3 << 1) | (i2 >>> 31)) >>> 0,
    ];
    this.s0 = this.s1 = this.s2 = this.s3 = 0;
    this.high = 0;
    this.low = 0;
    this.step();
    const [w2, w3, w0, w1] = words;
    this.add([w0, w1, w2, w3]);
    this.step();
  }

  /**
   * state ← state + number, modulo 2^128.
   *
   * @param {readonly number[]} number
   */
  add(number) {
    const sum0 = this.s0 + number[0];
    const sum1 = this.s1 + number[1] + carry(sum0);
    const sum2 = this.s2 + number[2] + carry(sum1);
    const sum3 = this.s3 + number[3] + carry(sum2);
    this.s0 = sum0 >>> 0;
    this.s1 = sum1 >>> 0;
    this.s2 = sum2 >>> 0;
    this.s3 = sum3 >>> 0;
  }

  /** state ← state × multiplier + increment, modulo 2^128: multiplication as on paper. */
  step() {
    const { s0, s1, s2, s3 } = this;
    const sum1 = upper(s0, M0) + lower(s0, M1) + lower(s1, M0);
    const sum2 =
      upper(s0, M1) + upper(s1, M0) + lower(s0, M2) + lower(s1, M1) + lower(s2, M0) + carry(sum1);
    const sum3 =
      upper(s0, M2) +
      upper(s1, M1) +
      upper(s2, M0) +
      carry(sum2) +
      lower(s0, M3) +
      lower(s1, M2) +
      lower(s2, M1) +
      lower(s3, M0);
    this.s0 = lower(s0, M0);
    this.s1 = sum1 >>> 0;
    this.s2 = sum2 >>> 0;
    this.s3 = sum3 >>> 0;
    this.add(this.increment);
  }

  /** Draw the next 64 bits into `high` and `low`. */
  next() {
    this.step();
    const upperHalf = (this.s1 ^ this.s3) >>> 0;
    const lowerHalf = (this.s0 ^ this.s2) >>> 0;
    const turn = this.s3 >>> 26;
    const h = turn < 32 ? upperHalf : lowerHalf;
    const l = turn < 32 ? lowerHalf : upperHalf;
    const bits = turn & 31;
    // A shift by 32 would be a shift by 0, so no rotation is a case of its own.
    this.high = bits ? ((h >>> bits) | (l << (32 - bits))) >>> 0 : h;
    this.low = bits ? ((l >>> bits) | (h << (32 - bits))) >>> 0 : l;
  }

  /** The state, to come back to with `load`. (The increment never changes.) */
  save() {
    return [this.s0, this.s1, this.s2, this.s3];
  }

  /** @param {readonly number[]} state */
  load(state) {
    [this.s0, this.s1, this.s2, this.s3] = state;
  }
}
