// @ts-check
/**
 * Reading what a reader wrote: numbers, fractions, lists and simple arithmetic
 * (nn_core/answers.py). "3/4", "sqrt(2)/2", "1/(1 + exp(2))", "p = 0.5", "1, 2" and "[[1, 2], [3, 4]]"
 * are all answers, and so is an array as NumPy prints it, "[[1 2]]".
 */

/** @typedef {number | readonly any[]} Nested  A number, or a list of numbers and such lists. */
/** @typedef {{shape: number[], data: number[]}} Values  An array of any shape, row by row. */

const NAMES = /** @type {Record<string, number>} */ ({ pi: Math.PI, π: Math.PI, e: Math.E });
const FUNCTIONS = /** @type {Record<string, (x: number) => number>} */ ({
  sqrt: Math.sqrt, exp: Math.exp, ln: Math.log, log: Math.log,
});
const LABEL = /^[\p{L}_][\p{L}\p{N}_]*\s*=(?!=)/u; // the "p =" of "p = 1.5"
const GAP = /([\d.\]])\s+(?=[-+]?[\d.[])/g; // what stands between a printed array's numbers
const TOKEN = /\s*(?:((?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?)|(\*\*|[-+*/()[\],])|([\p{L}_]\w*))/iuy;
const LONGEST = 1000;

/**
 * Has nothing been answered yet?
 *
 * @param {string} text
 */
export const isBlank = (text) => ["", "...", "…", "?"].includes(text.trim());

/**
 * The answer as an array of whatever shape it came in.
 *
 * @param {string} text
 * @returns {Values}
 */
export function readNumbers(text) {
  if (text.length > LONGEST) throw new RangeError("it is too long for an answer");
  // What people paste: typographic minus and times, ^ for a power.
  const signs = text.trim().replace(/[−–]/g, "-").replace(/[×·]/g, "*").replace(/\^/g, "**");
  const plain = signs.replace(LABEL, "").trim();
  const printed = plain.includes("[") && !plain.includes(",");
  return toValues(new Parser(printed ? plain.replace(GAP, "$1, ") : plain).whole());
}

/** Python's grammar of arithmetic: ** binds tighter than a sign before it, and to the right. */
class Parser {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.number = this.sign = this.name = "";
    this.read();
  }

  /** Take the next token: one of number, sign and name holds it; none does at the end. */
  read() {
    TOKEN.lastIndex = this.at;
    const match = TOKEN.exec(this.text);
    [this.number, this.sign, this.name] = match ? match.slice(1).map((part) => part ?? "") : ["", "", ""];
    if (match) this.at = TOKEN.lastIndex;
    else if (this.text.slice(this.at).trim()) this.refuse();
  }

  get ended() {
    return !(this.number || this.sign || this.name);
  }

  /** @returns {never} */
  refuse() {
    throw new RangeError(`“${this.text}” is not a number or a list of numbers`);
  }

  /** Everything there is: one value, or several between commas. */
  whole() {
    const { items, comma } = this.series("");
    if (!this.ended || !items.length) this.refuse();
    return comma ? items : items[0];
  }

  /**
   * Values between commas, up to a closing bracket or, without one, to the end.
   *
   * @param {string} close
   */
  series(close) {
    /** @type {Nested[]} */
    const items = [];
    let comma = false;
    while (close === "" ? !this.ended : this.sign !== close) {
      items.push(this.sum());
      if (this.sign !== ",") break;
      comma = true;
      this.read();
    }
    return { items, comma };
  }

  /** @returns {Nested} */
  sum() {
    let value = this.product();
    while (this.sign === "+" || this.sign === "-") {
      const minus = this.sign === "-";
      this.read();
      const other = this.product();
      value = minus ? numeric(value) - numeric(other) : numeric(value) + numeric(other);
    }
    return value;
  }

  /** @returns {Nested} */
  product() {
    let value = this.signed();
    while (this.sign === "*" || this.sign === "/") {
      const over = this.sign === "/";
      this.read();
      const other = numeric(this.signed());
      if (over && other === 0) throw new RangeError("it divides by zero");
      value = over ? numeric(value) / other : numeric(value) * other;
    }
    return value;
  }

  /** @returns {Nested} */
  signed() {
    if (this.sign !== "+" && this.sign !== "-") return this.power();
    const minus = this.sign === "-";
    this.read();
    const value = numeric(this.signed());
    return minus ? -value : value;
  }

  /** @returns {Nested} */
  power() {
    const base = this.atom();
    if (this.sign !== "**") return base;
    this.read();
    const value = Math.pow(numeric(base), numeric(this.signed()));
    if (!Number.isFinite(value)) throw new RangeError("a power in it is not a number");
    return value;
  }

  /** @returns {Nested} */
  atom() {
    const { number, sign, name } = this;
    this.read();
    if (number) {
      if (/^0[\d_]*[1-9][\d_]*$/.test(number)) this.refuse(); // 007 is no number in Python either
      return Number(number.replaceAll("_", ""));
    }
    if (name && Object.hasOwn(NAMES, name)) return NAMES[name];
    if (name && Object.hasOwn(FUNCTIONS, name) && this.sign === "(") {
      this.read();
      const value = FUNCTIONS[name](numeric(this.sum()));
      this.close(")");
      if (!Number.isFinite(value)) throw new RangeError(`a ${name} in it is not a number`);
      return value;
    }
    if (sign !== "(" && sign !== "[") this.refuse();
    const closing = sign === "(" ? ")" : "]";
    const { items, comma } = this.series(closing);
    this.close(closing);
    return sign === "(" && items.length === 1 && !comma ? items[0] : items;
  }

  /** @param {string} sign */
  close(sign) {
    if (this.sign !== sign) this.refuse();
    this.read();
  }
}

/**
 * @param {Nested} value
 * @returns {number}
 */
function numeric(value) {
  if (typeof value !== "number") throw new RangeError("it has arithmetic between lists");
  return value;
}

/**
 * Nested lists as one array; rows must be of one length.
 *
 * @param {Nested} nested
 * @returns {Values}
 */
export function toValues(nested) {
  if (typeof nested === "number") return { shape: [], data: [nested] };
  /** @type {Values[]} */
  const parts = nested.map(toValues);
  if (parts.some(({ shape }) => String(shape) !== String(parts[0].shape))) {
    throw new RangeError("the rows are of different lengths");
  }
  return { shape: [parts.length, ...(parts[0]?.shape ?? [])], data: parts.flatMap(({ data }) => data) };
}
