import type { Fact } from '../../core/fact/fact.ts'
import type { Answer } from './work.ts'

export const alreadyOtherwise = ({ source, id }: Fact): Answer => ({
  status: 'refused',
  problems: [
    {
      level: 'error',
      code: 'same-id-different-content',
      place: { path: 'id' },
      reason: `The id “${id}” of ${source} was heard before with other content; the first counts.`,
      mend: 'Give each fact an id of its own; to correct one, send a new fact.',
    },
  ],
})
