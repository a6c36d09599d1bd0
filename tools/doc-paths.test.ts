import { expect, test } from 'vitest'
import { missingPaths } from './doc-paths.mjs'

const only =
  (...paths: readonly string[]) =>
  (path: string) =>
    paths.includes(path)

test('a path that exists may be named, alone, in a command and with a line number', () => {
  const text = 'See `src/cli/main.ts`, `src/cli/main.ts:12:7` and run `node bin/troth replay`.'
  expect(missingPaths('README.md', text, only('src/cli/main.ts', 'bin/troth'))).toEqual([])
})

test('a path that does not exist is told with its doc and line', () => {
  expect(missingPaths('README.md', 'one\ntwo `src/gone.ts`', only())).toEqual([
    'README.md:2 names src/gone.ts, which does not exist',
  ])
})

test('a link is read from the folder of its doc, without its anchor', () => {
  const text = '[here](../reference/a.md#top) [web](https://example.org/src/x) [down](#below)'
  expect(missingPaths('docs/how-to/b.md', text, only('docs/reference/a.md'))).toEqual([])
  expect(missingPaths('docs/how-to/b.md', text, only())).toHaveLength(1)
})

test('patterns, code blocks and folders of others are not paths of ours', () => {
  const text = '`src/*/x.ts` `src/<room>/` `../shared/data`\n```\n`src/gone.ts`\n```'
  expect(missingPaths('README.md', text, only())).toEqual([])
})
