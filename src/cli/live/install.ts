import { readFileSync } from 'node:fs'
import type { Instant } from '../../core/time/instant.ts'
import { publishPlaybook } from '../../engine/in-force.ts'
import type { Store } from '../../store/store.ts'
import { EXIT, Stop } from '../exit.ts'
import { playbookFile, sha256, shownAs } from '../playbooks.ts'
import { textsBeside } from '../playbook-texts.ts'

/** What every company needs at once: word before a promise slips, and about visits. The others wait until they are published. */
const FIRST = ['keep-informed', 'open-door'] as const

/** Publishes the first playbooks in an empty ledger. Sending stays off until somebody turns it on. */
export async function install(store: Store, now: Instant): Promise<void> {
  await store.inTransaction(async (tx) => {
    for (const name of FIRST) {
      const path = playbookFile(name)
      const published = { source: readFileSync(path, 'utf8'), texts: textsBeside(name).yaml, file: shownAs(path) }
      const answer = await publishPlaybook(tx, { ...published, reason: 'installed', by: 'troth', now }, sha256)
      if ('problems' in answer) throw new Stop(EXIT.input, answer.problems)
    }
  })
}
