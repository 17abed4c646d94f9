import type pg from 'pg'
import type { RefusalCause, SipCode } from '#domain/live-calls/refusal.ts'
import { LIVE_LIMITS } from '#domain/live-calls/reservation.ts'
import type { NumberFormat } from '#domain/phone-number.ts'
import type { CallSourceRow } from '#storage/queries/imports.ts'
import type { CallEvent } from '#operations/usage/record-events.ts'
import type { AccountBook } from './account-book.ts'
import type { CallListener } from './call-listeners.ts'
import type { LiveAccount, LiveCall } from './live-account.ts'

/** A call somebody wants to make, or that comes in. Numbers as the source writes them. */
export interface CallAsked {
  readonly resellerId: number
  readonly source: { readonly id: number; readonly numberFormat: NumberFormat }
  /** The switch's own id of the call: its record will have it. */
  readonly callId: string
  readonly from: string
  readonly to: string
  readonly direction: 'out' | 'in'
  /** The account that pays, where the switch knows: the calling number must be one of its own. */
  readonly accountNumber?: string | undefined
  /** Whose line forwards the call: it pays. */
  readonly forwardedBy?: string | undefined
  /** For how long money is to be held at first; more is asked for while the call goes on. */
  readonly seconds?: number | undefined
}

/** What a switch is told. */
export type Decision =
  | {
      readonly allow: true
      readonly id: bigint
      /** Since the answer, at the most. */
      readonly maxSeconds: number
      /** Asked again before the end, there may be more. */
      readonly mayExtend: boolean
      readonly isEmergency: boolean
      /** The database is away: nothing is held for it. */
      readonly isOffline?: true
      readonly accountId: number | undefined
      readonly accountNumber: string | undefined
      readonly serviceType: number
      readonly reservedMicros: number
    }
  | {
      readonly allow: false
      readonly id: bigint
      readonly cause: RefusalCause
      readonly sipCode: SipCode
      /** For the caller's phone. */
      readonly reason: string
      /** For the office. */
      readonly words: string
    }

/** How long a call may go on in all, and whether there may be more. */
export interface Extension {
  readonly maxSeconds: number
  readonly mayExtend: boolean
}

export interface LiveCalls {
  /**
   * Whether a call may be made now, and for how long. Asked again for the same call of the same source, the answer is the
   * same. Emergency calls are let through before anything is looked at.
   */
  authorize(asked: CallAsked): Promise<Decision>
  /**
   * Holds money for so many seconds more of a call that goes on.
   *
   * @returns undefined where there is no such call in progress; else how long it may go on in all.
   */
  extend(resellerId: number, id: bigint, moreSeconds: number): Promise<Extension | undefined>
  /** The call a reservation is for, where it is known and goes on. */
  findCall(resellerId: number, id: bigint): Promise<LiveCall | undefined>
  /** The call was answered; false: no such call is in progress. */
  answered(resellerId: number, id: bigint, at: Date): Promise<boolean>
  /**
   * The final record of a call, priced and posted as one of a file; what was held for it is free when this resolves. False: the
   * database is away, and the record is kept on disk for it.
   */
  end(id: bigint, source: CallSourceRow, event: CallEvent): Promise<boolean>
  /** Writes the records that wait on disk: those of the time before this process began. */
  catchUp(): Promise<void>
  /** Counts along from now on. */
  listen(listener: CallListener): void
  /** Whether calls are answered without the database. */
  readonly isAway: boolean
  /** Frees what is held for calls nobody told of in time; how many. */
  lapse(): Promise<number>
  /** Accounts and their calls in progress, as they are known here. */
  readonly book: AccountBook
  close(): Promise<void>
}

export interface LiveTools {
  readonly pool: pg.Pool
  readonly databaseUrl: string
  readonly clock: () => Date
  readonly log: (line: string) => void
  /** Where records of calls wait that cannot be written; undefined: they fail. */
  readonly spoolFolder?: string | undefined
  /** How long the database may take to answer before it is asked whether it is there. */
  readonly patienceMs?: number | undefined
}

export function allowed(account: LiveAccount, call: LiveCall, mayExtend: boolean): Decision {
  return {
    allow: true,
    id: call.id,
    maxSeconds: call.seconds,
    mayExtend: mayExtend && call.seconds < LIVE_LIMITS.mostSeconds,
    isEmergency: false,
    accountId: account.id,
    accountNumber: account.accountNumber,
    serviceType: call.serviceType,
    reservedMicros: call.reservedMicros,
  }
}

export function emergency(id: bigint): Decision {
  return {
    allow: true,
    id,
    maxSeconds: EMERGENCY_SECONDS,
    mayExtend: true,
    isEmergency: true,
    accountId: undefined,
    accountNumber: undefined,
    serviceType: 0,
    reservedMicros: 0,
  }
}

/** A day: nobody ends a call for help. */
const EMERGENCY_SECONDS = 86_400
