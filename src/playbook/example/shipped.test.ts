import { beforeAll, describe, expect, test } from 'vitest'
import type { CompiledPlaybook } from '../compile/playbook.ts'
import { runExamples } from './run.ts'
import { compiledOf, examplesOf, SHIPPED } from './shipped.testing.ts'

const compiled = new Map<string, CompiledPlaybook>()

beforeAll(async () => {
  for (const name of SHIPPED) compiled.set(name, await compiledOf(name))
})

describe.each(SHIPPED)('%s', (name) => {
  test.each(examplesOf(name).map((example) => [example.says, example] as const))('%s', (_, example) => {
    const [ran] = runExamples([example], compiled)
    expect(ran?.result).toEqual({ passed: true })
  })

  test('every moment and every promise has an example', () => {
    const examples = examplesOf(name)
    const shown = new Set(examples.flatMap((example) => example.expect.map(({ moment }) => moment)))
    const moments = compiled.get(name)?.moments.map(({ moment }) => moment.id.slice(name.length + 1)) ?? []
    expect(moments.filter((moment) => !shown.has(moment))).toEqual([])
    const settled = examples.flatMap((example) => example.promises.map((expected) => expected.name.split('/')[0]))
    const rules = compiled.get(name)?.rules.map(({ id }) => id.slice(name.length + 1)) ?? []
    expect(rules.filter((rule) => !settled.includes(rule))).toEqual([])
  })
})
