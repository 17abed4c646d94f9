import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createFakeStripe, type FakeStripe } from '#providers/payment-gateway/fake-stripe/fake-stripe.ts'
import type { FakeBooks } from '#providers/payment-gateway/fake-stripe/objects.ts'
import type { OpenGateway } from '#providers/payment-gateway/payment-gateway.ts'
import { createStripeGateway } from '#providers/payment-gateway/stripe-gateway.ts'
import { DEMO_RESELLER } from './set-up-demo.ts'

export const DEMO_SECRET_KEY = 'sk_test_demonstration'

/** The stand-in for a payment provider that the demonstration charges invented cards at. */
export interface DemoGateway {
  readonly stripe: FakeStripe
  readonly openGateway: OpenGateway
  /** Keeps what it knows for the next time, and closes it. */
  stop(): Promise<void>
}

/** @param port where its pages are to be; another where that is taken. */
export async function openDemoGateway(folder: string, port: number): Promise<DemoGateway> {
  const file = join(folder, 'payment-provider.json')
  const books = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as FakeBooks,
    () => undefined,
  )
  const account = { secretKey: DEMO_SECRET_KEY, id: 'acct_demonstration', name: DEMO_RESELLER }
  const open = (at: number): Promise<FakeStripe> =>
    createFakeStripe({ accounts: [{ ...account, ...(books !== undefined && { books }) }], port: at })
  const stripe = await open(port).catch(() => open(0))
  return {
    stripe,
    openGateway: (keys) => createStripeGateway(keys, { apiUrl: stripe.url }),
    stop: async () => {
      await writeFile(file, JSON.stringify(stripe.account(DEMO_SECRET_KEY).bank.books))
      await stripe.close()
    },
  }
}
