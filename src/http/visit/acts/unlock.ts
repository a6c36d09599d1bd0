import { writeAudit } from '../../../store/company/write-audit.ts'
import { detailsOf, isRight } from '../unlock.ts'
import type { Do } from './act.ts'

/** The second question; a right answer is written to the audit before anything is shown. */
export const unlock: Do = async ({ scene, form, doors: { tries, store } }) => {
  const { id, now, card } = scene
  if (!tries.mayUnlock(id, now)) return { refused: 'unlock.too-many' }
  if (!isRight(form.get('code') ?? '', detailsOf(scene), card())) {
    tries.wrongUnlock(id, now)
    return { refused: 'unlock.wrong' }
  }
  const detail = { customer: scene.link.customer }
  await store.inTransaction((tx) => writeAudit(tx, { at: now, who: `link:${id}`, what: 'personal.read', detail }))
  return { unlocked: true }
}
