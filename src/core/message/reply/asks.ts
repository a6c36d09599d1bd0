/**
 * What a message may ask a customer, each a word that its digit, its button and the reading of replies are named by. A slot
 * that is read back is an answer too (`slot`); nobody writes it, it comes with the reply.
 */
export const ASKS: readonly string[] = [
  'confirm',
  'reschedule',
  'cancel',
  'wait',
  'other-date',
  'call-me',
  'other',
  'cancel-now',
  'keep',
  'cancel-visit',
  'stop-all',
  'fixed',
  'not-fixed',
]
