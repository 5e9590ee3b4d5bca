// @ts-check
/**
 * Eigenvalues and eigenvectors of a symmetric matrix (nn_core leaves this to NumPy's eigh).
 *
 * Two steps, both by orthogonal matrices, which change no eigenvalue: Householder's reflections
 * make the matrix tridiagonal, and rotations, aimed by a guess (Wilkinson's shift) at the next
 * eigenvalue, then drive the numbers beside the diagonal to zero.
 *
 * Source: G. H. Golub & C. F. Van Loan, Matrix Computations (4th ed.), § 8.3.
 */

/**
 * @typedef {object} Eigen
 * @property {Float64Array} values  ascending, (n,)
 * @property {Float64Array[]} vectors  the unit eigenvector of each
 */

/**
 * All eigenvalues and eigenvectors.
 *
 * @param {Float64Array} A  symmetric (n, n), row by row
 * @returns {Eigen}
 */
export function symmetricEigen(A) {
  const n = Math.round(Math.sqrt(A.length));
  const { diagonal, beside, rows } = tridiagonalise(A.slice(), n);
  return tridiagonalEigen(diagonal, beside, rows);
}

/**
 * Eigenvalues of the tridiagonal matrix, and `rows` times its eigenvectors: the i-th number of
 * `vectors[k]` is row i of `rows` times eigenvector k.
 *
 * @param {Float64Array} diagonal  (n,)
 * @param {Float64Array} beside  (n - 1,) the numbers on either side of it
 * @param {Float64Array[]} rows  any number of rows of length n; the identity's, for the vectors
 * @returns {Eigen}
 */
export function tridiagonalEigen(diagonal, beside, rows) {
  const n = diagonal.length;
  const d = diagonal.slice();
  const e = new Float64Array(n);
  e.set(beside.subarray(0, n - 1));
  const Z = rows.map((row) => row.slice());
  for (let first = 0; first < n; first++) {
    for (;;) {
      let last = first; // the block first … last, cut off where e is 0 to rounding
      while (last < n - 1 && !negligible(e[last], d[last], d[last + 1])) last++;
      if (last === first) break;
      sweep(d, e, Z, first, last);
    }
  }
  const order = Array.from(d.keys()).sort((i, j) => d[i] - d[j]);
  return {
    values: Float64Array.from(order, (i) => d[i]),
    vectors: order.map((i) => Float64Array.from(Z, (row) => row[i])),
  };
}

/** @param {number} e @param {number} above @param {number} below */
const negligible = (e, above, below) =>
  Math.abs(e) <= Number.EPSILON * (Math.abs(above) + Math.abs(below));

/**
 * One implicit QL sweep through the block first … last, which all but settles d[first].
 *
 * @param {Float64Array} d
 * @param {Float64Array} e
 * @param {Float64Array[]} Z
 * @param {number} first
 * @param {number} last
 */
function sweep(d, e, Z, first, last) {
  const half = (d[first + 1] - d[first]) / (2 * e[first]);
  const shift = d[first] - e[first] / (half + Math.sign(half || 1) * Math.hypot(half, 1));
  let cosine = 1;
  let sine = 1;
  let carried = 0; // what the rotations so far have taken off the diagonal
  let g = d[last] - shift;
  for (let i = last - 1; i >= first; i--) {
    const f = sine * e[i];
    const b = cosine * e[i];
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] -= carried;
      e[last] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    const p = d[i + 1] - carried;
    const t = (d[i] - p) * sine + 2 * cosine * b;
    carried = sine * t;
    d[i + 1] = p + carried;
    g = cosine * t - b;
    for (const row of Z) {
      const upper = row[i];
      const lower = row[i + 1];
      row[i + 1] = sine * upper + cosine * lower;
      row[i] = cosine * upper - sine * lower;
    }
  }
  d[first] -= carried;
  e[first] = g;
  e[last] = 0;
}

/**
 * A = Q T Qᵀ with T tridiagonal, by a reflection for every column.
 *
 * @param {Float64Array} A  (n, n), overwritten
 * @param {number} n
 */
function tridiagonalise(A, n) {
  const rows = Array.from({ length: n }, (_, i) => new Float64Array(n).fill(1, i, i + 1));
  const v = new Float64Array(n);
  const p = new Float64Array(n);
  for (let k = 0; k + 2 < n; k++) {
    // The reflection I - 2vvᵀ that turns column k, below the diagonal, onto its first entry.
    v.fill(0);
    for (let i = k + 1; i < n; i++) v[i] = A[i * n + k];
    const below = Math.hypot(...v.subarray(k + 2));
    if (below === 0) continue;
    v[k + 1] += Math.sign(v[k + 1] || 1) * Math.hypot(v[k + 1], below);
    const length = Math.hypot(...v);
    for (let i = k + 1; i < n; i++) v[i] /= length;
    // A ← (I - 2vvᵀ) A (I - 2vvᵀ) = A - 2vwᵀ - 2wvᵀ, where p = Av and w = p - (vᵀp) v.
    let dot = 0;
    for (let i = k; i < n; i++) {
      p[i] = 0;
      for (let j = k + 1; j < n; j++) p[i] += A[i * n + j] * v[j];
      dot += v[i] * p[i];
    }
    for (let i = k; i < n; i++) p[i] -= dot * v[i];
    for (let i = k; i < n; i++) {
      for (let j = k; j < n; j++) A[i * n + j] -= 2 * (v[i] * p[j] + p[i] * v[j]);
    }
    for (const row of rows) {
      let along = 0;
      for (let j = k + 1; j < n; j++) along += row[j] * v[j];
      for (let j = k + 1; j < n; j++) row[j] -= 2 * along * v[j];
    }
  }
  return {
    diagonal: Float64Array.from({ length: n }, (_, i) => A[i * n + i]),
    beside: Float64Array.from({ length: n - 1 }, (_, i) => A[(i + 1) * n + i]),
    rows,
  };
}
