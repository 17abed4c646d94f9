import type { Stripe } from 'stripe'
import { micros, type Micros } from '#domain/money.ts'
import type { GatewayChargeState } from '#domain/payments/charge.ts'
import type { DisputeState } from '#domain/payments/dispute.ts'
import type { MethodKind } from '#domain/payments/payment-method.ts'
import type {
  GatewayAccount,
  GatewayCharge,
  GatewayDispute,
  GatewayEvent,
  GatewayMethod,
  GatewayRefund,
  HostedPage,
} from './payment-gateway.ts'

/** The field of Stripe's metadata that carries our key. */
export const KEY_FIELD = 'tollgate_key'

const CENT = 10_000n

/** Stripe counts Australian dollars in cents. */
export function toCents(amount: Micros): number {
  if (amount % CENT !== 0n) throw new RangeError(`${amount} micro-dollars are no whole cents`)
  return Number(amount / CENT)
}

function fromCents(cents: number): Micros {
  return micros(BigInt(cents) * CENT)
}

export const STRIPE_METHODS = { card: 'card', becs: 'au_becs_debit' } as const satisfies Record<MethodKind, string>

export function accountOf(account: Stripe.Account): GatewayAccount {
  const { capabilities = {}, business_profile: profile, settings } = account
  const methods: MethodKind[] = []
  if (capabilities.card_payments === 'active') methods.push('card')
  if (capabilities.au_becs_debit_payments === 'active') methods.push('becs')
  const name = profile?.name ?? settings?.dashboard.display_name ?? ''
  return { id: account.id, name, isLive: false, canCharge: account.charges_enabled, methods }
}

export function methodOf(method: Stripe.PaymentMethod): GatewayMethod | null {
  const shared = { id: method.id, customerId: idOf(method.customer) }
  const { card, au_becs_debit: becs } = method
  if (card !== undefined) {
    const { brand, last4, exp_month: expMonth, exp_year: expYear } = card
    return { ...shared, kind: 'card', brand, last4, expMonth, expYear, fingerprint: card.fingerprint ?? '' }
  }
  if (becs === undefined) return null
  const facts = { brand: '', last4: becs.last4 ?? '', expMonth: null, expYear: null }
  return { ...shared, kind: 'becs', ...facts, fingerprint: becs.fingerprint ?? '' }
}

export function pageOf(session: Stripe.Checkout.Session): HostedPage {
  const setup = typeof session.setup_intent === 'object' ? session.setup_intent : null
  return {
    id: session.id,
    key: session.metadata?.[KEY_FIELD],
    url: session.status === 'open' ? session.url : null,
    state: pageState(session.status),
    expiresAt: instant(session.expires_at),
    intentId: idOf(session.payment_intent),
    methodId: setup?.status === 'succeeded' ? idOf(setup.payment_method) : null,
  }
}

/** Stripe's lists of words are open: one nobody knows is taken for the most cautious. */
function pageState(status: string | null): HostedPage['state'] {
  return status === 'complete' || status === 'expired' ? status : 'open'
}

export function chargeOf(intent: Stripe.PaymentIntent): GatewayCharge {
  const error = intent.last_payment_error
  const method = typeof intent.payment_method === 'object' ? intent.payment_method : (error?.payment_method ?? null)
  return {
    id: intent.id,
    key: intent.metadata[KEY_FIELD],
    state: stateOf(intent),
    amountMicros: fromCents(intent.status === 'succeeded' ? intent.amount_received : intent.amount),
    failureCode: error === null ? null : (error.decline_code ?? error.code ?? null),
    actionUrl: intent.next_action?.redirect_to_url?.url ?? null,
    method: method === null ? null : methodOf(method),
  }
}

/** Without a method it waits for one: after a failed attempt it was declined. */
function stateOf({ status: word, last_payment_error: error }: Stripe.PaymentIntent): GatewayChargeState {
  const status: string = word
  if (status === 'succeeded' || status === 'processing') return status
  if (status === 'canceled') return 'cancelled'
  if (status === 'requires_action') return 'needs-action'
  return error === null ? 'open' : 'declined'
}

export function refundOf(refund: Stripe.Refund): GatewayRefund {
  return {
    id: refund.id,
    key: refund.metadata?.[KEY_FIELD],
    intentId: idOf(refund.payment_intent),
    state: refundState(refund.status),
    amountMicros: fromCents(refund.amount),
    failureCode: refund.failure_reason ?? null,
  }
}

function refundState(status: string | null): GatewayRefund['state'] {
  if (status === 'succeeded' || status === 'failed') return status
  return status === 'canceled' ? 'cancelled' : 'pending'
}

const DISPUTES: Readonly<Record<string, DisputeState>> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry',
  warning_closed: 'dropped',
  prevented: 'dropped',
  needs_response: 'needs-response',
  appeal_needs_response: 'needs-response',
  under_review: 'under-review',
  appeal_under_review: 'under-review',
  lost: 'lost',
  won: 'won',
}

export function disputeOf(dispute: Stripe.Dispute): GatewayDispute {
  const dueBy = dispute.evidence_details.due_by
  const fee = dispute.balance_transactions.reduce((all, transaction) => all + transaction.fee, 0)
  return {
    id: dispute.id,
    intentId: idOf(dispute.payment_intent),
    state: DISPUTES[dispute.status] ?? 'under-review',
    amountMicros: fromCents(dispute.amount),
    feeMicros: fromCents(Math.max(fee, 0)),
    reason: dispute.reason,
    respondBy: dueBy === null ? null : instant(dueBy),
    openedAt: instant(dispute.created),
  }
}

const KINDS: Readonly<Record<string, GatewayEvent['object']['kind']>> = {
  payment_intent: 'charge',
  'checkout.session': 'page',
  refund: 'refund',
  dispute: 'dispute',
  payment_method: 'method',
}

/** What happened, to which object; the object's state in it is as old as the event, and is not read. */
export function eventOf({ id, type, created, data }: Stripe.Event): GatewayEvent {
  const { object } = data as { readonly object: { readonly id?: string; readonly object?: string } }
  const kind = KINDS[object.object ?? ''] ?? 'other'
  return { id, type, at: instant(created), object: { kind, id: object.id ?? '' } }
}

/** The events that matter here; a webhook at Stripe is set up for these. Stripe lists at most twenty kinds at once. */
export const EVENT_KINDS = [
  'checkout.session.completed',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'payment_intent.succeeded',
  'payment_intent.processing',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'payment_intent.requires_action',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'payment_method.updated',
  'payment_method.automatically_updated',
  'payment_method.detached',
] as const

function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null
  return typeof reference === 'string' ? reference : reference.id
}

function instant(seconds: number): Date {
  return new Date(seconds * 1000)
}
