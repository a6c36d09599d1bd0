import type { PageAct } from '../words/words.ts'
import type { Do } from './act.ts'
import { cancel, choose, confirm, keep, take } from './change.ts'
import { fixed, missed, nobodyCame, notFixed, resume, stop, tell } from './say.ts'
import { unlock } from './unlock.ts'
import { wish } from './wish.ts'

/** Of a link that can be read; to switch the language and to ask for a new link need no visit. */
export const DO: Readonly<Record<Exclude<PageAct, 'language' | 'new-link'>, Do>> = {
  confirm,
  choose,
  take,
  wish,
  cancel,
  keep,
  tell,
  stop,
  resume,
  'nobody-came': nobodyCame,
  missed,
  fixed,
  'not-fixed': notFixed,
  unlock,
}
