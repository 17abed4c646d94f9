import type pg from 'pg'
import { isGone, reserve, type Granted, type Hold } from '#storage/tables/call-reservations.ts'
import { isSilence } from './away.ts'
import type { CallListener } from './call-listeners.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'
import type { LiveAccount } from './live-account.ts'

/** What one answer needs held: its own call and what others must hold more, all or nothing. */
export interface ReservationAsked {
  readonly account: LiveAccount
  /** How far its balance may go for this call. */
  readonly floorMicros: number
  readonly holds: readonly Hold[]
  /** The picture of the account it was worked out by. */
  readonly picture: number
}

/** Calls whose money is held in one commit: measured best between 64 and 256; more wait for the next. */
const MOST_AT_ONCE = 256
/** Holds money for calls, many in one durable statement. Answers whether it is held. */
export function createReservations(
  pool: pg.Pool,
  listener: Pick<CallListener, 'held'>,
): GroupCommit<ReservationAsked, boolean> {
  return createGroupCommit(
    async (asked) => {
      const isTrue = ({ account, picture }: ReservationAsked): boolean =>
        picture === account.money.picture || !sharesAllowances(account)
      const batch = asked.filter(isTrue)
      if (batch.length === 0) return asked.map(() => false)
      const accounts = new Map<number, Sum>()
      for (const { account, floorMicros, holds } of batch) {
        const sum = accounts.get(account.id) ?? { account, floorMicros, moreMicros: 0, moreCostMicros: 0 }
        // Of two that go together the stricter counts: what an IOU pays for does not take another call along.
        sum.floorMicros = Math.max(sum.floorMicros, floorMicros)
        for (const { moreMicros, moreCostMicros } of holds) {
          sum.moreMicros += moreMicros
          sum.moreCostMicros += moreCostMicros
        }
        accounts.set(account.id, sum)
      }
      // In the order of their ids, so that two who hold for the same accounts do not wait in a circle.
      const sums = [...accounts.values()].toSorted((one, other) => one.account.id - other.account.id)
      const granted = await held(
        pool,
        sums.map(({ account, floorMicros, ...sum }) => ({
          ...sum,
          accountId: account.id,
          floorMicros: Math.max(floorMicros, NO_FLOOR_MICROS),
          epoch: sharesAllowances(account) ? account.money.epoch : undefined,
        })),
        batch.flatMap(({ holds }) => holds),
        [...new Set(sums.flatMap(({ account }) => (account.resellerPaysAhead ? [account.resellerId] : [])))],
      )
      listener.held(batch.length)
      const stands = new Map(granted.map((row) => [row.accountId, row]))
      for (const { account } of sums) {
        const row = stands.get(account.id)
        if (row === undefined) continue
        account.money.balanceMicros = Number(row.balanceMicros)
        account.money.reservedMicros = Number(row.reservedMicros)
        account.money.epoch = Math.max(account.money.epoch, Number(row.epoch))
      }
      const inTime = new Set(batch)
      return asked.map((one) => inTime.has(one) && stands.has(one.account.id))
    },
    { most: MOST_AT_ONCE, isSilence },
  )
}

/** A call that lapsed or ended meanwhile holds nothing more: asked for alone, it is not granted. */
async function held(
  pool: pg.Pool,
  ...asked: Parameters<typeof reserve> extends [unknown, ...infer Rest] ? Rest : never
) {
  try {
    return await reserve(pool, ...asked)
  } catch (error) {
    const [, holds] = asked
    if (isGone(error) && new Set(holds.map(({ accountId }) => accountId)).size === 1) return NOTHING_GRANTED
    throw error
  }
}

const NOTHING_GRANTED: readonly Granted[] = []

/** Whether calls of the account may count on the same minutes: then none may have been let through unknown. */
function sharesAllowances({ book, rated }: LiveAccount): boolean {
  return book.hasAllowances(rated, -Infinity, Infinity)
}

/** As far below zero as money goes here. */
const NO_FLOOR_MICROS = -1e15

interface Sum {
  readonly account: LiveAccount
  floorMicros: number
  moreMicros: number
  moreCostMicros: number
}
