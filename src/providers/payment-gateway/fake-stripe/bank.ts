import { randomBytes } from 'node:crypto'
import {
  emptyBooks,
  shown,
  type FakeBooks,
  type FakeDispute,
  type FakeError,
  type FakeIntent,
  type FakeMethod,
  type FakeRefund,
} from './objects.ts'
import { missing } from './refusal.ts'
import { TEST_BANK_ACCOUNTS, TEST_CARDS } from './test-numbers.ts'

/** What a person typed on a page. The number is looked up in the list of test numbers and kept nowhere. */
export type Typed =
  | { readonly card: string; readonly expMonth: number; readonly expYear: number }
  | { readonly bankAccount: string }

/** What a dispute costs the merchant, in cents. */
const DISPUTE_FEE = 2500

/**
 * What goes on behind the API for one account: cards are tried, debits clear, banks take money back. Every change is told as
 * an event.
 */
export class FakeBank {
  readonly books: FakeBooks
  /** Codes the next charges are declined with, whatever the card. */
  readonly declines: string[] = []
  readonly #clock: () => Date
  readonly #tell: (event: { readonly id: string; readonly type: string }) => void
  readonly #pages: string

  /** @param pages where its pages are. @param tell is called with each event once it is in the books. */
  constructor(
    pages: string,
    clock: () => Date,
    tell: (event: { readonly id: string; readonly type: string }) => void,
    books: FakeBooks = emptyBooks(),
  ) {
    this.#pages = pages
    this.#clock = clock
    this.#tell = tell
    this.books = books
  }

  get now(): number {
    return Math.floor(this.#clock().getTime() / 1000)
  }

  /** What every object begins with. */
  head<Kind extends string>(
    prefix: string,
    object: Kind,
  ): { id: string; object: Kind; created: number; livemode: false } {
    return { id: `${prefix}_fake${randomBytes(9).toString('hex')}`, object, created: this.now, livemode: false }
  }

  record(type: string, object: unknown): void {
    const event = { ...this.head('evt', 'event'), type, api_version: 'fake', data: { object: shown(object) } }
    this.books.events.push(event)
    this.#tell(event)
  }

  intent(id: string): FakeIntent {
    const intent = this.books.intents[id]
    if (intent === undefined) throw missing('payment_intent', id)
    return intent
  }

  method(id: string): FakeMethod {
    const method = this.books.methods[id]
    if (method === undefined) throw missing('PaymentMethod', id)
    return method
  }

  dispute(id: string): FakeDispute {
    const dispute = this.books.disputes[id]
    if (dispute === undefined) throw missing('dispute', id)
    return dispute
  }

  refund(id: string): FakeRefund {
    const refund = this.books.refunds[id]
    if (refund === undefined) throw missing('refund', id)
    return refund
  }

  /** Makes a method of what was typed; undefined: no test number. */
  makeMethod(typed: Typed): FakeMethod | undefined {
    const method = 'card' in typed ? this.#makeCard(typed) : this.#makeBankAccount(typed.bankAccount)
    if (method !== undefined) this.books.methods[method.id] = method
    return method
  }

  #makeCard({ card, expMonth, expYear }: { card: string; expMonth: number; expYear: number }): FakeMethod | undefined {
    const known = TEST_CARDS[card]
    if (known === undefined) return undefined
    const { brand, behaviour } = known
    const facts = {
      brand,
      last4: card.slice(-4),
      exp_month: expMonth,
      exp_year: expYear,
      fingerprint: `fp_${card.slice(-4)}`,
    }
    return {
      ...this.head('pm', 'payment_method'),
      type: 'card',
      customer: null,
      card: facts,
      own_behaviour: behaviour,
      own_authenticated: false,
    }
  }

