// @ts-check
/**
 * The standard normal distribution, which GELU is made of: density phi and distribution Phi.
 *
 * JavaScript has no error function either, so Phi is computed as nn_core/normal.py does, with the
 * same coefficients:
 *
 *     Phi(-y) = erfc(y / sqrt 2) / 2,    erfc(z) = t exp(-z² + h(t)),    t = 2 / (2 + z),  z >= 0,
 *
 * where h, smooth on 0 < t <= 1, is a sum of Chebyshev polynomials c_k T_k(2t - 1).
 */

// prettier-ignore
const CHEBYSHEV = [
  -0.6513268598908547, 0.6419697923564902, 0.019476473204185836, -0.009561514786808632,
  -0.0009465953444820369, 0.00036683949785276145, 4.252332480690777e-05, -2.0278578112534242e-05,
  -1.6242900046470256e-06, 1.3036558355805232e-06, 1.5626441722066142e-08, -8.523809591492654e-08,
  6.5290544390988515e-09, 5.059343495551469e-09, -9.91364156493033e-10, -2.273651222931836e-10,
  9.646791102015527e-11, 2.3940380830391146e-12, -6.886027526497553e-12, 8.944879273090725e-13,
  3.130921399342958e-13, -1.1270822361367252e-13, 3.810905255189232e-16, 7.106097613609237e-15,
  -1.5230282014571043e-15, -9.457494571291233e-17, 1.210237189224279e-16, -2.816663087747177e-17,
];

/** Beyond this many standard deviations phi and the tail of Phi are 0 in float64. */
export const FAR = 40;

/**
 * The density phi(n) = e^(-n²/2) / sqrt(2 pi).
 *
 * @param {number} n
 */
export function normalDensity(n) {
  const y = Math.min(Math.abs(n), FAR);
  return Math.exp((-y * y) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * The distribution function Phi(n), the part of a normal population below n.
 *
 * @param {number} n
 */
export function normalCdf(n) {
  const y = Math.min(Math.abs(n), FAR);
  const z = y / Math.sqrt(2);
  const t = 2 / (2 + z);
  const s = 2 * (2 * t - 1);
  let b1 = 0;
  let b2 = 0;
  for (let k = CHEBYSHEV.length - 1; k > 0; k--) {
    // Clenshaw's recurrence for a sum of Chebyshev polynomials
    [b1, b2] = [s * b1 - b2 + CHEBYSHEV[k], b1];
  }
  const h = (s / 2) * b1 - b2 + CHEBYSHEV[0];
  const tail = (t * Math.exp(h - z * z)) / 2;
  return n < 0 ? tail : 1 - tail;
}
