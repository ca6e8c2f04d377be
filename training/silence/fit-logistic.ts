// Fits a logistic regression by Newton's method with an L2 penalty (Hastie et al., Elements of Statistical Learning, §4.4). Runs in Node.
import { type Logistic, sigmoid } from '../../model/logistic.ts';
import { mean } from '../sums.ts';

/** Against separable data and chance; in units of standardised features. */
const PENALTY = 3;
const ITERATIONS = 25;

/** @param rows features of each example; @param outcomes whether it turned out true. */
export function fitLogistic(rows: number[][], outcomes: boolean[]): Logistic {
  const columns = rows[0].map((_, j) => rows.map((row) => row[j]));
  const means = columns.map(mean);
  const deviations = columns.map((column, j) => Math.sqrt(mean(column.map((x) => (x - means[j]) ** 2))));
  const scale = deviations.map((deviation) => (deviation > 1e-6 ? deviation : 1)); // constant columns tell nothing
  const x = rows.map((row) => [...row.map((value, j) => (value - means[j]) / scale[j]), 1]); // the last one is the bias
  let weights = new Array<number>(x[0].length).fill(0);
  for (let i = 0; i < ITERATIONS; i++) {
    const p = x.map((row) => sigmoid(dot(row, weights)));
    const penalty = (j: number) => (j === weights.length - 1 ? 1e-6 : PENALTY);
    const gradient = weights.map((weight, j) => {
      const pull = x.reduce((sum, row, n) => sum + row[j] * ((outcomes[n] ? 1 : 0) - p[n]), 0);
      return pull - penalty(j) * weight;
    });
    const curvature = weights.map((_, j) =>
      weights.map((_, k) => {
        const sum = x.reduce((total, row, n) => total + row[j] * row[k] * p[n] * (1 - p[n]), 0);
        return sum + (j === k ? penalty(j) : 0);
      }),
    );
    const change = solve(curvature, gradient);
    weights = weights.map((weight, j) => weight + change[j]);
  }
  const round = (value: number) => Number(value.toPrecision(6)); // shipped as text
  const bias = round(weights.pop() ?? 0);
  return { mean: means.map(round), scale: scale.map(round), weights: weights.map(round), bias };
}

const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** Gaussian elimination with pivoting: the x for which matrix·x = right. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows.slice(column).reduce((a, b) => (Math.abs(b[column]) > Math.abs(a[column]) ? b : a));
    const place = rows.indexOf(pivot);
    [rows[column], rows[place]] = [rows[place], rows[column]];
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[column] / pivot[column];
      for (let k = column; k <= rows.length; k++) row[k] -= factor * pivot[k];
    }
  }
  return rows.map((row, i) => row[rows.length] / row[i]);
}
