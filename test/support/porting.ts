import type { z } from 'zod'
import { portPreflightEndpoints } from '#contract/port-preflight.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { createTestApi, type TestApi, type TestClient } from './api.ts'
import { createTestTelco, type TestTelco } from './telco.ts'

type Port = z.input<typeof portsEndpoints.readPort.response>
type Asked = z.input<typeof portsEndpoints.requestPort.body>

/** The first number of another carrier's that nobody here has: Melbourne, from the range for fiction. */
const FIRST_FOREIGN = 61_370_105_000

/** Everything a request takes but its numbers, as it would be typed on Monday 7 September 2026. */
const COMPLETE_REQUEST = {
  losingCarrier: 'Example Telecom',
  losingAccountNumber: '200 145 889 3',
  holderName: 'Acacia Dental Pty Ltd',
  serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' },
  authorisedPerson: { name: 'Mia Marlow', position: 'Director' },
  authorisedOn: '2026-09-01',
  isActive: true,
} satisfies Partial<Asked>

export interface PortingTelco {
  readonly telco: TestTelco
  readonly api: TestApi
  readonly staff: TestClient
  readonly customer: TestClient
  readonly accountId: string
  /** A number nobody here has, another each time. */
  foreignNumber(): string
  request(asked?: Partial<Asked>, by?: TestClient): Promise<Port>
  read(portId: string, by?: TestClient): Promise<Port>
  /** Submits a port and takes it to where the losing carrier has it, validated where it is complex. */
  handOver(portId: string): Promise<Port>
  /** A new port taken to where the losing carrier has it; the clock does not move. */
  lodged(asked?: Partial<Asked>): Promise<Port>
  /** Every charge of the account for a port: what stands on the statement, and dollars ex GST. */
  charges(portId: string): Promise<readonly (readonly [description: string, dollars: number])[]>
  drop(): Promise<void>
}

/** Wattle Voice with its server, at Monday 7 September 2026, 10 am in Sydney. */
export async function createPortingTelco(): Promise<PortingTelco> {
  const telco = await createTestTelco()
  const api = await createTestApi(telco, telco.resellerId, new Date('2026-09-07T00:00:00Z'))
  const [account] = telco.accounts
  const accountId = String(account?.id)
  const staff = api.as({ role: 'support', name: 'Sam Example' })
  const customer = api.as({ role: 'customer-admin', name: 'Mia Marlow', accountId: Number(accountId) })
  let used = 0
  const foreignNumber = (): string => String(FIRST_FOREIGN + used++)
  const request: PortingTelco['request'] = (asked = {}, by = staff) =>
    by.call(portsEndpoints.requestPort, {
      params: { accountId },
      body: { numbers: [foreignNumber()], ...COMPLETE_REQUEST, ...asked },
    })
  const handOver: PortingTelco['handOver'] = async (portId) => {
    const params = { portId }
    if ((await staff.call(portsEndpoints.readPort, { params })).kind === 'mobile')
      await staff.call(portPreflightEndpoints.recordPortVerification, { params, body: { method: 'sms-code' } })
    const { kind } = await staff.call(portsEndpoints.submitPort, { params, body: {} })
    await staff.call(portsEndpoints.lodgePort, { params, body: {} })
    if (kind === 'complex') {
      await staff.call(portsEndpoints.askPortValidation, { params, body: {} })
      await staff.call(portsEndpoints.confirmPortValidation, { params, body: {} })
    }
    return staff.call(portsEndpoints.passOnPort, { params, body: {} })
  }
  return {
    telco,
    api,
    staff,
    customer,
    accountId,
    foreignNumber,
    request,
    read: (portId, by = staff) => by.call(portsEndpoints.readPort, { params: { portId } }),
    handOver,
    lodged: async (asked) => handOver((await request(asked)).id),
    charges: async (portId) => {
      const { rows } = await telco.pool.query<{ description: string; amount: bigint }>(
        `SELECT description, amount_micros AS amount FROM charges
          WHERE starts_with(source, 'port ' || $1 || ' ') ORDER BY id`,
        [portId],
      )
      return rows.map(({ description, amount }) => [description, Number(amount) / 1e6] as const)
    },
    drop: async () => {
      await api.close()
      await telco.drop()
    },
  }
}
