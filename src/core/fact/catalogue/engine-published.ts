import { key, optional, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

export const enginePublishedFacts: readonly FactType[] = [
  define('playbook.published', {
    says: 'From now on this version of a playbook is in force.',
    // A person publishes; a file of published versions is read back as the engine's word.
    origins: ['engine', 'person'],
    fields: {
      playbook: key('The playbook.'),
      playbook_version: key('Its version.'),
      reason: optional(text('Why it was changed.')),
      by: optional(key('Who published it, as the house names its people.')),
    },
    example: {
      source: 'troth',
      id: 'playbook-published:open-door:3',
      subject: 'silo:operations',
      time: '2015-02-01T09:00:00Z',
      data: { playbook: 'open-door', playbook_version: 'open-door@3', reason: 'Reminder moved to 17:00.' },
    },
  }),
  define('model.published', {
    says: 'From now on this version of a forecast model is in force.',
    origins: ['engine', 'person'],
    fields: {
      model: key('The model.'),
      model_version: key('Its version.'),
      reason: optional(text('Why it was changed.')),
      by: optional(key('Who published it, as the house names its people.')),
    },
    example: {
      source: 'troth',
      id: 'model-published:hazard:2',
      subject: 'silo:operations',
      time: '2015-02-01T09:00:00Z',
      data: { model: 'hazard', model_version: 'hazard@2', reason: 'Learned again with January.' },
    },
  }),
]
