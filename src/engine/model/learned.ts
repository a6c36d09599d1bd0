import type { ReadModel } from './read-model.ts'

/** Reads what `troth learn` has written. */
export const readLearned: ReadModel = (_text, file) => ({
  problems: [
    {
      level: 'error',
      code: 'model-format',
      place: { file, path: 'format' },
      reason: 'This version of Troth reads no models of this format.',
      mend: 'Learn it again with this version.',
    },
  ],
})
