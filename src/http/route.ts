import type { IncomingHttpHeaders } from 'node:http'
import type { z } from 'zod'
import type { Problem } from '../core/document/problem.ts'
import type { Sha256 } from '../core/fact/subject.ts'
import type { Instant } from '../core/time/instant.ts'
import type { Engine } from '../engine/engine.ts'
import type { Vault } from '../store/people/vault.ts'
import type { Store } from '../store/store.ts'
import type { Query, QueryFields } from '../wire/query.ts'
import type { PageBrand } from './visit/brand.ts'
import type { Tries } from './visit/tries.ts'

/** What a key may do. Each stands for itself: `read` does not hold `personal`. */
export const RIGHTS = ['facts', 'person', 'read', 'personal', 'cases', 'admin'] as const
export type Right = (typeof RIGHTS)[number]

/** Who is asking: a key by its name, or the one person at a machine without keys. */
export interface Asker {
  readonly who: string
  readonly may: ReadonlySet<Right>
}

/** What the routes need of the house. */
export interface Doors {
  readonly engine: Engine
  readonly store: Store
  readonly vault: Vault
  readonly sha256: Sha256
  readonly clock: () => Instant
  readonly version: string
  /** For times on pages. IANA name. */
  readonly defaultZone: string
  readonly brand: string
  /** How each brand shows itself to its customers. */
  readonly brands: ReadonlyMap<string, PageBrand>
  /** In which customers read until something else is known of them. BCP 47. */
  readonly language: string
  readonly tries: Tries
  readonly outboxFolder: string | null
  /** Where others reach these doors, as `https://troth.acme.example`; null: where they were reached themselves. */
  readonly publicUrl: string | null
  readonly log: (happened: string, fields: Readonly<Record<string, unknown>>) => void
  /** The description of all routes, OpenAPI 3.1. */
  readonly description: () => object
}

export interface Asked<Fields extends QueryFields = QueryFields> {
  readonly query: Query<Fields>
  /** From the path, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** As it came. */
  readonly body: Buffer | undefined
  readonly headers: IncomingHttpHeaders
  /** Whose connection it is, or who a trusted proxy says it is. */
  readonly address: string
  readonly isSecure: boolean
  readonly asker: Asker
  /** `HEAD` comes to the doors of GET. */
  readonly method: string
  /** Path and query as they came. */
  readonly target: string
}

export interface Reply {
  readonly status: number
  /** `application/json` unless given. */
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Text goes out as it is, anything else as JSON. */
  readonly body: unknown
}

/** Words of our own, or the problems of a request. */
export type Answered = Reply | { readonly refused: number; readonly problems: readonly Problem[] }

/** One door: registered, checked and described from this one object. */
export interface Route<Fields extends QueryFields = QueryFields> {
  readonly method: 'GET' | 'POST'
  /** As OpenAPI writes it: `/v1/cases/{id}:close`. `{id…}` takes the rest of the path, slashes too. */
  readonly path: string
  /** One sentence. */
  readonly says: string
  /** One of these is enough; null: open to anybody. */
  readonly may: readonly Right[] | null
  /** A page for a browser, which asks its reader for a key. */
  readonly isPage?: true
  readonly query: Fields
  /** Names that are not known are passed over: what carries a link about adds its own, and a callback’s are its provider’s. */
  readonly anyQuery?: true
  /** Content types of its body, each with its shape; absent: it takes none. */
  readonly takes?: Readonly<Record<string, z.ZodType | object>>
  /** Shapes of its answers by status; null: not JSON. */
  readonly answers: Readonly<Record<number, z.ZodType | object | null>>
  readonly run: (asked: Asked<Fields>, doors: Doors) => Promise<Answered> | Answered
}

/** Keeps a route's own query names for its `run`, and forgets them for the table. */
export const route = <const Fields extends QueryFields>(one: Route<Fields>): Route => one as unknown as Route

export const ok = (body: unknown): Reply => ({ status: 200, body })

export const refuse = (refused: number, ...problems: readonly Problem[]): Answered => ({ refused, problems })

export const problem = (code: string, reason: string, mend: string): Problem => ({
  level: 'error',
  code,
  place: {},
  reason,
  mend,
})
