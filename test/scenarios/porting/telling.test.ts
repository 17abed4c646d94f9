import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { composeMail } from '#domain/notifications/compose-mail.ts'
import { DEFAULT_TEMPLATES } from '#domain/notifications/default-templates.ts'
import type { MailKind } from '#domain/notifications/mail-kinds.ts'
import { tellEvent } from '#operations/notifications/tell-event.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { spaced } from '../../support/spaced.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
  const contact = { name: 'Mia Marlow', email: 'mia@acacia.example' }
  await given.api.as({ role: 'admin' }).call(accountsEndpoints.changeAccount, {
    params: { accountId: given.accountId },
    body: { contacts: { main: contact } },
  })
})
afterAll(() => given.drop())

const { submitPort, rejectPort, acceptPort, preProvisionPort, startCutOver, completePort } = portsEndpoints

/** Tells every event there is and gives back the mails it made, the oldest first, in the words of the defaults. */
async function mailsTold(): Promise<readonly (readonly [kind: string, to: string, subject: string, text: string])[]> {
  const { pool } = given.telco
  const { rows: events } = await pool.query<{ id: bigint }>('SELECT id FROM events ORDER BY id')
  for (const { id } of events) await tellEvent(pool, id, given.api.now)
  const { rows } = await pool.query<{ kind: MailKind; recipient: string; variables: Record<string, string> }>(
    'SELECT kind, recipient, variables FROM mails ORDER BY id',
  )
  const customer = { 'customer.name': 'Account 1001', 'account.number': '1001' }
  return rows.map(({ kind, recipient, variables }) => {
    const { subject, text } = composeMail(DEFAULT_TEMPLATES[kind], { ...variables, ...customer }, BRAND)
    return [kind, recipient, subject, text] as const
  })
}

const BRAND = {
  name: 'Wattle Voice',
  colour: '#336699',
  supportEmail: 'help@wattle.example',
  supportPhone: null,
  supportUrl: null,
}

test('the main contact hears when it is submitted, rejected, has its date, and is done; staff words never', async () => {
  const { staff, api } = given
  const { id, numbers } = await given.lodged()
  const params = { portId: id }
  const dialled = spaced(numbers[0] ?? '')
  await staff.call(rejectPort, {
    params,
    body: { reason: 'name-mismatch', customerWords: 'The bill says Pty Limited.', staffWords: 'Typo of ours?' },
  })
  await staff.call(submitPort, { params, body: {} })
  await staff.call(portsEndpoints.lodgePort, { params, body: {} })
  await staff.call(portsEndpoints.passOnPort, { params, body: {} })
  await staff.call(acceptPort, { params, body: { cutOverAt: '2026-09-08T23:30:00Z' } })
  await staff.call(preProvisionPort, { params, body: {} })
  await staff.call(startCutOver, { params, body: {} })
  api.now = new Date('2026-09-08T23:50:00Z')
  await staff.call(completePort, { params, body: { withoutTest: true } })
  const mails = await mailsTold()
  expect(mails.map(([kind, to, subject]) => [kind, to, subject])).toEqual([
    ['port-submitted', 'mia@acacia.example', `We are moving ${dialled} to Wattle Voice`],
    ['port-lodged', 'mia@acacia.example', `The move of ${dialled} is checked and on its way`],
    ['port-rejected', 'mia@acacia.example', `The move of ${dialled} needs your help`],
    ['port-submitted', 'mia@acacia.example', `We are moving ${dialled} to Wattle Voice`],
    ['port-lodged', 'mia@acacia.example', `The move of ${dialled} is checked and on its way`],
    ['port-date-set', 'mia@acacia.example', `${dialled} moves on 9 September 2026 at 9:30 am AEST`],
    ['port-morning', 'mia@acacia.example', `Today ${dialled} moves to Wattle Voice`],
    ['port-completed', 'mia@acacia.example', `${dialled} is with Wattle Voice now`],
  ])
  const [submitted, , rejected] = mails.map(([, , , body]) => body)
  const completed = mails.at(-1)?.[3]
  expect(submitted).toContain('It usually takes 4 to 6 business days.')
  expect(submitted).toContain('Cost: $22.00 with GST, charged today')
  expect(rejected).toContain('The account with your present provider is in another name.')
  expect(rejected).toContain('The bill says Pty Limited.')
  expect(completed).toContain('before 9 September 2026 at 1:50 pm AEST')
  expect(mails.join('\n')).not.toContain('Typo of ours')
  const { rows } = await given.telco.pool.query<{ type: string; payload: string }>(
    `SELECT type, payload::text FROM events WHERE type LIKE 'port.%' ORDER BY id`,
  )
  expect(rows.map(({ type }) => type)).toEqual([
    'port.submitted',
    'port.lodged',
    'port.with-losing-carrier',
    'port.rejected',
    'port.submitted',
    'port.lodged',
    'port.with-losing-carrier',
    'port.accepted',
    'port.date-set',
    'port.pre-provisioned',
    'port.cutting-over',
    'port.completed',
  ])
  expect(rows.map(({ payload }) => payload).join('\n')).not.toContain('Typo of ours')
})

test.each<[what: string, sql: string, check: string]>([
  [
    'an attempt charged another fee',
    'UPDATE port_attempts SET fee_micros = fee_micros + 1 WHERE no = 2',
    'fees of ports',
  ],
  [
    'a number that is coming in by no port',
    `UPDATE numbers SET status = 'porting' WHERE number = (SELECT min(number) FROM numbers WHERE status = 'assigned')`,
    'numbers of ports',
  ],
  [
    'a number that its port lets go of on the way',
    'UPDATE port_numbers SET is_open = NOT is_open WHERE number = (SELECT min(number) FROM port_numbers)',
    'numbers on the way',
  ],
])('verify finds %s', async (_, sql, check) => {
  const client = await given.telco.pool.connect()
  try {
    const found = async () =>
      (await verifyLedger(given.telco.pool, { reprice: false })).checks
        .filter(({ total }) => total > 0)
        .map(({ name }) => name)
    expect(await found()).toEqual([])
    await client.query(sql)
    expect(await found()).toContain(check)
  } finally {
    client.release()
  }
  await given.telco.pool.query('UPDATE port_attempts SET fee_micros = 20000000')
  await given.telco.pool.query(`UPDATE numbers SET status = 'assigned' WHERE status = 'porting'`)
  await given.telco.pool.query(
    `UPDATE port_numbers n SET is_open = p.due_at IS NOT NULL AND p.state <> 'completed' OR p.state = 'rejected'
       FROM ports p WHERE p.id = n.port_id`,
  )
})
