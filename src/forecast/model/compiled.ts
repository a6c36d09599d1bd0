import { zone as zoneNamed, type Zone } from '../../core/time/zone.ts'
import type { Chances } from './chances.ts'
import type { KindHistory, Model, Table } from './model.ts'
import { workedBy, type WorkedBy } from './working-hours.ts'

/** What is known of a silo's promises of one kind; of what was never seen, the silo's, else everybody's. */
export interface Known {
  readonly chances: Chances
  readonly history: KindHistory | null
  readonly worked: WorkedBy
}

export interface CompiledTable {
  readonly of: readonly string[]
  readonly adds: ReadonlyMap<string, number>
}

/** A model ready to be asked a million times a second. */
export interface CompiledModel {
  readonly model: Model
  readonly zone: Zone
  readonly known: (owner: string, kind: string) => Known
  readonly dated: readonly CompiledTable[]
  readonly undated: readonly CompiledTable[]
}

const compiled = new WeakMap<Model, CompiledModel>()

/** Compiles a model once; asked again it is looked up. */
export function compile(model: Model): CompiledModel {
  const ready = compiled.get(model)
  if (ready !== undefined) return ready
  const made: CompiledModel = {
    model,
    // Reading a model refuses a zone that is none.
    zone: zoneNamed(model.learned.zone) ?? utc(),
    known: knownOf(model),
    dated: (model.dated?.tables ?? []).map(compileTable),
    undated: (model.undated?.tables ?? []).map(compileTable),
  }
  compiled.set(model, made)
  return made
}

function utc(): Zone {
  const found = zoneNamed('UTC')
  if (found === undefined) throw new Error('this runtime knows no UTC')
  return found
}

const compileTable = ({ of, adds }: Table): CompiledTable => ({ of, adds: new Map(Object.entries(adds)) })

function knownOf({ history }: Model): CompiledModel['known'] {
  const everybody: Known = { chances: history, history: null, worked: workedBy(history.week) }
  const owners = new Map(
    Object.entries(history.owners).map(([name, owner]) => {
      const worked = owner.week === null ? everybody.worked : workedBy(owner.week)
      const any: Known = { chances: owner, history: null, worked }
      const kinds = Object.entries(owner.kinds).map(
        ([kind, known]) => [kind, { chances: known, history: known, worked }] as const,
      )
      return [name, { any, kinds: new Map<string, Known>(kinds) }] as const
    }),
  )
  return (owner, kind) => {
    const silo = owners.get(owner)
    return silo === undefined ? everybody : (silo.kinds.get(kind) ?? silo.any)
  }
}
