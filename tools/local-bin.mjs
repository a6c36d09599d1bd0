// @ts-check
// The tools' own scripts, run by this very node: no shell, no PATH, the same on every platform.
import { fileURLToPath } from 'node:url'

/** @param {string} path */
const inModules = (path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url))

export const tsc = inModules('typescript/bin/tsc')
export const oxlint = inModules('oxlint/bin/oxlint')
export const oxfmt = inModules('oxfmt/bin/oxfmt')
export const depcruise = inModules('dependency-cruiser/bin/dependency-cruise.mjs')
export const vitest = inModules('vitest/vitest.mjs')
