import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { BUNDLE, ownPlaces, staysOutside } from './bundle.mjs'

test('what every command needs is joined, what brings data, workers or binaries of its own is not', () => {
  expect(['./main.js', '/somewhere/dist/cli/main.js', 'zod', 'zod/v4'].map(staysOutside)).toEqual(Array(4).fill(false))
  expect(['node:fs', 'pg', 'date-holidays', 'zod-other'].map(staysOutside)).toEqual(Array(4).fill(true))
})

test('a file finds the playbooks from the bundle as from its own folder', () => {
  const own = new URL('../cli/playbooks.js', pathToFileURL(`${BUNDLE}/`))
  const { code } = ownPlaces.transform(`new URL('../../playbooks/', import.meta.url)`, own.pathname) ?? { code: '' }
  const [, place = ''] = /new URL\("(.*?)", import\.meta\.url\)/.exec(code) ?? []
  expect(new URL(place, pathToFileURL(`${BUNDLE}/replay.js`)).href).toBe(own.href)
})

test('a library of the bundle keeps its own code', () => {
  expect(ownPlaces.transform('import.meta.url', '/elsewhere/node_modules/zod/index.js')).toBe(null)
})
