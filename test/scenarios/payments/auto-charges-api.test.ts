import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountStatusEndpoints } from '#contract/account-status.ts'
import { automaticChargesEndpoints } from '#contract/automatic-charges.ts'
import { creditControlEndpoints } from '#contract/credit-control.ts'
import { paymentSettingsEndpoints } from '#contract/payment-settings.ts'
import { readConfig } from '../../../src/config.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createChargedTelco, TOP_UP, type ChargedTelco } from '../../support/automatic.ts'

/** What staff and customers see of charges that make themselves, and what they can do about refusals. */

const { readAutomaticCharging, listAutomaticCharges, tryAutomaticCharge, switchOnAutomaticCharges } =
  automaticChargesEndpoints

let telco: ChargedTelco
let api: TestApi
let accountId = 0
beforeAll(async () => {
  telco = await createChargedTelco('2026-11-23T01:00:00Z')
  // The key of the secrets lies where the telco's gateway was sealed.
  const config = { ...readConfig({}), ...telco.tools.config }
  const { openGateway } = telco.tools
  api = await createTestApi(telco, telco.resellerId, telco.now, { openGateway, config, clock: () => telco.now })
  accountId = await telco.open({
    accountNumber: '1',
    from: '2026-10-20T00:00:00+11:00',
    billDay: 20,
    paymentMode: 'prepaid',
  })
})
afterAll(async () => {
  await api.close()
  await telco.close()
})

const customer = () => api.as({ role: 'customer-admin', accountId })
const staff = () => api.as({ role: 'support' })
const at = () => ({ params: { accountId: String(accountId) } })
const day = (date: string): void => {
  telco.now = new Date(`${date}T01:00:00Z`)
}

test('what is switched on, and why it cannot be before there is a card', async () => {
  const autoTopUp = { isOn: true, mode: 'fixed', threshold: '10.00', amount: '50.00', weeklyMaximum: '200.00' } as const
  const refused = await customer().refusal(paymentSettingsEndpoints.writePaymentSettings, {
    ...at(),
    body: { autoTopUp },
  })
  expect([refused.status, refused.errors?.[0]?.field]).toEqual([409, 'autoTopUp.isOn'])
  expect(refused.detail).toContain('add one first')
  await telco.storeMethod(accountId)
  const set = await customer().call(paymentSettingsEndpoints.writePaymentSettings, { ...at(), body: { autoTopUp } })
  expect(set).toMatchObject({ autoTopUp, canCharge: true, automaticCharges: { state: 'ready', refusals: 0, next: [] } })
})

test('a refusal is shown with its words and the day of the next try; try now does not wait for it', async () => {
  telco.bank.answers = [{ refuses: 'insufficient_funds' }]
  await telco.run()
  const standing = await customer().call(readAutomaticCharging, at())
  expect(standing).toMatchObject({
    state: 'on-hold',
    until: '2026-11-24T01:00:00.000Z',
    refusals: 1,
    lastRefusal: { words: 'There was not enough money on it: try again later, or pay with another card.' },
    next: [{ words: '$50.00 for the auto top-up will be tried again Tue 24 Nov.', tries: 1 }],
  })
  const again = await customer().call(tryAutomaticCharge, at())
  expect(again).toMatchObject({ state: 'on-hold', until: '2026-11-26T01:00:00.000Z', refusals: 2 })
  const { autoTopUp, controls } = await staff().call(accountStatusEndpoints.readAccountStatus, at())
  expect(autoTopUp).toMatchObject({
    state: 'armed',
    nextWords: '$50.00 for the auto top-up will be tried again Thu 26 Nov.',
  })
  expect(controls.cardFailures).toMatchObject({ state: 'armed', used: '2', value: '3' })
})

test('switched off after the third, it is shown as tripped, and a person switches it on again', async () => {
  day('2026-11-26')
  await telco.run()
  const status = await staff().call(accountStatusEndpoints.readAccountStatus, at())
  expect(status.controls.cardFailures).toMatchObject({
    state: 'tripped',
    used: '3',
    since: '2026-11-26T01:00:00.000Z',
    explanation:
      'Automatic charges are switched off after 3 refusals in a row. Another card, or a person, switches them on again.',
  })
  expect(status.autoTopUp.state).toBe('tripped')
  const { items } = await staff().call(creditControlEndpoints.listTrippedControls)
  expect(items.map(({ control }) => control)).toContain('card-failures')
  expect((await customer().refusal(tryAutomaticCharge, at())).status).toBe(409)

  telco.bank.answers = ['takes']
  expect((await customer().call(switchOnAutomaticCharges, at())).state).toBe('ready')
  expect((await customer().refusal(switchOnAutomaticCharges, at())).status).toBe(409)
  const tried = await customer().call(tryAutomaticCharge, at())
  expect(tried).toMatchObject({ state: 'ready', refusals: 0, toppedUpInWeek: '50.00', next: [] })
  expect((await staff().call(accountStatusEndpoints.readAccountStatus, at())).autoTopUp.used).toBe('50.00')
})

test('a control that is released, or set anew, begins anew', async () => {
  for (const go of [
    () =>
      staff().call(creditControlEndpoints.releaseControl, {
        params: { ...at().params, control: 'card-failures' },
        body: { words: 'The bank has put it right.' },
      }),
    () =>
      staff().call(creditControlEndpoints.writeCreditControl, {
        ...at(),
        body: { cardFailures: { isOn: true, failures: 5 } },
      }),
  ]) {
    telco.bank.answers = [{ refuses: 'lost_card' }]
    await telco.spend(accountId, 50)
    await telco.run()
    expect((await customer().call(readAutomaticCharging, at())).state).toBe('stopped')
    expect((await go()).controls.cardFailures).toMatchObject({ state: 'armed', used: '0' })
    telco.bank.answers = ['takes']
    await telco.run()
  }
  expect(await telco.dollars(accountId)).toBe('50.00')
})

test('the history has each charge with its tries, and is the customer’s own', async () => {
  const { items, total } = await customer().call(listAutomaticCharges, { ...at(), query: { withTotal: 'true' } })
  expect(total).toBe(6)
  expect(items.map(({ state }) => state)).toEqual(['paid', 'given-up', 'paid', 'given-up', 'paid', 'given-up'])
  expect(items.at(-1)).toMatchObject({
    purpose: 'auto-top-up',
    amount: '50.00',
    endedWhy: 'There was not enough money on it: try again later, or pay with another card.',
    tries: [
      { no: 1, outcome: 'refused', at: '2026-11-23T01:00:00.000Z' },
      { no: 2, outcome: 'refused' },
      { no: 3, outcome: 'refused', at: '2026-11-26T01:00:00.000Z' },
    ],
  })
  const stranger = api.as({ role: 'customer-admin', accountId: accountId + 1000 })
  expect((await stranger.refusal(listAutomaticCharges, at())).status).toBe(404)
  expect((await api.as({ role: 'read-only' }).refusal(tryAutomaticCharge, at())).status).toBe(403)
  const user = api.as({ role: 'customer-user', accountId, numbers: [] })
  expect((await user.refusal(readAutomaticCharging, at())).status).toBe(403)
})

test('what is postpaid pays its invoices', async () => {
  await telco.pool.query(`UPDATE accounts SET payment_mode = 'postpaid' WHERE id = $1`, [accountId])
  await telco.set(accountId, { autoTopUp: { ...TOP_UP, isOn: false } })
  await expect(telco.set(accountId, { autoTopUp: TOP_UP })).rejects.toThrow('A top-up is for prepaid credit')
  expect(await telco.damage()).toEqual([])
})
