// @ts-check
// A path named in a doc must exist: relative links, and words in `backticks` that begin with a folder of the repository.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

// What is dated may name what has gone since.
const FROZEN = /^(CHANGELOG\.md|docs\/adr\/\d|bench\/results\/)/
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.cache', 'troth-data'])
const OURS =
  /^(\.ci|bench|bin|docs|examples|migrations|playbooks|simulate|src|stories|tools)\/|^(ARCHITECTURE|CONTRIBUTING|CHANGELOG|README|NOTICE|LICENSE)(\.md)?$/
const PATTERN = /[*<>{}…$|]|\.\.\./

/** @param {string} line @returns {string[]} paths from the repository's root */
const inBackticks = (line) =>
  [...line.matchAll(/`([^`]+)`/g)]
    .flatMap(([, code = '']) => code.split(/\s+/))
    .map((word) => word.replace(/^\.\//, '').replace(/[,;:.)]+$|:\d+(:\d+)?$/g, ''))
    .filter((word) => OURS.test(word) && !PATTERN.test(word))

/** @param {string} line @param {string} doc @returns {string[]} */
const inLinks = (line, doc) =>
  [...line.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => decodeURI(target.replace(/#.*$/, '')))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(doc), target))

/**
 * @param {string} doc its path from the root
 * @param {string} text
 * @param {(path: string) => boolean} exists
 * @returns {string[]} one line for each path that is not there
 */
export function missingPaths(doc, text, exists) {
  let fenced = false
  return text.split('\n').flatMap((line, index) => {
    if (/^\s*```/.test(line)) fenced = !fenced
    if (fenced) return []
    return [...inBackticks(line), ...inLinks(line, doc)]
      .filter((path) => !exists(path))
      .map((path) => `${doc}:${index + 1} names ${path}, which does not exist`)
  })
}

/** An empty folder is not there: git does not carry it to the next clone. @param {string} path */
const isThere = (path) => existsSync(path) && (!statSync(path).isDirectory() || readdirSync(path).length > 0)

/** @param {string} folder @returns {string[]} */
const docsIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : docsIn(path)
    return entry.name.endsWith('.md') && !FROZEN.test(path) ? [path] : []
  })

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const missing = docsIn('.').flatMap((doc) => missingPaths(doc, readFileSync(doc, 'utf8'), isThere))
  for (const line of missing) console.error(line)
  process.exit(missing.length > 0 ? 1 : 0)
}
