import type { Fact } from '../../core/fact/fact.ts'
import { joinPersonal } from '../../core/fact/personal.ts'
import { ORIGINS } from '../../store/log/fact-columns.ts'
import { openPersonal, type Vault } from '../../store/people/vault.ts'
import { repliesRead } from '../../store/replies/replies-read.ts'
import type { Tx } from '../../store/store.ts'

/** Replies with their words, and what people read them as; of who was erased the words are gone. */
export async function repliesOfPeople(tx: Tx, vault: Vault): Promise<readonly Fact[]> {
  const rows = await repliesRead(tx)
  return rows.map(({ source, id, type, about, time, heard, origin, data, personal, seed }) => {
    const opened = openPersonal(seed === null ? null : vault.keyFrom(seed), personal)
    const said = joinPersonal(data, opened)
    return { source, id, type, subject: about, time, heard, origin: ORIGINS[origin] ?? 'person', data: said }
  })
}
