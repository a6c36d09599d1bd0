/**
 * What an expression may cost. A playbook's longest condition has 20 nodes, a mapping's list of closing reasons about 120;
 * nothing written by hand comes near.
 */
export const LIMITS = {
  sourceLength: 2_000,
  nodes: 500,
  /** Brackets and calls inside each other. */
  depth: 24,
  listElements: 200,
  arguments: 8,
  patternLength: 200,
  patternSteps: 1_000,
  /** Lists and texts longer than these fail when they are read by an expression the library evaluates. */
  listLength: 1_000,
  textLength: 16_384,
  needleLength: 1_000,
  /** Units of text work in one evaluation: one for each 16 comparisons of characters. 5 M are about 0.1 s. */
  fuel: 5_000_000,
} as const
