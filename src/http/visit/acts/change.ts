import { formatInstant } from '../../../core/time/instant.ts'
import { openSlots } from '../../../core/visit/offer.ts'
import type { Slot } from '../../../core/visit/slot.ts'
import { slotName } from '../pages/times-page.ts'
import type { Scene } from '../scene.ts'
import { REASONS } from '../words/words.ts'
import { afterwards, state, type Do } from './act.ts'

/** That they will be in; of a visit that is late, that they wait, which is another thing to have said. */
export const confirm: Do = async (doing) => {
  const isLate = doing.scene.stage === 'will-be-late' || doing.scene.stage === 'late'
  const used = { act: 'confirm' }
  const name = isLate ? 'wait' : 'confirm'
  return afterwards(await state(doing, { name, used, act: { act: 'confirm' } }), 'confirm')
}

/** The slot a form or an address names, if it may still be taken. */
export const slotNamed = ({ visit, now }: Scene, name: string | null): Slot | undefined =>
  openSlots(visit.offer, now).find((slot) => slotName(slot) === name)

/** Nothing is booked without having been read back. */
export const choose: Do = ({ scene, form }) => {
  const name = form.get('slot')
  if (name === null) return { refused: 'choice.missing', at: 'times' }
  const slot = slotNamed(scene, name)
  return slot === undefined ? { refused: 'slot.not-on-offer', at: 'times' } : { go: `take?slot=${slotName(slot)}` }
}

export const take: Do = async (doing) => {
  const { scene, form } = doing
  if (!scene.mayChange) return { refused: 'changes.closed' }
  const slot = slotNamed(scene, form.get('slot'))
  if (slot === undefined) return { refused: 'slot.not-on-offer', at: 'times' }
  const used = {
    act: 'reschedule',
    window: { start: formatInstant(slot.start), end: formatInstant(slot.end) },
    ...(slot.slot === null ? {} : { slot: slot.slot }),
  }
  return afterwards(await state(doing, { name: 'take', used, act: { act: 'take', slot } }), 'take')
}

export const cancel: Do = async (doing) => {
  const { scene, form } = doing
  if (!scene.mayChange) return { refused: 'changes.closed' }
  const reason = REASONS.find((code) => code === form.get('reason')) ?? null
  const used = { act: 'cancel', ...(reason === null ? {} : { about: reason }) }
  return afterwards(await state(doing, { name: 'cancel', used, act: { act: 'cancel', reason } }), 'cancel')
}

export const keep: Do = async (doing) =>
  afterwards(await state(doing, { name: 'keep', used: { act: 'keep' }, act: { act: 'keep' } }), 'keep')
