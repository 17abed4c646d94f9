/** The objects of the stand-in, in the form Stripe's API shows them; what begins with `own_` never leaves it. */

export interface FakeCustomer {
  readonly id: string
  readonly object: 'customer'
  readonly created: number
  readonly livemode: boolean
  readonly name: string | null
  readonly email: string | null
  readonly metadata: Record<string, string>
}

export interface FakeMethod {
  readonly id: string
  readonly object: 'payment_method'
  readonly created: number
  readonly livemode: boolean
  readonly type: 'card' | 'au_becs_debit'
  customer: string | null
  readonly card?: { brand: string; last4: string; exp_month: number; exp_year: number; fingerprint: string }
  readonly au_becs_debit?: { bsb_number: string; last4: string; fingerprint: string }
  /** How the test number it was made from behaves. */
  readonly own_behaviour: string
  /** Its holder approved it once. */
  own_authenticated: boolean
}

export interface FakeError {
  readonly type: 'card_error' | 'invalid_request_error'
  readonly code: string
  readonly decline_code?: string
  readonly message: string
  readonly payment_method?: FakeMethod
}

export interface FakeIntent {
  readonly id: string
  readonly object: 'payment_intent'
  readonly created: number
  readonly livemode: boolean
  readonly amount: number
  amount_received: number
  readonly currency: string
  readonly customer: string | null
  readonly description: string | null
  readonly metadata: Record<string, string>
  payment_method: string | null
  readonly payment_method_types: readonly string[]
  status: 'requires_payment_method' | 'requires_action' | 'processing' | 'succeeded' | 'canceled'
  last_payment_error: FakeError | null
  next_action: {
    readonly type: 'redirect_to_url'
    readonly redirect_to_url: { url: string; return_url: string }
  } | null
  readonly setup_future_usage: string | null
  readonly statement_descriptor_suffix: string | null
  /** Where its holder goes after approving. */
  own_return_url: string | null
}

export interface FakeSetupIntent {
  readonly id: string
  readonly object: 'setup_intent'
  readonly created: number
  readonly livemode: boolean
  readonly customer: string
  status: 'requires_payment_method' | 'succeeded'
  payment_method: string | null
}

export interface FakeSession {
  readonly id: string
  readonly object: 'checkout.session'
  readonly created: number
  readonly livemode: boolean
  readonly mode: 'setup' | 'payment'
  readonly customer: string
  readonly payment_method_types: readonly string[]
  readonly amount_total: number | null
  readonly currency: string
  status: 'open' | 'complete' | 'expired'
  payment_status: 'paid' | 'unpaid' | 'no_payment_required'
  url: string | null
  readonly expires_at: number
  payment_intent: string | null
  setup_intent: string | null
  readonly success_url: string
  readonly cancel_url: string
  readonly metadata: Record<string, string>
  readonly own_item: string
  readonly own_intent_data: Readonly<Record<string, unknown>>
}

export interface FakeRefund {
  readonly id: string
  readonly object: 'refund'
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly payment_intent: string
  status: 'pending' | 'succeeded' | 'failed' | 'canceled'
  failure_reason?: string
  readonly metadata: Record<string, string>
}

export interface FakeDispute {
  readonly id: string
  readonly object: 'dispute'
  readonly created: number
  readonly livemode: boolean
  readonly amount: number
  readonly currency: string
  readonly payment_intent: string
  readonly reason: string
  status: 'needs_response' | 'under_review' | 'won' | 'lost' | 'warning_needs_response' | 'warning_closed'
  readonly evidence_details: { readonly due_by: number }
  balance_transactions: { readonly amount: number; readonly fee: number }[]
}

export interface FakeEvent {
  readonly id: string
  readonly object: 'event'
  readonly created: number
  readonly livemode: boolean
  readonly type: string
  readonly api_version: string
  /** As the object was then. */
  readonly data: { readonly object: unknown }
}

export interface KeptAnswer {
  readonly words: string
  readonly status: number
  readonly body: unknown
}

/** All that one account at the stand-in has. */
export interface FakeBooks {
  readonly customers: Record<string, FakeCustomer>
  readonly methods: Record<string, FakeMethod>
  readonly intents: Record<string, FakeIntent>
  readonly setups: Record<string, FakeSetupIntent>
  readonly sessions: Record<string, FakeSession>
  readonly refunds: Record<string, FakeRefund>
  readonly disputes: Record<string, FakeDispute>
  readonly events: FakeEvent[]
  readonly answers: Record<string, KeptAnswer>
}

export function emptyBooks(): FakeBooks {
  return {
    customers: {},
    methods: {},
    intents: {},
    setups: {},
    sessions: {},
    refunds: {},
    disputes: {},
    events: [],
    answers: {},
  }
}

/** As an answer shows it: without what never leaves. */
export function shown(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner: unknown) => (name.startsWith('own_') ? undefined : inner)),
  ) as unknown
}
