import type { FakeBank } from './bank.ts'
import { nestedOf, textOf, textsOf, type Parameters } from './form-body.ts'
import type { FakeCustomer, FakeIntent, FakeRefund, FakeSession } from './objects.ts'
import { invalid, missing, Refusal } from './refusal.ts'

/** A request of the API, as it was understood. */
export interface ApiCall {
  readonly bank: FakeBank
  readonly account: FakeAccountWords
  /** What stands in the path in place of `{id}`. */
  readonly id: string
  readonly given: Parameters
  /** Where its pages are. */
  readonly pages: string
}

/** Who the account belongs to. */
export interface FakeAccountWords {
  readonly id: string
  readonly name: string
  readonly methods: readonly ('card' | 'becs')[]
}

interface Endpoint {
  readonly method: 'GET' | 'POST'
  readonly path: RegExp
  /** The parameters it takes; another one is refused, as Stripe refuses it. */
  readonly takes: readonly string[]
  readonly answer: (call: ApiCall) => unknown
}

const ID = '([A-Za-z0-9_]+)'
const LISTS = ['limit', 'starting_after', 'ending_before', 'expand', 'created']

/** The part of Stripe's API that Tollgate uses. */
const ENDPOINTS: readonly Endpoint[] = [
  get('account', [], ({ account: { id, name, methods } }) => ({
    id,
    object: 'account',
    country: 'AU',
    default_currency: 'aud',
    charges_enabled: true,
    business_profile: { name },
    settings: { dashboard: { display_name: name } },
    capabilities: {
      card_payments: methods.includes('card') ? 'active' : 'inactive',
      au_becs_debit_payments: methods.includes('becs') ? 'active' : 'inactive',
    },
  })),
  get('balance', [], () => ({ object: 'balance', livemode: false, available: [], pending: [] })),
  post('customers', ['name', 'email', 'metadata'], createCustomer),
  post(
    'checkout/sessions',
    [
      'mode',
      'currency',
      'customer',
      'allowed_payment_method_types',
      'line_items',
      'payment_intent_data',
      'success_url',
      'cancel_url',
      'metadata',
    ],
    createSession,
  ),
  get(`checkout/sessions/${ID}`, ['expand'], ({ bank, id, given }) => withSetup(bank, sessionOf(bank, id), given)),
  post(`checkout/sessions/${ID}/expire`, [], ({ bank, id }) => {
    const session = sessionOf(bank, id)
    if (session.status !== 'open') throw invalid(`This session is ${session.status} and cannot be expired.`)
    expireSession(bank, session)
    return session
  }),
  get('payment_intents', [...LISTS, 'customer'], ({ bank, given }) =>
    listOf(
      Object.values(bank.books.intents)
        .filter(({ customer }) => customer === (textOf(given, 'customer') ?? customer))
        .map((intent) => ({ ...intent, ...withMethod(bank, intent, true) })),
      given,
      'payment_intents',
    ),
  ),
  post(
    'payment_intents',
    [
      'amount',
      'currency',
      'customer',
      'payment_method',
      'allowed_payment_method_types',
      'confirm',
      'description',
      'metadata',
      'off_session',
      'automatic_payment_methods',
      'return_url',
      'statement_descriptor_suffix',
      'expand',
    ],
    createIntent,
  ),
  get(`payment_intents/${ID}`, ['expand'], ({ bank, id, given }) =>
    withMethod(bank, bank.intent(id), Object.values(textsOf(given, 'expand')).includes('payment_method')),
  ),
  post(`payment_intents/${ID}/cancel`, [], ({ bank, id }) => {
    const intent = bank.intent(id)
    if (!intent.status.startsWith('requires_')) {
      const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`
      throw invalid(message, { code: 'payment_intent_unexpected_state' })
    }
    bank.cancel(intent)
    return intent
  }),
  post('refunds', ['payment_intent', 'amount', 'metadata'], createRefund),
  get('refunds', [...LISTS, 'payment_intent'], ({ bank, given }) =>
    listOf(
      Object.values(bank.books.refunds).filter(
        ({ payment_intent: id }) => id === (textOf(given, 'payment_intent') ?? id),
      ),
      given,
      'refunds',
    ),
  ),
  get(`refunds/${ID}`, [], ({ bank, id }) => bank.refund(id)),
  get(`disputes/${ID}`, [], ({ bank, id }) => bank.dispute(id)),
  get(`payment_methods/${ID}`, [], ({ bank, id }) => bank.method(id)),
  post(`payment_methods/${ID}/detach`, [], ({ bank, id }) => {
    const method = bank.method(id)
    if (method.customer === null) throw invalid('The payment method you provided is not attached to a customer.')
    method.customer = null
    bank.record('payment_method.detached', method)
    return method
  }),
  get('events', [...LISTS, 'types'], ({ bank, given }) => {
    const types = Object.values(textsOf(given, 'types'))
    if (types.length > 20) throw invalid('You may specify at most 20 types.', { param: 'types' })
    const events = bank.books.events.filter(({ type }) => types.length === 0 || types.includes(type))
    return listOf(events, given, 'events')
  }),
]

/**
 * Answers a request below /v1, or throws the Refusal Stripe would answer with.
 *
 * @param path without `/v1/`.
 */
export function answerCall(method: string, path: string, call: Omit<ApiCall, 'id'>): unknown {
  for (const endpoint of ENDPOINTS) {
    const found = endpoint.path.exec(path)
    if (found === null || endpoint.method !== method) continue
    const unknown = Object.keys(call.given).find((name) => !endpoint.takes.includes(name))
    if (unknown !== undefined) {
      throw invalid(`Received unknown parameter: ${unknown}`, { code: 'parameter_unknown', param: unknown })
    }
    return endpoint.answer({ ...call, id: found[1] ?? '' })
  }
  const message = `Unrecognized request URL (${method}: /v1/${path}). This stand-in has what Tollgate uses, and no more.`
  throw new Refusal(404, { type: 'invalid_request_error', message })
}

/** A page nobody will come back to. */
export function expireSession(bank: FakeBank, session: FakeSession): void {
  session.status = 'expired'
  session.url = null
  bank.record('checkout.session.expired', session)
}

function get(path: string, takes: readonly string[], answer: Endpoint['answer']): Endpoint {
  return { method: 'GET', path: new RegExp(`^${path}$`), takes, answer }
}

function post(path: string, takes: readonly string[], answer: Endpoint['answer']): Endpoint {
  return { method: 'POST', path: new RegExp(`^${path}$`), takes: [...takes, 'expand'], answer }
}

function createCustomer({ bank, given }: ApiCall): FakeCustomer {
  const words = { name: textOf(given, 'name') ?? null, email: textOf(given, 'email') ?? null }
  const customer = { ...bank.head('cus', 'customer'), ...words, metadata: textsOf(given, 'metadata') }
  bank.books.customers[customer.id] = customer
  return customer
}

function createSession({ bank, given, pages }: ApiCall): FakeSession {
  const mode = textOf(given, 'mode')
  if (mode !== 'setup' && mode !== 'payment') throw invalid('Invalid mode', { param: 'mode' })
  const customer = requireCustomer(bank, given)
  const item = nestedOf(nestedOf(given, 'line_items'), '0')
  const price = nestedOf(item, 'price_data')
  const head = bank.head('cs_test', 'checkout.session')
  const setup = mode === 'setup' ? { ...bank.head('seti', 'setup_intent'), customer } : undefined
  if (setup !== undefined)
    bank.books.setups[setup.id] = { ...setup, status: 'requires_payment_method', payment_method: null }
  const session: FakeSession = {
    ...head,
    mode,
    customer,
    payment_method_types: Object.values(textsOf(given, 'allowed_payment_method_types')),
    amount_total: mode === 'payment' ? wholeNumber(price, 'unit_amount') : null,
    currency: 'aud',
    status: 'open',
    payment_status: mode === 'payment' ? 'unpaid' : 'no_payment_required',
    url: `${pages}/pay/${head.id}`,
    expires_at: bank.now + 86_400,
    payment_intent: null,
    setup_intent: setup?.id ?? null,
    success_url: required(given, 'success_url'),
    cancel_url: required(given, 'cancel_url'),
    metadata: textsOf(given, 'metadata'),
    own_item: textOf(nestedOf(price, 'product_data'), 'name') ?? '',
    own_intent_data: nestedOf(given, 'payment_intent_data'),
  }
  bank.books.sessions[session.id] = session
  return session
}

function createIntent({ bank, given }: ApiCall): unknown {
  const amount = wholeNumber(given, 'amount')
  if (amount < 50) throw invalid('Amount must be at least $0.50 aud', { code: 'amount_too_small', param: 'amount' })
  const customer = requireCustomer(bank, given)
  const method = bank.method(required(given, 'payment_method'))
  if (method.customer !== customer) {
    const message = `The customer does not have a payment method with the ID ${method.id}.`
    throw invalid(message, { param: 'payment_method' })
  }
  const isOffSession = textOf(given, 'off_session') === 'true'
  const intent: FakeIntent = {
    ...bank.head('pi', 'payment_intent'),
    amount,
    amount_received: 0,
    currency: 'aud',
    customer,
    description: textOf(given, 'description') ?? null,
    metadata: textsOf(given, 'metadata'),
    payment_method: null,
    payment_method_types: Object.values(textsOf(given, 'allowed_payment_method_types')),
    status: 'requires_payment_method',
    last_payment_error: null,
    next_action: null,
    setup_future_usage: null,
    statement_descriptor_suffix: textOf(given, 'statement_descriptor_suffix') ?? null,
    own_return_url: textOf(given, 'return_url') ?? null,
  }
  bank.books.intents[intent.id] = intent
  bank.attempt(intent, method, !isOffSession)
  const { last_payment_error: error } = intent
  if (error !== null) throw new Refusal(402, { ...error, payment_intent: intent })
  return withMethod(bank, intent, true)
}

function createRefund({ bank, given }: ApiCall): FakeRefund {
  const intent = bank.intent(required(given, 'payment_intent'))
  const left = bank.left(intent)
  const amount = textOf(given, 'amount') === undefined ? left : wholeNumber(given, 'amount')
  if (intent.status !== 'succeeded') throw invalid('This PaymentIntent does not have a successful charge to refund.')
  const isDisputed = Object.values(bank.books.disputes).some(
    ({ payment_intent: id, status }) => id === intent.id && (status === 'needs_response' || status === 'lost'),
  )
  if (isDisputed)
    throw invalid('This charge has been charged back and cannot be refunded.', { code: 'charge_disputed' })
  if (left === 0) throw invalid('The charge has already been refunded.', { code: 'charge_already_refunded' })
  if (amount > left)
    throw invalid(`Refund amount ($${amount / 100}) is greater than unrefunded amount on charge ($${left / 100})`)
  const refund: FakeRefund = {
    ...bank.head('re', 'refund'),
    amount,
    currency: 'aud',
    payment_intent: intent.id,
    status: intent.payment_method_types[0] === 'au_becs_debit' ? 'pending' : 'succeeded',
    metadata: textsOf(given, 'metadata'),
  }
  bank.books.refunds[refund.id] = refund
  bank.record('refund.created', refund)
  return refund
}

function sessionOf(bank: FakeBank, id: string): FakeSession {
  const session = bank.books.sessions[id]
  if (session === undefined) throw missing('checkout.session', id)
  return session
}

function withSetup(bank: FakeBank, session: FakeSession, given: Parameters): unknown {
  const setup = session.setup_intent === null ? null : bank.books.setups[session.setup_intent]
  const isWanted = Object.values(textsOf(given, 'expand')).includes('setup_intent')
  return isWanted && setup ? { ...session, setup_intent: setup } : session
}

function withMethod(bank: FakeBank, intent: FakeIntent, isWanted: boolean): object {
  const method = intent.payment_method === null ? undefined : bank.books.methods[intent.payment_method]
  return isWanted && method !== undefined ? { ...intent, payment_method: method } : intent
}

/** A page of a list, the newest first. */
function listOf(
  items: readonly { readonly id: string; readonly created: number }[],
  given: Parameters,
  path: string,
): unknown {
  const since = Number(textOf(nestedOf(given, 'created'), 'gte') ?? 0)
  const limit = Number(textOf(given, 'limit') ?? 10)
  if (limit < 1 || limit > 100) throw invalid('Invalid limit: must be between 1 and 100', { param: 'limit' })
  const newestFirst = items.filter(({ created }) => created >= since).toReversed()
  const after = newestFirst.findIndex(({ id }) => id === textOf(given, 'starting_after'))
  const rest = newestFirst.slice(after + 1)
  return { object: 'list', url: `/v1/${path}`, has_more: rest.length > limit, data: rest.slice(0, limit) }
}

function requireCustomer(bank: FakeBank, given: Parameters): string {
  const id = required(given, 'customer')
  if (bank.books.customers[id] === undefined) throw missing('customer', id)
  return id
}

function required(given: Parameters, name: string): string {
  const value = textOf(given, name)
  if (value === undefined || value === '')
    throw invalid(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name })
  return value
}

function wholeNumber(given: Parameters, name: string): number {
  const text = required(given, name)
  if (!/^\d{1,9}$/.test(text))
    throw invalid(`Invalid integer: ${text}`, { code: 'parameter_invalid_integer', param: name })
  return Number(text)
}
