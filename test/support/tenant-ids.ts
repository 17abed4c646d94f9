import type pg from 'pg'
import { writeCallReference } from '#domain/usage/call-reference.ts'

/**
 * How the ids of a tenant are found by the name of the path parameter: $1 is the reseller, $2 the account or NULL for all.
 * A new parameter of the contract takes its place here; the tests of walls fail until it has one.
 */
const IDS: Readonly<Record<string, string>> = {
  accountId: 'SELECT id::text FROM accounts WHERE reseller_id = $1 AND ($2::int4 IS NULL OR id = $2)',
  authorizationId: `SELECT id::text FROM call_reservations WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)`,
  backTestId: 'SELECT id::text FROM back_tests WHERE reseller_id = $1 AND $2::int4 IS NULL',
  bankImportId: 'SELECT id::text FROM bank_imports WHERE reseller_id = $1 AND $2::int4 IS NULL',
  bankTransferId: 'SELECT id::text FROM bank_transfers WHERE reseller_id = $1 AND $2::int4 IS NULL',
  billRunId: 'SELECT id::text FROM bill_runs WHERE reseller_id = $1 AND $2::int4 IS NULL',
  calendarId: 'SELECT id::text FROM calendars WHERE reseller_id = $1 AND $2::int4 IS NULL',
  callId: `SELECT account_id || ' ' || (extract(epoch FROM started_at) * 1000)::int8 || ' ' || call_key AS id FROM calls
            WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)`,
  carrierId: 'SELECT id::text FROM carriers WHERE reseller_id = $1 AND $2::int4 IS NULL',
  chargeId: 'SELECT id::text FROM gateway_charges WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  deckId: 'SELECT id::text FROM rate_decks WHERE reseller_id = $1 AND $2::int4 IS NULL',
  deliveryId: 'SELECT id::text FROM webhook_deliveries WHERE reseller_id = $1 AND $2::int4 IS NULL',
  draftId: 'SELECT id::text FROM rate_deck_drafts WHERE reseller_id = $1 AND $2::int4 IS NULL',
  dunningHoldId: 'SELECT id::text FROM dunning_holds WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  fileId: 'SELECT id::text FROM port_files WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  importId: 'SELECT id::text FROM imports WHERE reseller_id = $1 AND $2::int4 IS NULL',
  itemId: 'SELECT id::text FROM recurring_items WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  keyId: 'SELECT id::text FROM api_keys WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  mailId: 'SELECT id::text FROM mails WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  methodId: 'SELECT id::text FROM payment_methods WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  noteId: 'SELECT id::text FROM account_notes WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  number: `SELECT number AS id FROM number_assignments WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)`,
  numberPlanId: 'SELECT id::text FROM number_plans WHERE reseller_id = $1 AND $2::int4 IS NULL',
  orderId: 'SELECT id::text FROM number_orders WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  passkeyId: `SELECT p.id::text FROM passkeys p JOIN memberships m USING (user_id)
               WHERE m.reseller_id = $1 AND ($2::int4 IS NULL OR m.account_id = $2)`,
  paymentId: 'SELECT id::text FROM payments WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  planId: 'SELECT id::text FROM calling_plans WHERE reseller_id = $1 AND $2::int4 IS NULL',
  portOutId: 'SELECT id::text FROM port_outs WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  portId: 'SELECT id::text FROM ports WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  signatureId: 'SELECT id::text FROM port_signatures WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  rejectCodeId: 'SELECT id::text FROM port_reject_codes WHERE reseller_id = $1 AND $2::int4 IS NULL',
  resellerId: 'SELECT id::text FROM resellers WHERE id = $1 AND $2::int4 IS NULL',
  sheetId: 'SELECT id::text FROM carrier_sheets WHERE reseller_id = $1 AND $2::int4 IS NULL',
  sessionId: `SELECT s.id::text FROM sessions s JOIN memberships m ON m.id = s.membership_id
               WHERE m.reseller_id = $1 AND ($2::int4 IS NULL OR m.account_id = $2)`,
  savedViewId: `SELECT id::text FROM saved_views WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)`,
  statementId: 'SELECT id::text FROM statements WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  suspenseId: `SELECT source_id || '-' || lpad(to_hex(call_key), 16, '0') AS id FROM calls_suspense
                WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)`,
  userId:
    'SELECT user_id::text AS id FROM memberships WHERE reseller_id = $1 AND ($2::int4 IS NULL OR account_id = $2)',
  webhookId: 'SELECT id::text FROM webhooks WHERE reseller_id = $1 AND $2::int4 IS NULL',
}

/** Parameters that name nothing of a tenant's, with a value they take. */
const NAMES: Readonly<Record<string, string>> = {
  control: 'credit-limit',
  country: 'NZ',
  gatewayToken: 'a'.repeat(32),
  kind: 'invitation',
  operatorId: '999999',
  pictureKind: 'logo',
  rule: 'premium',
  version: '1',
}

/** The parameters of a path: `accountId`, `userId`. */
export function parametersOf(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
}

/** Whether ids of this name are a tenant's. */
export function isTenants(parameter: string): boolean {
  return parameter in IDS
}

/**
 * The ids of the tenant, or of one of its accounts, for each parameter of the path. Undefined: it has none of one.
 *
 * @throws for a parameter nobody said anything about here.
 */
export async function idsOf(
  pool: pg.Pool,
  path: string,
  { resellerId, accountId }: { readonly resellerId: number; readonly accountId?: number },
): Promise<Readonly<Record<string, readonly string[]>> | undefined> {
  const found: Record<string, readonly string[]> = {}
  for (const name of parametersOf(path)) {
    const ids = await idsNamed(pool, name, resellerId, accountId)
    if (ids.length === 0) return undefined
    found[name] = ids
  }
  return found
}

/** @throws for a parameter nobody said anything about here. */
export async function idsNamed(
  pool: pg.Pool,
  name: string,
  resellerId: number,
  accountId: number | undefined,
): Promise<readonly string[]> {
  const fixed = NAMES[name]
  if (fixed !== undefined) return [fixed]
  const sql = IDS[name]
  if (sql === undefined)
    throw new Error(`Say in test/support/tenant-ids.ts how the ids {${name}} of a tenant are found.`)
  const { rows } = await pool.query<{ id: string }>(`SELECT DISTINCT id FROM (${sql}) i ORDER BY id LIMIT 1000`, [
    resellerId,
    accountId ?? null,
  ])
  return rows.map(({ id }) => (name === 'callId' ? callReference(id) : id))
}

function callReference(found: string): string {
  const [accountId = '', startedAtMs = '', callKey = ''] = found.split(' ')
  return writeCallReference({
    accountId: Number(accountId),
    startedAtMs: Number(startedAtMs),
    callKey: BigInt(callKey),
  })
}
