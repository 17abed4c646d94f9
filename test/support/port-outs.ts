import { expect } from 'vitest'
import type { z } from 'zod'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { portOutsEndpoints } from '#contract/port-outs.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import type { PortingTelco } from './porting.ts'

type Asked = z.input<typeof portOutsEndpoints.receivePortOut.body>
type PortOut = z.input<typeof portOutsEndpoints.readPortOut.response>

const { receivePortOut, startVerifyingPortOut, verifyPortOut, schedulePortOut } = portOutsEndpoints

/** 10 am in Sydney, of the day after the stories begin. */
export const THURSDAY = '2026-08-27T00:00:00.000Z'

/** What stories of numbers that leave are told with. */
export function createLeaving(given: () => PortingTelco) {
  /** The number plan that costs $5 a month. */
  async function additional(): Promise<string> {
    const { rows } = await given().telco.pool.query<{ id: number }>(
      `SELECT id FROM number_plans WHERE name = 'Additional Line'`,
    )
    return String(rows[0]?.id)
  }

  /** A number the account is given at an instant. */
  async function heldSince(number: string, at: string): Promise<string> {
    const before = given().api.now
    given().api.now = new Date(at)
    await given()
      .api.as({ role: 'admin' })
      .call(accountNumbersEndpoints.addAccountNumbers, {
        params: { accountId: given().accountId },
        body: { numbers: [{ number, numberPlanId: await additional() }] },
      })
    given().api.now = before
    return number
  }

  function receive(numbers: readonly string[], asked: Partial<Asked> = {}): Promise<PortOut> {
    return given().staff.call(receivePortOut, {
      body: {
        numbers: [...numbers],
        gainingCarrier: 'Example Telecom',
        carrierReference: 'ET-4711',
        statedAccountNumber: '1001',
        statedName: 'Account 1001',
        authorisedOn: '2026-08-20',
        ...asked,
      },
    })
  }

  async function scheduled(numbers: readonly string[]): Promise<PortOut> {
    const { id: portOutId } = await receive(numbers)
    const params = { portOutId }
    await given().staff.call(startVerifyingPortOut, { params, body: {} })
    await given().staff.call(verifyPortOut, { params, body: {} })
    return given().staff.call(schedulePortOut, { params, body: { cutOverAt: THURSDAY } })
  }

  /** What the account was charged for a request: description, dollars ex GST. */
  async function charged(portOutId: string): Promise<readonly (readonly [string, number])[]> {
    const { rows } = await given().telco.pool.query<{ description: string; amount: bigint }>(
      `SELECT description, amount_micros AS amount FROM charges WHERE starts_with(source, 'port-out ' || $1 || ' ')
        ORDER BY id`,
      [portOutId],
    )
    return rows.map(({ description, amount }) => [description, Number(amount) / 1e6] as const)
  }

  async function statusOf(number: string) {
    return given().api.as({ role: 'admin' }).call(numbersEndpoints.readNumber, { params: { number } })
  }

  async function expectCleanLedger(): Promise<void> {
    const { checks } = await verifyLedger(given().telco.pool, { reprice: false })
    expect(checks.flatMap(({ findings }) => findings)).toEqual([])
  }

  async function setFee(amount: string): Promise<void> {
    const admin = given().api.as({ role: 'admin' })
    await admin.call(portsEndpoints.changePortFees, { body: { items: [{ fee: 'port-out', amount }] } })
  }

  return { additional, heldSince, receive, scheduled, charged, statusOf, expectCleanLedger, setFee }
}
