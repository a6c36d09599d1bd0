import type { Problem } from '../../../core/document/problem.ts'
import type { Settings } from '../../settings/settings.ts'
import type { World } from '../../world.ts'

/** One thing that was looked at: how it stands, and what is wrong with it. */
export interface Looked {
  /** `disk` */
  readonly what: string
  /** `12.4 GB free` */
  readonly says: string
  readonly findings: readonly Problem[]
}

export interface Looking {
  readonly settings: Settings
  readonly world: World
}

export const fine = (what: string, says: string): Looked => ({ what, says, findings: [] })

export interface Found {
  readonly level?: Problem['level']
  readonly code: string
  readonly place?: Problem['place']
  readonly reason: string
  readonly mend: string
}

export const finding = ({ level = 'error', place = {}, ...rest }: Found): Problem => ({ level, place, ...rest })

export const found = (what: string, says: string, one: Found): Looked => ({ what, says, findings: [finding(one)] })
