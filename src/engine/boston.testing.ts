import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Fact } from '../core/fact/fact.ts'
import { factsByCustomer } from '../silos/facts-of-file.ts'
import { openRejects } from '../silos/file/rejects.ts'
import { readMapping } from '../silos/mapping/read.ts'
import { sha256 } from './engine.testing.ts'

const DATA = resolve(process.env['TROTH_DATA'] ?? '../shared/data')
const BOSTON = `${DATA}/boston-311-2015-h1.csv.gz`
const MAPPING = 'examples/boston-311/mapping.yaml'

export const hasData = existsSync(BOSTON)
if (!hasData && process.env['CI'] === 'true') throw new Error(`no data in ${DATA}`)

/** The city's half-year, customer by customer. */
export async function bostonFacts(): Promise<{ readonly facts: readonly Fact[]; readonly zone: string }> {
  const read = readMapping(readFileSync(MAPPING, 'utf8'), MAPPING)
  if ('problems' in read) throw new Error('the mapping does not read')
  const file = { path: BOSTON, mapping: read.mapping, sha256, rejects: openRejects(), warn: () => undefined }
  const facts: Fact[] = []
  for await (const batch of factsByCustomer(file)) {
    if ('failed' in batch) throw new Error(batch.failed.reason)
    for (const customer of batch) facts.push(...customer.facts)
  }
  return { facts, zone: read.mapping.zone }
}
