// @ts-check
/** Linear equations Ax = b, by elimination with the largest pivot (Python: np.linalg.solve). */

/**
 * The solution, or null if A is singular.
 *
 * @param {Float64Array} A  (n, n), row by row; left as it is
 * @param {Float64Array} b  (n,)
 */
export function solve(A, b) {
  const n = b.length;
  const rows = Array.from(b, (bi, i) => Float64Array.of(...A.subarray(i * n, (i + 1) * n), bi));
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
    }
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    if (!(Math.abs(rows[k][k]) > 0)) return null;
    for (let i = k + 1; i < n; i++) {
      const share = rows[i][k] / rows[k][k];
      if (share === 0) continue;
      for (let j = k; j <= n; j++) rows[i][j] -= share * rows[k][j];
    }
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let left = rows[i][n];
    for (let j = i + 1; j < n; j++) left -= rows[i][j] * x[j];
    x[i] = left / rows[i][i];
  }
  return x;
}