  #makeBankAccount(number: string): FakeMethod | undefined {
    const behaviour = TEST_BANK_ACCOUNTS[number]
    if (behaviour === undefined) return undefined
    const last4 = number.slice(-4)
    return {
      ...this.head('pm', 'payment_method'),
      type: 'au_becs_debit',
      customer: null,
      au_becs_debit: { bsb_number: '000000', last4, fingerprint: `fp_becs_${last4}` },
      own_behaviour: behaviour,
      own_authenticated: true,
    }
  }

  /** Whether a card can be stored at all, and by whom it has to be approved. */
  storing(method: FakeMethod): 'stored' | 'ask' | FakeError {
    const [how = '', code = ''] = method.own_behaviour.split(':')
    if (how === 'decline') return declineError(code, method)
    return how === 'ask-once' || how === 'ask' ? 'ask' : 'stored'
  }

  /** Tries a charge with a method. @param isHolderThere: else nobody can approve. */
  attempt(intent: FakeIntent, method: FakeMethod, isHolderThere: boolean): void {
    intent.payment_method = method.id
    intent.next_action = null
    const refusal = this.#refusalOf(method, isHolderThere)
    if (refusal !== undefined) this.#fail(intent, refusal, method)
    else if (method.type === 'au_becs_debit') this.#move(intent, 'processing', 'payment_intent.processing')
    else if (this.#asks(method, isHolderThere)) {
      const url = `${this.#pages}/authenticate/${intent.id}`
      const redirect = { url, return_url: intent.own_return_url ?? url }
      intent.next_action = { type: 'redirect_to_url', redirect_to_url: redirect }
      this.#move(intent, 'requires_action', 'payment_intent.requires_action')
    } else this.#succeed(intent)
  }

  #asks({ own_behaviour, own_authenticated }: FakeMethod, isHolderThere: boolean): boolean {
    return isHolderThere && (own_behaviour === 'ask' || (own_behaviour === 'ask-once' && !own_authenticated))
  }

  #refusalOf(method: FakeMethod, isHolderThere: boolean): string | undefined {
    const forced = this.declines.shift()
    if (forced !== undefined) return forced
    const { card, own_behaviour, own_authenticated } = method
    const today = new Date(this.now * 1000)
    const month = today.getUTCFullYear() * 12 + today.getUTCMonth() + 1
    if (card !== undefined && card.exp_year * 12 + card.exp_month < month) return 'expired_card'
    const [how = '', code = ''] = own_behaviour.split(':')
    if (how === 'decline' || how === 'decline-later') return code
    if (isHolderThere) return undefined
    return how === 'ask' || (how === 'ask-once' && !own_authenticated) ? 'authentication_required' : undefined
  }

  /** Its holder approved a charge, or did not. */
  answerHolder(intent: FakeIntent, approves: boolean): void {
    if (intent.status !== 'requires_action' || intent.payment_method === null) return
    const method = this.method(intent.payment_method)
    intent.next_action = null
    if (!approves) return this.#fail(intent, 'payment_intent_authentication_failure', method)
    method.own_authenticated = true
    this.#succeed(intent)
  }

  /** A direct debit comes to its end after some business days: by its account number, or as told. */
  finishDebit(intentId: string, code?: string): void {
    const intent = this.intent(intentId)
    if (intent.status !== 'processing' || intent.payment_method === null) return
    const method = this.method(intent.payment_method)
    const [how = '', own = ''] = method.own_behaviour.split(':')
    const failure = code ?? (how === 'fail' ? own : undefined)
    if (failure === undefined) this.#succeed(intent)
    else this.#fail(intent, failure, method)
  }

  cancel(intent: FakeIntent): void {
    intent.next_action = null
    this.#move(intent, 'canceled', 'payment_intent.canceled')
  }

  #succeed(intent: FakeIntent): void {
    intent.amount_received = intent.amount
    intent.last_payment_error = null
    if (intent.setup_future_usage !== null && intent.payment_method !== null && intent.customer !== null)
      this.method(intent.payment_method).customer = intent.customer
    this.#move(intent, 'succeeded', 'payment_intent.succeeded')
  }

  #fail(intent: FakeIntent, code: string, method: FakeMethod): void {
    intent.payment_method = null
    intent.last_payment_error = declineError(code, method)
    this.#move(intent, 'requires_payment_method', 'payment_intent.payment_failed')
  }

  #move(intent: FakeIntent, status: FakeIntent['status'], event: string): void {
    intent.status = status
    this.record(event, intent)
  }

  /** What a charge has left to give back, in cents. */
  left(intent: FakeIntent): number {
    const back = Object.values(this.books.refunds).filter(
      ({ payment_intent: id, status }) => id === intent.id && status !== 'failed' && status !== 'canceled',
    )
    return intent.amount_received - back.reduce((all, { amount }) => all + amount, 0)
  }

  /** The bank refuses a refund it was given. */
  failRefund(refundId: string, reason = 'lost_or_stolen_card'): void {
    const refund = this.refund(refundId)
    refund.status = 'failed'
    refund.failure_reason = reason
    this.record('refund.failed', refund)
  }

  /** The holder's bank takes a charge back. `isInquiry`: it only asks. */
  openDispute(
    intentId: string,
    {
      reason = 'fraudulent',
      amount,
      isInquiry = false,
    }: { reason?: string; amount?: number; isInquiry?: boolean } = {},
  ): string {
    const intent = this.intent(intentId)
    const disputed = amount ?? intent.amount_received
    const dispute: FakeDispute = {
      ...this.head('du', 'dispute'),
      amount: disputed,
      currency: 'aud',
      payment_intent: intent.id,
      reason,
      status: isInquiry ? 'warning_needs_response' : 'needs_response',
      evidence_details: { due_by: this.now + 9 * 86_400 },
      balance_transactions: isInquiry ? [] : [{ amount: -disputed, fee: DISPUTE_FEE }],
    }
    this.books.disputes[dispute.id] = dispute
    this.record('charge.dispute.created', dispute)
    if (!isInquiry) this.record('charge.dispute.funds_withdrawn', dispute)
    return dispute.id
  }

  closeDispute(disputeId: string, status: 'won' | 'lost' | 'warning_closed'): void {
    const dispute = this.dispute(disputeId)
    dispute.status = status
    if (status === 'won') dispute.balance_transactions.push({ amount: dispute.amount, fee: 0 })
    this.record('charge.dispute.closed', dispute)
    if (status === 'won') this.record('charge.dispute.funds_reinstated', dispute)
  }

  /** The bank sent its holder a new card, or the card is over. */
  renewCard(methodId: string, expMonth: number, expYear: number): void {
    const method = this.method(methodId)
    if (method.card === undefined) return
    method.card.exp_month = expMonth
    method.card.exp_year = expYear
    this.record('payment_method.automatically_updated', method)
  }
}

const DECLINES_OF_THEIR_OWN = [
  'expired_card',
  'incorrect_cvc',
  'processing_error',
  'authentication_required',
  'payment_intent_authentication_failure',
  'account_closed',
  'no_account',
  'debit_not_authorized',
]

function declineError(code: string, method: FakeMethod): FakeError {
  const isOwn = DECLINES_OF_THEIR_OWN.includes(code)
  const words = { type: 'card_error', message: 'Your card was declined.', payment_method: method } as const
  return isOwn ? { ...words, code } : { ...words, code: 'card_declined', decline_code: code }
}
