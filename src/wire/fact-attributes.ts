import { checkText, NONE } from '../core/fact/plain-json.ts'
import type { FactType } from '../core/fact/fact-type.ts'
import type { FactData, Origin } from '../core/fact/fact.ts'

/** A fact as one CloudEvents 1.0 object in JSON; instants are RFC 3339 text. */
export interface FactEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject: string
  readonly time: string
  readonly heard: string
  readonly origin: Origin
  readonly sequence?: string
  readonly known?: string
  readonly datacontenttype: 'application/json'
  readonly data: FactData
}

/** The attributes as they came; any of them may be anything. */
export type RawEvent = Readonly<Partial<Record<keyof FactEvent | 'dataschema', unknown>>>

export const MAX_NAME = 512
export const MAX_TYPE = 128
export const ORIGINS: readonly string[] = ['outside', 'person', 'engine'] satisfies readonly Origin[]
export const KNOWN_ATTRIBUTES =
  'specversion id source type subject time heard origin sequence known data datacontenttype dataschema'.split(' ')

const TYPE = /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/

export const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= MAX_NAME && checkText(value, '') === NONE

/** CloudEvents calls it a URI reference; a space in it would make `source` + ` ` + `id` name two facts. */
export const isSource = (value: unknown): value is string => isName(value) && !value.includes(' ')

export const isOrigin = (value: unknown): value is Origin =>
  value === 'outside' || value === 'person' || value === 'engine'

/** Wider than our own types: CloudEvents asks for reverse domain names, and any type is stored. */
export const isTypeName = (type: string): boolean => type.length <= MAX_TYPE && TYPE.test(type)

/** A type of the silo's own may be stated by anybody. */
export const mayState = (type: string, known: FactType | undefined, origin: Origin): boolean =>
  known === undefined ? isTypeName(type) : known.origins.includes(origin)

const one = (value: unknown): number => (value === undefined ? 0 : 1)

/** How many known attributes a good event has: the five it must have, data, and those it may. */
export const knownIn = ({
  specversion,
  heard,
  origin,
  sequence,
  known,
  datacontenttype,
  dataschema,
}: RawEvent): number =>
  6 + one(specversion) + one(heard) + one(origin) + one(sequence) + one(known) + one(datacontenttype) + one(dataschema)
