import type { Problem } from '../../../core/document/problem.ts'
import { formatInstant } from '../../../core/time/instant.ts'
import { sendingStates } from '../../../store/company/sending-states.ts'
import { latestImports } from '../../../store/imports/latest-imports.ts'
import { standing } from '../../../store/views/standing.ts'
import { waitingByChannel } from '../../../store/views/waiting-by-channel.ts'
import { namedChannel } from '../../live/channels.ts'
import { readRunFile } from '../../live/run-file.ts'
import { count } from '../../table.ts'
import type { LookingAtStore } from './database.ts'
import { finding, fine, found, type Looked, type Looking } from './finding.ts'

/** Whether a server runs; that none does is no fault. */
export const lookAtServer = ({ settings: { folder } }: Looking): Looked => {
  const run = readRunFile(folder)
  return fine('server', run === null ? 'does not run' : `${run.address}, process ${run.pid}`)
}

export async function lookAtChannels({ settings, world }: Looking): Promise<readonly Looked[]> {
  const looked: Looked[] = []
  for (const named of settings.channels) {
    const channel = namedChannel(named, world.clock)
    // Never rejects.
    const problem = await channel.check()
    await channel.close()
    looked.push({
      what: `channel ${named.name}`,
      says: problem === null ? 'answers' : 'nothing leaves',
      findings: problem === null ? [] : [problem],
    })
  }
  return looked
}

/** Whether anything is paused, late or stranded. */
export async function lookAtLeaving(looking: LookingAtStore): Promise<readonly Looked[]> {
  return [await states(looking), await stranded(looking), await late(looking), await imports(looking)]
}

async function states({ store, settings }: LookingAtStore): Promise<Looked> {
  const rows = await sendingStates(store)
  const stateOf = (brand: string) => rows.find(({ scope }) => scope === `brand:${brand}`)?.state ?? 'off'
  const brands = [...settings.brands.keys()]
  const findings: Problem[] = rows
    .filter(({ state }) => state === 'paused')
    .map(({ scope, since, by, reason }) =>
      finding({
        level: 'warning',
        code: 'paused',
        place: { path: scope },
        reason: `It is paused since ${formatInstant(since).slice(0, 16)}Z by ${by}: ${reason}.`,
        mend: `When its cause is gone: \`troth resume ${scope}\`.`,
      }),
    )
  return { what: 'sending', says: brands.map((brand) => `${brand} ${stateOf(brand)}`).join(', '), findings }
}

/** Nobody will ever send over a channel that is not set any more. */
async function stranded({ store, settings }: LookingAtStore): Promise<Looked> {
  const waiting = await waitingByChannel(store)
  const known = new Set(settings.channels.map(({ name }) => name))
  const sum = waiting.reduce((all, row) => all + row.waiting + row.leaving, 0)
  const findings = waiting
    .filter(({ channel }) => !known.has(channel))
    .map(({ channel, waiting: n, leaving }) =>
      finding({
        code: 'channel-gone',
        place: { path: `channels.${channel}` },
        reason: `${n + leaving} messages wait for the channel ${channel}, which is not set.`,
        mend: 'Set it again in troth.yaml until they have left.',
      }),
    )
  return { what: 'outbox', says: `${count(sum)} messages wait`, findings }
}

/** A minute late is more than any round takes. */
const LATE_MS = 60_000

async function late({ store, settings, world }: LookingAtStore): Promise<Looked> {
  const now = world.clock()
  const { outbox, timer } = await standing(store, now)
  const behind = Math.max(0, now - (outbox ?? now), now - (timer ?? now))
  const says = behind === 0 ? 'nothing is late' : `${(behind / 1000).toFixed(0)} s behind`
  const runs = readRunFile(settings.folder) !== null
  const paused = (await sendingStates(store)).some(({ state }) => state === 'paused')
  const isOutboxOnly = timer === null || now - timer <= LATE_MS
  if (behind <= LATE_MS || (isOutboxOnly && paused)) return fine('timers', says)
  if (!runs)
    return found('timers', says, {
      level: 'warning',
      code: 'late-while-down',
      reason: 'Moments have come to pass while no server ran.',
      mend: '`troth start` catches up; what is too late by then is not said.',
    })
  const mend = 'Look into troth.log for trouble; a restart is safe at any time.'
  return found('timers', says, { code: 'stuck', reason: 'A server runs, and what is due is not done.', mend })
}

async function imports({ store }: LookingAtStore): Promise<Looked> {
  const latest = await latestImports(store, 5)
  const stopped = latest.filter(({ ended }) => ended === null)
  const findings = stopped.map(({ file, rows }) =>
    finding({
      level: 'warning',
      code: 'import-stopped',
      place: { file },
      reason: `Its import goes on now, or was stopped after ${count(rows)} facts.`,
      mend: 'Import the same file again: it goes on where it stopped.',
    }),
  )
  return { what: 'imports', says: latest.length === 0 ? 'none' : `${latest.length - stopped.length} done`, findings }
}
