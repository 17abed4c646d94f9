import { formatDollars } from '#domain/money.ts'
import { chargeAfter, chargeStateOf, isSettled, type ChargeState, type PageState } from '#domain/payments/charge.ts'
import { explainDecline } from '#domain/payments/decline.ts'
import { methodName, type MethodKind } from '#domain/payments/payment-method.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation } from '#operations/operation.ts'
import type { GatewayCharge, HostedPage } from '#providers/payment-gateway/payment-gateway.ts'
import { lockCharge, type ChargeRow } from '#storage/queries/gateway-charges.ts'
import { updateCharge } from '#storage/tables/gateway-charges.ts'
import { answerAutomaticTry } from './automatic/answer-try.ts'
import { keepMethod } from './keep-method.ts'
import { postPayments } from './post-payments.ts'

/** What the gateway said of a charge when it was asked. */
export interface ChargeSaid {
  /** Of a charge that began on a page. */
  readonly page?: HostedPage | undefined
  /** The charge itself; undefined: nobody began to pay. */
  readonly charge?: GatewayCharge | undefined
  /** It would not hear of it: why. Or it never did, and nobody wants it any more. */
  readonly ended?: { readonly state: 'failed' | 'cancelled'; readonly code: string | null } | undefined
}

/**
 * Brings a charge to where the gateway says it is: in one transaction its state, and where the money came its payment, the
 * posting and the receipt. News that is old or was heard before changes nothing, so a charge is paid once, whoever hears of
 * it and how often.
 *
 * @returns whether anything changed.
 */
export const settleCharge = operation({
  name: 'gateway-charges.settle',
  permission: 'card-payments.settle',
  async run(context, input: { accountId: number; chargeId: bigint; said: ChargeSaid }): Promise<boolean> {
    const { db, now, audit, emit } = context
    const { accountId, chargeId, said } = input
    const account = await lockedAccount(db, accountId)
    const charge = await lockCharge(db, accountId, chargeId)
    if (charge === undefined) throw new ProblemError(problem('not_found', 'There is no such charge.'))
    const state = chargeAfter(charge.state, stateSaid(charge, said))
    const known = { ...factsOf(charge, said), askedAt: now }
    if (state === charge.state) {
      await updateCharge(db, charge, isSettled(state) ? { state } : { state, ...known })
      return false
    }
    const paidBy = said.charge?.method ? methodName(said.charge.method) : charge.paidBy
    const methodId = await methodToKeep(context, charge, said, state)
    const news = {
      ...known,
      state,
      paidBy,
      methodId,
      settledAt: isSettled(state) ? now : null,
      actionUrl: known.actionUrl,
    }
    const amount = formatDollars(charge.amountMicros, 2)
    const facts = { charge: String(chargeId), amount, purpose: charge.purpose, by: paidBy }
    audit({ subject: `account ${accountId}`, accountId, before: { state: charge.state }, after: { ...facts, state } })
    if (state !== 'succeeded') {
      const code = state === 'failed' ? (said.ended?.code ?? said.charge?.failureCode ?? 'generic_decline') : null
      await updateCharge(db, charge, { ...news, failureCode: code })
      if (state === 'failed' || state === 'cancelled')
        await answerAutomaticTry(context, { ...charge, state, failureCode: code })
      if (code !== null) {
        const { words, mayRetry } = explainDecline(code)
        const wasProcessing = charge.state === 'processing'
        const payload = { chargeId: String(chargeId), ...facts, currency: 'AUD', code, words, mayRetry, wasProcessing }
        emit({ type: 'gateway-charge.failed', accountId, payload })
      }
      return true
    }
    requireSameAmount(charge, said)
    const [paymentId] = await postPayments(context, [
      {
        accountId,
        timeZone: account.timeZone,
        amountMicros: charge.amountMicros,
        method: kindOf(charge, said) === 'becs' ? 'direct-debit' : 'card',
        reference: paidBy,
        note: charge.description,
        receivedAt: now,
      },
    ])
    if (paymentId === undefined) throw new Error('the payment was not posted')
    await updateCharge(db, charge, { ...news, failureCode: null, paymentId })
    await answerAutomaticTry(context, { ...charge, state, failureCode: null })
    return true
  },
})

function stateSaid({ onPage }: ChargeRow, { page, charge, ended }: ChargeSaid): ChargeState {
  if (ended !== undefined) return ended.state
  const pageState: PageState = page?.state ?? (onPage ? 'open' : 'none')
  if (charge !== undefined) return chargeStateOf(charge.state, pageState)
  return pageState === 'expired' ? 'cancelled' : 'sent'
}

/** What is written down of it whatever its state: where it is at the gateway, and where its holder goes on. */
function factsOf(charge: ChargeRow, { page, charge: said }: ChargeSaid) {
  return {
    intentId: said?.id ?? charge.intentId,
    ...(page !== undefined && { pageId: page.id, pageUrl: page.url }),
    actionUrl: said?.state === 'needs-action' ? said.actionUrl : null,
  }
}

/** What was typed on a page is kept where that was wished, once money comes of it or is on its way. */
async function methodToKeep(
  context: Parameters<typeof keepMethod>[0],
  { accountId, gatewayAccount, savesMethod, methodId }: ChargeRow,
  { charge }: ChargeSaid,
  state: ChargeState,
): Promise<number | null> {
  const method = charge?.method
  const isKept = savesMethod && (state === 'succeeded' || state === 'processing')
  if (!isKept || !method || method.customerId === null) return methodId
  return keepMethod(context, { accountId, gatewayAccount, method })
}

function kindOf(charge: ChargeRow, said: ChargeSaid): MethodKind | null {
  return said.charge?.method?.kind ?? charge.methodKind
}

/** A gateway that took another amount than it was asked for is a matter for people, and not for the ledger. */
function requireSameAmount({ id, amountMicros }: ChargeRow, { charge }: ChargeSaid): void {
  if (charge === undefined || charge.amountMicros === amountMicros) return
  const [asked, taken] = [formatDollars(amountMicros, 2), formatDollars(charge.amountMicros, 2)]
  throw new Error(`charge ${id}: asked for $${asked}, the gateway says it took $${taken}`)
}
