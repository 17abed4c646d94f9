import type pg from 'pg'
import type { Contact, ContactKind } from '#domain/accounts/contact.ts'
import type { Micros } from '#domain/money.ts'
import type { AccountProfile } from '#storage/tables/accounts.ts'
import { ACCOUNT_COLUMNS, type AccountRow } from './accounts.ts'

/** Everything the office knows about an account on one page. */
export interface AccountDetails extends AccountRow, AccountProfile {
  readonly balanceMicros: Micros
  readonly planId: number | null
  readonly planName: string | null
  readonly contacts: Readonly<Partial<Record<ContactKind, Contact>>>
  /** What was said when it came to its status. Staff only. */
  readonly statusReason: string
  /** Of a suspended account: the word of the list; null where it was suspended without one. */
  readonly suspensionReason: string | null
}

/** One account, if the session may see it. */
export async function readAccountDetails(db: pg.ClientBase, accountId: number): Promise<AccountDetails | undefined> {
  const { rows } = await db.query<AccountDetails>(
    `SELECT ${ACCOUNT_COLUMNS}, a.legal_name AS "legalName", a.trading_name AS "tradingName", a.abn, a.acn, a.arbn,
            a.credit_note AS "creditNote", a.billing_address AS "billingAddress", a.service_address AS "serviceAddress",
            a.status_reason AS "statusReason", b.balance_micros AS "balanceMicros",
            p.id AS "planId", p.name AS "planName",
            (SELECT coalesce(jsonb_object_agg(kind, jsonb_build_object('name', c.name, 'email', c.email, 'phone', c.phone)), '{}')
               FROM account_contacts c WHERE c.account_id = a.id) AS contacts,
            (SELECT reason FROM account_status_changes s
              WHERE a.status = 'suspended' AND s.account_id = a.id AND s.step = 'suspend'
              ORDER BY s.id DESC LIMIT 1) AS "suspensionReason"
       FROM accounts a JOIN balances b ON b.account_id = a.id
       LEFT JOIN account_plans ap ON ap.account_id = a.id AND ap.valid_to IS NULL
       LEFT JOIN calling_plans p ON p.id = ap.plan_id
      WHERE a.id = $1`,
    [accountId],
  )
  return rows[0]
}
