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
  const rows = Array.from(b, (bi, i) => {
    const row = new Float64Array(n + 1);
    row.set(A.subarray(i * n, (i + 1) * n));
    row[n] = bi;
    return row;
  });
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
    }
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    const top = rows[k];
    if (!(Math.abs(top[k]) > 0)) return null;
    for (let i = k + 1; i < n; i++) {
      const row = rows[i];
      const share = row[k] / top[k];
      if (share === 0) continue;
      for (let j = k; j <= n; j++) row[j] -= share * top[j];
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
