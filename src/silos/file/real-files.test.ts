import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'

import { readCsv } from './csv.ts'
import { openFile } from './open.ts'

const data = process.env['TROTH_DATA'] ?? '../shared/data'

test.for([
  ['boston-311-2015-h1.csv.gz', 58_119],
  ['incident-sla-2016.csv.gz', 90_268],
] as const)('%s is read row by row as csv-parse reads it', async ([name, rows]) => {
  const path = join(data, name)
  if (!existsSync(path)) throw new Error(`${path} is absent: put the data there, or name its folder in TROTH_DATA`)
  const oracle = parse(gunzipSync(readFileSync(path)))
  const source = await openFile(path)
  const file = 'failed' in source ? source : await readCsv(source)
  if ('failed' in file) throw new Error(file.failed.reason)
  expect(file.names).toEqual(oracle[0])
  let at = 1
  let different = 0
  for await (const batch of file.batches) {
    if ('failed' in batch) throw new Error(batch.failed.reason)
    expect(batch.rejects).toEqual([])
    for (const row of batch.rows) if (row.join('\0') !== oracle[at++]?.join('\0')) different++
  }
  expect({ rows: at - 1, different }).toEqual({ rows, different: 0 })
})
