import { callAuthorizationsEndpoints } from '#contract/call-authorizations.ts'
import { importsEndpoints } from '#contract/imports.ts'
import { createTestApi, type TestApi, type TestClient } from './api.ts'
import { createTestTelco, type TestTelco } from './telco.ts'

export const SWITCH = 'switch'

/** A telco whose switch asks before it lets a call through. */
export interface LiveTelco {
  readonly telco: TestTelco
  readonly api: TestApi
  /** The switch, by its key. */
  readonly exchange: TestClient
  /** Asks for a call of an account's first number. */
  ask(
    callId: string,
    call: { readonly from: string; readonly to: string; readonly seconds?: number; readonly direction?: 'out' | 'in' },
  ): Promise<LiveDecision>
  end(
    id: string,
    callId: string,
    call: { readonly from: string; readonly to: string; readonly seconds: number; readonly direction?: 'out' | 'in' },
  ): Promise<void>
  /** Sets how far below zero an account may go, in dollars, and says it paid nothing. */
  setCredit(accountId: number, dollars: number): Promise<void>
  money(accountId: number): Promise<{ readonly balance: bigint; readonly reserved: bigint }>
  close(): Promise<void>
}

export type LiveDecision =
  | {
      readonly allow: true
      readonly id: string
      readonly maxSeconds: number
      readonly mayExtend: boolean
      readonly reserved: string
      readonly emergency: boolean
    }
  | {
      readonly allow: false
      readonly id: string
      readonly cause: string
      readonly sipCode: number
      readonly reason: string
      readonly words: string
    }

export async function createLiveTelco(now = new Date('2026-07-01T02:00:00Z')): Promise<LiveTelco> {
  const telco = await createTestTelco()
  const api = await createTestApi(telco, telco.resellerId, now)
  const exchange = api.as({ role: 'admin' })
  await exchange.call(importsEndpoints.createCallSource, { body: { name: SWITCH, profile: 'tollgate' } })
  const { pool } = telco
  return {
    telco,
    api,
    exchange,
    ask: (callId, { from, to, seconds, direction = 'out' }) =>
      exchange.call(callAuthorizationsEndpoints.authorizeCall, {
        body: { source: SWITCH, callId, from, to, direction, ...(seconds !== undefined && { seconds }) },
      }),
    end: async (id, callId, { from, to, seconds, direction = 'out' }) => {
      await exchange.call(callAuthorizationsEndpoints.endCall, {
        params: { authorizationId: id },
        body: {
          source: SWITCH,
          callId,
          from,
          to,
          direction,
          startedAt: api.now.toISOString(),
          durationSeconds: seconds,
        },
      })
    },
    setCredit: async (accountId, dollars) => {
      await pool.query(
        `INSERT INTO account_controls (account_id, reseller_id, credit_limit_on, credit_limit_micros, version)
         VALUES ($1, $2, true, $3, 1) ON CONFLICT (account_id) DO UPDATE SET credit_limit_micros = excluded.credit_limit_micros`,
        [accountId, telco.resellerId, BigInt(Math.round(dollars * 1e6))],
      )
    },
    money: async (accountId) => {
      const { rows } = await pool.query<{ balance: bigint; reserved: bigint }>(
        'SELECT balance_micros AS balance, reserved_micros AS reserved FROM balances WHERE account_id = $1',
        [accountId],
      )
      const [row] = rows
      if (row === undefined) throw new Error(`account ${accountId} has no balance`)
      return row
    },
    close: async () => {
      await api.close()
      await telco.drop()
    },
  }
}
