import type { Html } from '../../../core/document/html.ts'
import type { ActRefusal } from '../../../core/visit/act.ts'
import type { Stage } from '../../../core/visit/stage.ts'

/** What may be done on the page, as it stands in the address of its form. */
export const ACTS = [
  'confirm',
  'choose',
  'take',
  'wish',
  'cancel',
  'keep',
  'tell',
  'stop',
  'resume',
  'nobody-came',
  'missed',
  'fixed',
  'not-fixed',
  'unlock',
  'new-link',
  'language',
] as const
export type PageAct = (typeof ACTS)[number]

/** Of which something is said once it is done. */
export type SaidAct = Exclude<PageAct, 'choose' | 'language' | 'unlock'>

export type PageRefusal =
  | ActRefusal
  | 'changes.closed'
  | 'unlock.wrong'
  | 'unlock.too-many'
  | 'words.missing'
  | 'choice.missing'

export const REASONS = [
  'no-longer-needed',
  'solved',
  'other-company',
  'time-does-not-suit',
  'too-expensive',
  'other',
] as const
export type CancelReason = (typeof REASONS)[number]

/** Times come as markup, each in a `bdi`, so that a window never turns around in right-to-left text. */
export interface HeadWords {
  /** `Tuesday` */
  readonly weekday: string
  /** First name, on the day only. */
  readonly who: string | null
  /** Nobody told the customer before. */
  readonly isSilent: boolean
}

/** All that a customer's page says, in one language. The compiler sees to it that none is left out. */
export interface PageWords {
  /** BCP 47, as the page is marked. */
  readonly tag: string
  readonly dir: 'ltr' | 'rtl'
  /** The language's own name. */
  readonly own: string
  readonly head: Readonly<Record<Stage, (about: HeadWords) => string>>

  readonly today: string
  readonly tomorrow: string
  readonly between: (day: Html | string, from: Html, to: Html) => Html
  readonly acrossDays: (from: Html, to: Html) => Html
  readonly zone: (name: string) => string
  readonly noLonger: string
  readonly startsThen: string
  readonly expected: (at: Html) => Html
  readonly insideWindow: string
  readonly noTime: string
  readonly nextWord: (at: Html) => Html
  readonly asOf: (at: Html) => Html
  readonly arrivedAt: (at: Html) => Html
  /** Of a move or a break, by code; a code that is not known is not repeated. */
  readonly why: Readonly<Record<string, string>>
  readonly atYourDoor: (from: Html, to: Html) => Html
  readonly claim: string
  readonly askFixed: string
  readonly weCall: string
  readonly undoUntil: string

  readonly confirm: string
  readonly wait: string
  readonly otherTime: string
  readonly keep: string
  readonly fixed: string
  readonly notFixed: string
  readonly missed: string
  readonly nobodyCame: string
  readonly noLongerNeed: string
  readonly calendar: string
  readonly callUs: string
  readonly back: string

  readonly yourVisit: string
  readonly what: string
  readonly kinds: Readonly<Record<string, string>>
  readonly howLong: string
  readonly minutes: (count: string, isOne: boolean) => string
  readonly hours: (count: string, isOne: boolean) => string
  readonly toPay: string
  readonly nothingToPay: string
  readonly onTheDay: (amount: Html) => Html
  readonly who: string
  readonly please: string
  readonly needs: Readonly<Record<string, string>>

  readonly findYou: string
  readonly findYouHint: string
  readonly note: string
  readonly sendNote: string
  readonly details: string
  readonly detailsWhy: string
  readonly factor: string
  readonly show: string
  readonly address: string
  readonly notes: string
  readonly phone: string

  readonly soFar: string
  readonly steps: {
    readonly promised: string
    readonly confirmed: string
    readonly movedByUs: string
    readonly movedByYou: string
    readonly cancelledByUs: string
    readonly cancelledByYou: string
    readonly onTheWay: string
    readonly delayed: string
    readonly arrived: string
    readonly done: string
    readonly notDone: string
    readonly noted: string
    readonly wished: string
    readonly disputed: string
    readonly fixed: string
    readonly notFixed: string
  }

  readonly messages: string
  readonly stopWhat: string
  readonly stop: string
  readonly stopped: string
  readonly resume: string
  readonly language: string
  readonly switch: string

  readonly freeTimes: string
  readonly noneFree: string
  readonly go: string
  readonly notBookedYet: string
  readonly wishTitle: string
  readonly wish: string
  readonly wishHint: string
  readonly sendWish: string
  readonly isThisRight: string
  readonly weWouldCome: string
  readonly instead: (window: Html) => Html
  readonly book: string
  readonly cancelTitle: string
  readonly cancelOffer: string
  readonly whyCancel: string
  readonly reasons: Readonly<Record<CancelReason, string>>
  readonly cancel: string
  readonly keepIt: string

  readonly staleTitle: string
  readonly stale: string
  readonly holdsNow: string
  readonly seeVisit: string
  readonly goneTitle: string
  readonly gone: string
  readonly newLink: string
  readonly tooManyTitle: string
  readonly tooMany: string
  readonly foreignTitle: string
  readonly foreign: string
  readonly failedTitle: string
  readonly failed: string

  readonly said: Readonly<Record<SaidAct, string>>
  readonly refused: Readonly<Record<PageRefusal, string>>
}
