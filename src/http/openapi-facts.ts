import { factTypes } from '../core/fact/catalogue.ts'

/** A named shape of ours. */
export const FACT_EVENT = { $ref: '#/components/schemas/FactEvent' }

const name = { type: 'string', minLength: 1, maxLength: 512 }

/** A fact as it is stated. What each type's data must look like is said where it is served, not 86 times here. */
export const factEventSchema = (): object => ({
  type: 'object',
  description:
    'One CloudEvents 1.0 object. Other attributes are allowed where CloudEvents allows their names, and not kept.',
  required: ['id', 'source', 'type', 'subject', 'time', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: name,
    source: { ...name, description: 'The system it comes from. With its id it names the fact for ever.' },
    type: { type: 'string', description: 'Of the catalogue, or your own.', maxLength: 128 },
    subject: { ...name, description: 'Whom it concerns: a key some system issued, crm:123.' },
    time: { type: 'string', format: 'date-time', description: 'When it was true; not after now.' },
    heard: { type: 'string', format: 'date-time', description: 'When the sender learned it; kept as `known`.' },
    known: { type: 'string', format: 'date-time' },
    origin: { enum: ['outside', 'person'], default: 'outside', description: '`person` needs the right of that name.' },
    sequence: { ...name, description: 'The source’s own order among facts of one time.' },
    datacontenttype: { type: 'string' },
    dataschema: { type: 'string' },
    data: { type: 'object' },
  },
  allOf: factTypes().map(({ type }) => ({
    if: { properties: { type: { const: type } } },
    // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's word
    then: { properties: { data: { $ref: `/v1/schemas/${type}` } } },
  })),
})
