import type { Fact } from '../../core/fact/fact.ts'
import { on } from '../../core/fact/fact.testing.ts'
import type { Forecast, JeopardyLevel } from '../../forecast/forecast.ts'
import type { Forecaster, OpenVersion } from '../../forecast/forecaster.ts'
import type { Program } from '../../playbook/program.ts'
import { programOf } from '../../playbook/program.testing.ts'
import { replayCustomer } from '../../playbook/replay.ts'
import type { Turn } from '../../playbook/turn/turn.ts'
import type { Period } from './period.ts'
import { startSightings, type Sighting } from './sightings.ts'

/** A forecaster that answers by rule instead of by what it learned. */
export const fixedForecaster = (says: (open: OpenVersion) => number | null): Forecaster => ({
  model: 'fixed',
  says: (open) => {
    const probability = says(open)
    return probability === null ? null : forecastOf(probability)
  },
  usualAfter: () => null,
})

const levelOf = (probability: number): JeopardyLevel => (probability >= 0.5 ? 'medium' : 'none')

const forecastOf = (probability: number): Forecast => ({
  level: levelOf(probability),
  probability,
  expected: null,
  lateBy: null,
  reason: 'fixed',
  facts: [],
})

const PROMISES = `
promises:
  stated:
    key: data.promise
    kind: { cel: data.kind }
    owner: { cel: data.owner }
    made-by: { fact: promise.made }
    due: { to: { cel: data.due }, if-missing: unknown }
    kept-by: { fact: promise.kept }
    broken-by: { fact: promise.broken }
    moved-by: { fact: promise.moved }
    ended-by: { fact: promise.withdrawn, as: withdrawn }
    expected-by: [{ fact: work.progressed }]
    handed-over-by: { fact: work.handed-over }
    told-by: { fact: customer.told, key: data.about }`

/** Speaks when a silo says it will be late. */
export const statedProgram = programOf(`playbook: test${PROMISES}
    moments: [{ id: heads_up, at: { jeopardy: medium, until: due.to }, say: heads-up }]
`)

/** The same promises under another name, and never a word. */
export const silentProgram = programOf(`playbook: silent${PROMISES}
    moments: [{ id: thanks, at: { life: kept }, say: thanks }]
`)

/** The whole of March 2026. */
export const march: Period = { from: on('1 00:00'), to: on('31 00:00') }

export interface Watched {
  readonly turn: Turn
  readonly seen: ReadonlyMap<string, Sighting>
}

interface Watching {
  readonly forecaster: Forecaster
  readonly period?: Period
  readonly until?: string
  readonly program?: Program
}

/** One customer's past, with what was said of each version on the way. */
export function watched(
  facts: readonly Fact[],
  { forecaster, period = march, until = '28 00:00', program = statedProgram }: Watching,
): Watched {
  const sightings = startSightings(period, forecaster)
  const options = { program, zone: 'UTC', until: on(until), watch: sightings.watch }
  return { turn: replayCustomer(options, 'c', facts), seen: sightings.seen() }
}
