import { joinPersonal } from '../../core/fact/personal.ts'
import { ORIGINS } from '../../store/log/fact-columns.ts'
import { openPersonal, type Vault } from '../../store/people/vault.ts'
import type { WholeFact } from '../../store/log/fact-columns.ts'
import type { LoggedFactView } from '../../wire/fact-view.ts'
import type { Asker } from '../route.ts'
import { when } from './instant.ts'

/** Whether this key sees what is personal, and what opens it. */
export interface Seeing {
  readonly vault: Vault
  readonly asker: Asker
}

export function shownFact(row: WholeFact, seeing: Seeing): LoggedFactView {
  const { seq, source, id, type, about, time, heard, known, origin, sequence, history } = row
  return {
    seq,
    source,
    id,
    type,
    subject: about,
    time: when(time),
    heard: when(heard),
    ...(known === null ? {} : { known: when(known) }),
    origin: ORIGINS[origin] ?? 'outside',
    ...(sequence === null ? {} : { sequence }),
    history,
    ...dataOf(row, seeing),
  }
}

function dataOf(
  { data, personal, seed }: WholeFact,
  { vault, asker }: Seeing,
): Pick<LoggedFactView, 'data' | 'personal'> {
  if (personal === null) return { data, personal: 'none' }
  if (seed === null) return { data, personal: 'erased' }
  if (!asker.may.has('personal')) return { data, personal: 'hidden' }
  const opened = openPersonal(vault.keyFrom(seed), personal)
  return opened === null ? { data, personal: 'erased' } : { data: joinPersonal(data, opened), personal: 'shown' }
}
