import { nearest } from '../../core/document/near.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { makeLink } from '../../engine/links/make-link.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, Stop, usage } from '../exit.ts'
import { acceptFact } from '../live/accept-fact.ts'
import { readRunFile } from '../live/run-file.ts'
import { whoIsThere, withLedger, type OnLedger } from '../live/with-ledger.ts'
import { writeAudit } from '../../store/company/write-audit.ts'
import { personsOf } from '../../store/people/persons-of.ts'
import { placeOfCustomer } from '../../store/people/place-of-customer.ts'
import { meantBy } from '../../engine/people/whose.ts'
import { sha256 } from '../playbooks.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'

const OPTIONS = { ...SETTINGS_OPTIONS, json: { type: 'boolean', default: false } } as const

interface Meant {
  readonly alias: string
  readonly visit: string
}

type Verb = (command: Command, on: OnLedger, meant: Meant) => Promise<object>

const VERBS: Readonly<Record<string, Verb>> = { make, revoke }

/** `link make|revoke ALIAS VISIT`: the link to a visit's page, for whoever helps on the telephone; and its end. */
export const link: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  const [word = '', alias, visit, ...more] = positionals
  const verb = VERBS[word]
  if (verb === undefined) {
    const near = nearest(word, Object.keys(VERBS))
    const mend = near === undefined ? `Use one of: ${Object.keys(VERBS).join(', ')}.` : `Did you mean “${near}”?`
    throw usage(`link knows no “${word}”.`, mend)
  }
  if (alias === undefined || visit === undefined || more.length > 0)
    throw usage(
      `link ${word} takes a customer, by a key some system issued, and a visit.`,
      `troth link ${word} crm:7 v1`,
    )
  return withLedger({ world: command.world, values }, async (on) => {
    const said = await verb(command, on, { alias, visit })
    command.terminal.out(values.json ? JSON.stringify(said) : Object.values(said).join('\n'))
    return EXIT.ok
  })
}

async function make({ world }: Command, on: OnLedger, meant: Meant): Promise<object> {
  const pages = await pagesOf(on, meant)
  if (pages === null) throw new Stop(EXIT.no, [noPages])
  const now = world.clock()
  const made = await linkOf(on, meant, now)
  const detail = { alias: meant.alias, visit: made.visit }
  await on.store.inTransaction((tx) => writeAudit(tx, { at: now, who: whoIsThere(world), what: 'link.made', detail }))
  return { link: `${pages}/v/${made.token}` }
}

async function linkOf({ store, vault }: OnLedger, meant: Meant, now: number) {
  const made = await makeLink(store, { ...meant, now }, { sha256, vault })
  if ('problem' in made) throw new Stop(EXIT.no, [made.problem])
  return made
}

async function pagesOf({ store, settings }: OnLedger, { alias }: Meant): Promise<string | null> {
  const [person] = await personsOf(store, [placeOfCustomer(meantBy(alias, sha256))])
  const pages = settings.brands.get(person?.brand ?? settings.ladders.brand)?.pages ?? null
  // The server may have been started on another port than is set for this command.
  const isHere = pages === `http://localhost:${settings.port}`
  return isHere ? (readRunFile(settings.folder)?.address ?? pages) : pages
}

const noPages = {
  level: 'error',
  code: 'no-pages',
  place: {},
  reason: 'Nobody has said where customers open their pages, so there is nothing to send them.',
  mend: 'Set brands.<brand>.pages in troth.yaml, https://visits.acme.example.',
} as const

/** Stated as a fact, so that the next message carries another link; what was sent opens nothing more. */
async function revoke({ world }: Command, on: OnLedger, meant: Meant): Promise<object> {
  const now = world.clock()
  const { visit, generation } = await linkOf(on, meant, now)
  const fact: Fact = {
    source: 'terminal',
    id: `${visit}:links-revoked-${generation}`,
    type: 'link.revoked',
    subject: meant.alias,
    time: now,
    heard: now,
    origin: 'person',
    data: { visit },
  }
  await acceptFact(on, world, fact)
  return { revoked: `The links to ${visit} that were sent open nothing more; its next message carries another.` }
}
