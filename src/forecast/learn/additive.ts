/** Rows of numbers with their labels and weights, and for each table the cell a row stands in (-1: none). */
export interface Design {
  readonly width: number
  /** Row by row, `width` numbers each. */
  readonly rows: Float64Array
  readonly labels: Uint8Array
  readonly weights: Float64Array
  readonly tables: readonly { readonly cells: Int32Array; readonly size: number }[]
}

/** Where the numbers are drawn to, and how strongly: as a normal prior around it with variance 1 / strength. */
export interface Prior {
  readonly towards: readonly number[]
  readonly strength: readonly number[]
  /** Of every cell of a table, towards nothing. */
  readonly tables: number
}

export interface Fitted {
  readonly numbers: Float64Array
  readonly tables: readonly Float64Array[]
}

const MOST_ROUNDS = 60
/** In log-odds: a fortieth of a point of a hundred at most. */
const SMALL = 1e-3

/**
 * Logistic regression over numbers and tables, with a normal prior: Newton on all numbers together, then on every cell
 * of each table by itself, until nothing moves. Convex, so the answer does not hang on the start.
 */
export function fitAdditive(design: Design, prior: Prior): Fitted {
  const numbers = Float64Array.from(prior.towards)
  const tables = design.tables.map(({ size }) => new Float64Array(size))
  const odds = new Float64Array(design.labels.length)
  addNumbers(design, numbers, odds)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = stepNumbers(design, { prior, numbers, odds })
    for (const [index, table] of tables.entries()) {
      const cells = design.tables[index]?.cells
      if (cells !== undefined)
        moved = Math.max(moved, stepTable(design, { cells, table, odds, strength: prior.tables }))
    }
    if (moved < SMALL) break
  }
  return { numbers, tables }
}

function addNumbers({ width, rows }: Design, numbers: Float64Array, odds: Float64Array): void {
  for (let row = 0; row < odds.length; row++) {
    let sum = 0
    for (let column = 0; column < width; column++) sum += (rows[row * width + column] ?? 0) * (numbers[column] ?? 0)
    odds[row] = (odds[row] ?? 0) + sum
  }
}

interface NumbersStep {
  readonly prior: Prior
  readonly numbers: Float64Array
  readonly odds: Float64Array
}

function stepNumbers(design: Design, { prior, numbers, odds }: NumbersStep): number {
  const { width } = design
  const gradient = new Float64Array(width)
  const curvature = new Float64Array(width * width)
  for (let column = 0; column < width; column++) {
    const strength = prior.strength[column] ?? 0
    gradient[column] = strength * ((numbers[column] ?? 0) - (prior.towards[column] ?? 0))
    curvature[column * width + column] = strength
  }
  sumUp(design, odds, { gradient, curvature })
  const step = solve(curvature, gradient)
  let moved = 0
  for (let column = 0; column < width; column++) {
    step[column] = -(step[column] ?? 0)
    numbers[column] = (numbers[column] ?? 0) + (step[column] ?? 0)
    moved = Math.max(moved, Math.abs(step[column] ?? 0))
  }
  addNumbers(design, step, odds)
  return moved
}

interface Sums {
  readonly gradient: Float64Array
  /** Its lower triangle. */
  readonly curvature: Float64Array
}

function sumUp({ width, rows, labels, weights }: Design, odds: Float64Array, { gradient, curvature }: Sums): void {
  for (let row = 0; row < labels.length; row++) {
    const chance = 1 / (1 + Math.exp(-(odds[row] ?? 0)))
    const weight = weights[row] ?? 0
    const error = weight * (chance - (labels[row] ?? 0))
    const bend = weight * chance * (1 - chance)
    const start = row * width
    for (let column = 0; column < width; column++) {
      const value = rows[start + column] ?? 0
      gradient[column] = (gradient[column] ?? 0) + error * value
      const bent = bend * value
      for (let other = 0; other <= column; other++) {
        const cell = column * width + other
        curvature[cell] = (curvature[cell] ?? 0) + bent * (rows[start + other] ?? 0)
      }
    }
  }
}

interface TableStep {
  readonly cells: Int32Array
  readonly table: Float64Array
  readonly odds: Float64Array
  readonly strength: number
}

function stepTable({ labels, weights }: Design, { cells, table, odds, strength }: TableStep): number {
  const gradient = table.map((value) => strength * value)
  const curvature = new Float64Array(table.length).fill(strength)
  for (let row = 0; row < labels.length; row++) {
    const cell = cells[row] ?? -1
    if (cell < 0) continue
    const chance = 1 / (1 + Math.exp(-(odds[row] ?? 0)))
    const weight = weights[row] ?? 0
    gradient[cell] = (gradient[cell] ?? 0) + weight * (chance - (labels[row] ?? 0))
    curvature[cell] = (curvature[cell] ?? 0) + weight * chance * (1 - chance)
  }
  const step = gradient.map((value, cell) => -value / (curvature[cell] ?? 1))
  for (let row = 0; row < labels.length; row++) odds[row] = (odds[row] ?? 0) + (step[cells[row] ?? -1] ?? 0)
  let moved = 0
  for (const [cell, value] of step.entries()) {
    table[cell] = (table[cell] ?? 0) + value
    moved = Math.max(moved, Math.abs(value))
  }
  return moved
}

/** Solves a symmetric positive system by Cholesky; `matrix` holds its lower triangle and is used up. */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const at = (row: number, column: number): number => matrix[row * size + column] ?? 0
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = at(row, column)
      for (let k = 0; k < column; k++) sum -= at(row, k) * at(column, k)
      matrix[row * size + column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(column, column)
    }
  }
  const answer = Float64Array.from(right)
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) answer[row] = (answer[row] ?? 0) - at(row, k) * (answer[k] ?? 0)
    answer[row] = (answer[row] ?? 0) / at(row, row)
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) answer[row] = (answer[row] ?? 0) - at(k, row) * (answer[k] ?? 0)
    answer[row] = (answer[row] ?? 0) / at(row, row)
  }
  return answer
}
