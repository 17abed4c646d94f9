import { micros } from '#domain/money.ts'
import type { MethodKind } from '#domain/payments/payment-method.ts'
import { GatewayError, type GatewayCharge, type PaymentGateway } from '#providers/payment-gateway/payment-gateway.ts'

/**
 * What a bank does with a charge: takes the money, refuses with a code, has it for days (a direct debit), does not answer, or
 * does not know who asks.
 */
export type BankAnswer = 'takes' | 'processing' | 'unreachable' | 'keys' | { readonly refuses: string }

/** A gateway of a test's own: charges stored methods, and nothing else. */
export interface TestBank {
  readonly gateway: PaymentGateway
  /** What it does with the next charges, the last of them with all further ones. */
  answers: readonly BankAnswer[]
  /** Cents it was asked for, each charge once however often it was asked. */
  readonly asked: number[]
  /** Cents it took. */
  readonly taken: number[]
  /** A direct debit comes to its end. */
  settle(intentId: string, end: 'succeeded' | { readonly refuses: string }): void
}

export function createTestBank(): TestBank {
  const byKey = new Map<string, GatewayCharge>()
  const byId = new Map<string, GatewayCharge>()
  const keep = (charge: GatewayCharge): GatewayCharge => {
    byId.set(charge.id, charge)
    if (charge.key !== undefined) byKey.set(charge.key, charge)
    return charge
  }
  const bank: TestBank = {
    answers: ['takes'],
    asked: [],
    taken: [],
    settle: (intentId, end) => {
      const charge = byId.get(intentId)
      if (charge === undefined) throw new RangeError(`no charge ${intentId}`)
      if (end === 'succeeded') bank.taken.push(Number(charge.amountMicros / 10_000n))
      keep({ ...charge, ...(end === 'succeeded' ? { state: end } : { state: 'declined', failureCode: end.refuses }) })
    },
    gateway: {
      ...NOTHING_ELSE,
      chargeStored: (request) => {
        const known = byKey.get(request.key)
        if (known !== undefined) return Promise.resolve(known)
        const [answer = 'takes', ...others] = bank.answers
        if (others.length > 0) bank.answers = others
        if (answer === 'unreachable' || answer === 'keys') return Promise.reject(new GatewayError(answer, 'no answer'))
        const { key, kind, methodId, customerId } = request
        const cents = Number(request.amountMicros / 10_000n)
        bank.asked.push(cents)
        if (answer === 'takes') bank.taken.push(cents)
        const charge: GatewayCharge = {
          id: `pi_${byId.size + 1}`,
          key,
          state: typeof answer === 'object' ? 'declined' : answer === 'takes' ? 'succeeded' : 'processing',
          amountMicros: micros(request.amountMicros),
          failureCode: typeof answer === 'object' ? answer.refuses : null,
          actionUrl: null,
          method: { ...methodFacts(kind), id: methodId, fingerprint: methodId, customerId },
        }
        return Promise.resolve(keep(charge))
      },
      readCharge: (id) => {
        const charge = byId.get(id)
        return charge === undefined ? Promise.reject(new GatewayError('missing', id)) : Promise.resolve(charge)
      },
      findCharge: ({ key }) => Promise.resolve(byKey.get(key)),
    },
  }
  return bank
}

/** As the bank has them. */
export function methodFacts(kind: MethodKind) {
  return kind === 'card'
    ? { kind, brand: 'visa', last4: '4242', expMonth: 3, expYear: 2028 }
    : { kind, brand: '', last4: '3456', expMonth: null, expYear: null }
}

const refuse = () => Promise.reject(new GatewayError('refused', 'a test’s bank does not do this'))

const NOTHING_ELSE: PaymentGateway = {
  readAccount: refuse,
  createCustomer: refuse,
  startSetup: refuse,
  startPayment: refuse,
  readPage: refuse,
  expirePage: refuse,
  chargeStored: refuse,
  readCharge: refuse,
  findCharge: refuse,
  cancelCharge: refuse,
  refund: refuse,
  readRefund: refuse,
  listRefunds: refuse,
  readDispute: refuse,
  readMethod: refuse,
  detachMethod: refuse,
  listEvents: () => Promise.resolve([]),
  readWebhook: () => undefined,
}
