import { formatInstant } from '../../core/time/instant.ts'
import { listKeys, makeKey, revokeKey } from '../../http/keys.ts'
import { nearest } from '../../core/document/near.ts'
import { parseWords, type Run } from '../command.ts'
import { EXIT, Stop, usage } from '../exit.ts'
import { whoIsThere, withLedger } from '../live/with-ledger.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'
import { columns } from '../table.ts'

const OPTIONS = { ...SETTINGS_OPTIONS, may: { type: 'string' }, json: { type: 'boolean', default: false } } as const

const VERBS: Readonly<Record<string, Run>> = { make, list, revoke }

/** `key make|list|revoke`: who may use the HTTP API. */
export const key: Run = async (command) => {
  const [verb, ...args] = command.args
  const run = verb === undefined ? undefined : VERBS[verb]
  if (run !== undefined) return run({ ...command, args })
  const near = verb === undefined ? undefined : nearest(verb, Object.keys(VERBS))
  throw usage(
    verb === undefined ? 'key wants to know what to do.' : `key knows no “${verb}”.`,
    near === undefined ? `Use one of: ${Object.keys(VERBS).join(', ')}.` : `Did you mean “${near}”?`,
  )
}

async function make({ args, world, terminal }: Parameters<Run>[0]): Promise<number> {
  const { values, positionals } = parseWords(args, OPTIONS)
  const [name, ...more] = positionals
  if (name === undefined || more.length > 0)
    throw usage('key make takes one name: who will use it.', 'troth key make crm --may facts')
  const rights = (values.may ?? 'facts').split(',').map((right) => right.trim())
  return withLedger({ world, values, begin: true }, async ({ store }) => {
    const made = await makeKey(store, { name, rights, by: whoIsThere(world), now: world.clock() })
    if ('problems' in made) throw new Stop(EXIT.usage, made.problems)
    if (values.json) terminal.out(JSON.stringify({ id: made.id, name, may: rights, key: made.key }))
    else {
      terminal.out(made.key)
      terminal.err(`${made.id} may ${rights.join(', ')}. It is shown this once: only its hash is kept.`)
    }
    return EXIT.ok
  })
}

async function list({ args, world, terminal }: Parameters<Run>[0]): Promise<number> {
  const { values } = parseWords(args, OPTIONS)
  return withLedger({ world, values }, async ({ store }) => {
    const keys = await listKeys(store)
    if (values.json)
      terminal.out(
        JSON.stringify(
          keys.map((row) => ({
            ...row,
            made: formatInstant(row.made),
            revoked: row.revoked === null ? null : formatInstant(row.revoked),
          })),
        ),
      )
    else if (keys.length === 0) terminal.out('There is no key: only this machine is let in.')
    else
      for (const line of columns(
        keys.map(({ id, name, may, made, revoked }) => [
          id,
          name,
          may.join(','),
          `made ${formatInstant(made).slice(0, 10)}`,
          revoked === null ? 'in use' : `revoked ${formatInstant(revoked).slice(0, 10)}`,
        ]),
        5,
      ))
        terminal.out(line)
    return EXIT.ok
  })
}

async function revoke({ args, world, terminal }: Parameters<Run>[0]): Promise<number> {
  const { values, positionals } = parseWords(args, OPTIONS)
  const [id, ...more] = positionals
  if (id === undefined || more.length > 0) throw usage('key revoke takes one key.', 'See `troth key list`.')
  return withLedger({ world, values }, async ({ store }) => {
    const revoked = await revokeKey(store, { id, by: whoIsThere(world), now: world.clock() })
    if ('problem' in revoked) throw new Stop(EXIT.no, [revoked.problem])
    if (values.json) terminal.out(JSON.stringify({ id, name: revoked.name, revoked: true }))
    else terminal.out(`${id} (${revoked.name}) opens nothing more, in two seconds at the latest.`)
    return EXIT.ok
  })
}
