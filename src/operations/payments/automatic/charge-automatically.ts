import { systemActor } from '#domain/access/actor.ts'
import type { TopUpDecision } from '#domain/credit-control/decide-top-up.ts'
import { describeProblem, ProblemError } from '#domain/problem.ts'
import { perform } from '#operations/operation.ts'
import { chargeStoredMethod } from '#operations/payments/charge-stored-method.ts'
import type { PaymentTools } from '#operations/payments/gateway-tools.ts'
import type { BetweenSteps } from '#operations/payments/pursue-charge.ts'
import { listDueAccounts, listLostTries, listLowAccounts } from '#storage/queries/automatic-charges.ts'
import { listGatewayResellers } from '#storage/queries/payment-gateways.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { answerUnsentTry } from './answer-try.ts'
import { beginAutomaticTry, type BegunTry } from './begin-try.ts'
import { planTopUp } from './plan-top-up.ts'

/** An account, and whose it is. */
export interface ChargedPlace {
  readonly resellerId: number
  readonly accountId: number
}

export interface AutomaticReport {
  /** Charges sent to a gateway. */
  readonly sent: number
  readonly failures: readonly { readonly accountId: number; readonly reason: string }[]
}

/** Accounts whose charges are under way at the same moment: a gateway answers in a second or two. */
const AT_ONCE = 4

/** A try that was begun so lately is still in somebody's hands. */
const IN_HAND_MS = 60_000

/**
 * Charges every account whose balance is below its threshold, and whatever was planned and is due. May be run as often as one
 * likes, two at once, and again after it was killed: for one reason an account is charged once. For the timetable.
 */
export async function chargeAutomatically(tools: PaymentTools): Promise<AutomaticReport> {
  const failures: AutomaticReport['failures'][number][] = []
  let sent = 0
  for (const resellerId of await listGatewayResellers(tools.pool)) {
    const now = tools.clock()
    const { lost, accountIds } = await readAsTenant(tools.pool, { resellerId }, async (db) => ({
      lost: await listLostTries(db, new Date(now.getTime() - IN_HAND_MS)),
      accountIds: [...new Set([...(await listDueAccounts(db, now)), ...(await listLowAccounts(db, now))])],
    }))
    const work = [
      ...lost.map((begun) => ({ accountId: begun.accountId, run: () => send(tools, { ...begun, resellerId }) })),
      ...accountIds.map((accountId) => ({
        accountId,
        run: async () => {
          sent += await chargeAccount(tools, { resellerId, accountId })
        },
      })),
    ]
    const worker = async (): Promise<void> => {
      for (let one = work.shift(); one !== undefined; one = work.shift()) {
        const { accountId, run } = one
        await run().catch((error: unknown) => failures.push({ accountId, reason: reasonOf(error) }))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  }
  return { sent, failures }
}

/**
 * Tops an account up where its balance is below its threshold. May be called from anywhere and often, whenever a balance fell:
 * two at once charge once.
 *
 * @param between is called between the steps of a charge: tests break off there.
 * @returns 'charge' where it was charged now, else why not.
 */
export async function topUpIfLow(
  tools: PaymentTools,
  place: ChargedPlace,
  between?: BetweenSteps,
): Promise<TopUpDecision> {
  const decision = await plan(tools, place)
  if (decision.is === 'charge') await sendDue(tools, place, between)
  return decision
}

/** Sends what of an account is due, and tops it up where its balance is low. Returns how many charges were sent. */
export async function chargeAccount(tools: PaymentTools, place: ChargedPlace): Promise<number> {
  // Bills first: what they take is what a top-up then has to bring back.
  const bills = await sendDue(tools, place)
  const { is } = await plan(tools, place)
  return bills + (is === 'charge' ? await sendDue(tools, place) : 0)
}

async function plan(tools: PaymentTools, { resellerId, accountId }: ChargedPlace): Promise<TopUpDecision> {
  const request = { actor: systemActor(resellerId), input: { accountId }, now: tools.clock(), origin: 'timetable' }
  return perform(tools.pool, planTopUp, request, (decision) => decision)
}

/** Sends what of an account is planned and due, one after the other. Returns how many were sent. */
async function sendDue(
  tools: PaymentTools,
  { resellerId, accountId }: ChargedPlace,
  between?: BetweenSteps,
): Promise<number> {
  for (let sent = 0; ; sent += 1) {
    const request = { actor: systemActor(resellerId), input: { accountId }, now: tools.clock(), origin: 'timetable' }
    const begun = await perform(tools.pool, beginAutomaticTry, request, (one) => one)
    if (begun === undefined) return sent
    await send(tools, { ...begun, resellerId, accountId }, between)
  }
}

/** What comes of it is written down with the charge: now, or when the gateway or the bank says so. */
async function send(
  tools: PaymentTools,
  { resellerId, accountId, amountMicros, purpose, key }: Omit<BegunTry, 'chargeNo'> & ChargedPlace,
  between?: BetweenSteps,
): Promise<void> {
  try {
    await chargeStoredMethod(tools, { resellerId, accountId, amountMicros, purpose, key }, between)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const input = { accountId, key, why: error.problems.map(({ message }) => message).join(' ') }
    const request = { actor: systemActor(resellerId), input, now: tools.clock(), origin: 'timetable' }
    await perform(tools.pool, answerUnsentTry, request, () => undefined)
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ProblemError) return error.problems.map(describeProblem).join(' ')
  return error instanceof Error ? error.message : String(error)
}
