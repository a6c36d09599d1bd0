import { expect } from 'vitest'
import type { Fact, FactData } from '../../src/core/fact/fact.ts'
import { toldOfVersion } from '../../src/playbook/turn/told.ts'
import { parseInstant, type Instant } from '../../src/core/time/instant.ts'
import { dayAndClock } from '../../src/core/time/day-and-clock.ts'
import { zone } from '../../src/core/time/zone.ts'
import { textLook } from '../../src/engine/words/text-look.ts'
import type { Forecaster } from '../../src/forecast/forecaster.ts'
import { joinPlaybooks } from '../../src/playbook/compile/join.ts'
import { compiledOf, textsOf } from '../../src/playbook/example/shipped.testing.ts'
import { replayCustomer } from '../../src/playbook/replay.ts'
import { compileTexts } from '../../src/playbook/text/compile.ts'
import { renderText } from '../../src/playbook/text/render.ts'
import { stillStands } from '../../src/playbook/turn/still-stands.ts'
import type { Turn } from '../../src/playbook/turn/turn.ts'

const program = joinPlaybooks([await compiledOf('keep-informed')])
const london = zone('Europe/London') ?? expect.fail()
const PROPOSAL = 'keep-informed.proposal/q-77'

/** `Mon 2 Mar 09:30` as an instant: winter time, so London's clock is UTC's. */
export const at = (day: string, clock: string): Instant => parseInstant(`2026-${day}T${clock}:00Z`) ?? expect.fail()

export const heard = (type: string, time: Instant, data: FactData): Fact => ({
  source: 'crm',
  id: `${type}@${time}`,
  type,
  subject: 'crm:123',
  time,
  heard: time,
  origin: 'outside',
  data,
})

export const lived = (facts: readonly Fact[], until: Instant, forecaster: Forecaster | null = null): Turn =>
  replayCustomer({ program, zone: 'Europe/London', until, forecaster }, 'c', facts)

/** Who heard what, when and why: `Tue 3 Mar 17:00 operations, rung 1: …` */
export const whoHeard = ({ decisions }: Turn): readonly string[] =>
  decisions
    .filter(({ outcome }) => outcome === 'said')
    .map(({ at: when, action, because }) => {
      const who = action.do === 'nudge' ? `${action.silo}, rung ${action.rung}` : 'the customer'
      return `${dayAndClock(london, when)} ${who}: ${because.reason}`
    })

export const toldOfProposal = (turn: Turn): string => {
  const promise = turn.published.get(PROPOSAL) ?? expect.fail()
  return toldOfVersion(turn, promise, promise.versions[0] ?? expect.fail())
}

/** The words of the heads-up about the proposal, as they leave; the turn has been run to the very hour it was said. */
export function wordsTo(turn: Turn): string {
  const promise = turn.published.get(PROPOSAL) ?? expect.fail()
  const said = turn.decisions.find(({ moment }) => moment.endsWith('proposal.heads_up')) ?? expect.fail()
  const compiled = compileTexts(textsOf('keep-informed'))
  if ('problems' in compiled || said.action.do !== 'say') return expect.fail()
  const look = {
    due: { from: null, to: promise.versions[0]?.dueTo ?? null },
    promise: { id: promise.id, kind: promise.kind, key: promise.key, owner: promise.owner },
    forecast: { expected: said.expected, reason: said.because.reason },
    fact: null,
    cause: null,
    ask: said.action.ask,
    silo: null,
    stands: stillStands(turn, promise),
  }
  const brand = { name: 'Acme', phone: null, link: 'https://acme.example/q-77' }
  const rendered = renderText(compiled.texts, {
    template: said.action.template,
    language: 'en-GB',
    zone: london,
    look: textLook(look, { name: 'Sam', brand, sentAt: said.at }),
    form: 'mail',
    receives: true,
    buttons: 0,
  })
  return 'problems' in rendered ? expect.fail(rendered.problems[0]?.reason) : rendered.text
}
