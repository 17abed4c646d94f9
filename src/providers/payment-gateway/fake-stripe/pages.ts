import { expireSession } from './api.ts'
import type { FakeBank, Typed } from './bank.ts'
import type { FakeIntent, FakeSession } from './objects.ts'
import { TEST_BANK_ACCOUNTS, TEST_CARDS } from './test-numbers.ts'

/** What a page answers with: another page to go to, or its own text. */
export type PageAnswer = { readonly goTo: string } | { readonly status: number; readonly html: string }

/** Shows the page of a session, or says that it is over. */
export function showSession(session: FakeSession): PageAnswer {
  return session.status === 'open' ? { status: 200, html: sessionPage(session) } : over(session)
}

/** What was typed on a session's page, or that its person turned back. */
export function answerSession(bank: FakeBank, session: FakeSession, form: URLSearchParams): PageAnswer {
  if (session.status !== 'open') return over(session)
  if (form.get('do') === 'cancel') return { goTo: session.cancel_url }
  const method = bank.makeMethod(readTyped(form))
  if (method === undefined) return again(session, 'This is none of the test numbers. Real cards are not taken here.')
  if (!session.payment_method_types.includes(method.type)) return again(session, 'This cannot be used here.')
  return session.mode === 'setup' ? store(bank, session, method.id) : pay(bank, session, method.id)
}

/** The bank's page where a holder approves. */
export function showApproval({ amount, id }: FakeIntent): PageAnswer {
  const buttons = `<form method="post"><button name="do" value="approve">Approve</button>
    <button name="do" value="refuse">Refuse</button></form>`
  return { status: 200, html: page('Your bank asks', `<p>Do you approve ${dollars(amount)}? (${id})</p>${buttons}`) }
}

export function answerApproval(bank: FakeBank, intent: FakeIntent, form: URLSearchParams): PageAnswer {
  bank.answerHolder(intent, form.get('do') === 'approve')
  const session = Object.values(bank.books.sessions).find(({ payment_intent: id }) => id === intent.id)
  if (session === undefined) return { goTo: intent.own_return_url ?? '/' }
  if (intent.status !== 'succeeded') return again(session, 'The payment was not approved.')
  return complete(bank, session)
}

/** A page is open for a day. */
export function expireOldSessions(bank: FakeBank): void {
  for (const session of Object.values(bank.books.sessions))
    if (session.status === 'open' && session.expires_at <= bank.now) expireSession(bank, session)
}

function store(bank: FakeBank, session: FakeSession, methodId: string): PageAnswer {
  const method = bank.method(methodId)
  const setup = bank.books.setups[session.setup_intent ?? '']
  const storing = bank.storing(method)
  if (typeof storing === 'object')
    return again(session, `Your card was declined (${storing.decline_code ?? storing.code}).`)
  if (setup === undefined) return again(session, 'This page is broken.')
  // Approved on the spot: the bank's own page is shown where money is charged.
  method.own_authenticated = true
  method.customer = session.customer
  setup.status = 'succeeded'
  setup.payment_method = method.id
  return complete(bank, session)
}

function pay(bank: FakeBank, session: FakeSession, methodId: string): PageAnswer {
  const data = session.own_intent_data as {
    readonly description?: string
    readonly metadata?: Record<string, string>
    readonly setup_future_usage?: string
    readonly statement_descriptor_suffix?: string
  }
  const earlier = session.payment_intent === null ? undefined : bank.books.intents[session.payment_intent]
  const intent: FakeIntent = earlier ?? {
    ...bank.head('pi', 'payment_intent'),
    amount: session.amount_total ?? 0,
    amount_received: 0,
    currency: 'aud',
    customer: session.customer,
    description: data.description ?? null,
    metadata: data.metadata ?? {},
    payment_method: null,
    payment_method_types: session.payment_method_types,
    status: 'requires_payment_method',
    last_payment_error: null,
    next_action: null,
    setup_future_usage: data.setup_future_usage ?? null,
    statement_descriptor_suffix: data.statement_descriptor_suffix ?? null,
    own_return_url: null,
  }
  bank.books.intents[intent.id] = intent
  session.payment_intent = intent.id
  bank.attempt(intent, bank.method(methodId), true)
  if (intent.last_payment_error !== null) {
    const { code, decline_code: declined } = intent.last_payment_error
    return again(session, `Your card was declined (${declined ?? code}).`)
  }
  if (intent.next_action !== null) return { goTo: intent.next_action.redirect_to_url.url }
  return complete(bank, session)
}

function complete(bank: FakeBank, session: FakeSession): PageAnswer {
  const intent = bank.books.intents[session.payment_intent ?? '']
  session.status = 'complete'
  session.url = null
  if (intent?.status === 'succeeded') session.payment_status = 'paid'
  bank.record('checkout.session.completed', session)
  return { goTo: session.success_url }
}

function readTyped(form: URLSearchParams): Typed {
  const field = (name: string): string => (form.get(name) ?? '').replaceAll(/[\s-]/g, '')
  if (form.get('kind') === 'becs') return { bankAccount: field('account') }
  const [month = '', year = ''] = field('expiry').split('/')
  return { card: field('number'), expMonth: Number(month), expYear: 2000 + Number(year) }
}

function again(session: FakeSession, fault: string): PageAnswer {
  return { status: 402, html: sessionPage(session, fault) }
}

function over({ status }: FakeSession): PageAnswer {
  return { status: 410, html: page('This page is over', `<p>It is ${status}.</p>`) }
}

function sessionPage(session: FakeSession, fault = ''): string {
  const { mode, amount_total: amount, own_item: item, payment_method_types: types } = session
  const what =
    mode === 'setup' ? 'Store a payment method' : `${escaped(item)}: <strong>${dollars(amount ?? 0)}</strong>`
  const card = `<fieldset><legend><label><input type="radio" name="kind" value="card" checked> Card</label></legend>
      <label>Card number <input name="number" inputmode="numeric" value="4242 4242 4242 4242" autocomplete="off"></label>
      <label>Expiry <input name="expiry" value="12/34" size="5"></label>
      <label>Security code <input name="code" value="123" size="4"></label>
      <p class="quiet">Test cards: ${Object.keys(TEST_CARDS).join(', ')}</p></fieldset>`
  const becs = `<fieldset><legend><label><input type="radio" name="kind" value="becs"> Bank account (BECS)</label></legend>
      <label>BSB <input name="bsb" value="000-000" size="7"></label>
      <label>Account number <input name="account" value="000123456" size="9"></label>
      <p class="quiet">Test accounts: ${Object.keys(TEST_BANK_ACCOUNTS).join(', ')}</p></fieldset>`
  return page(
    'Stand-in for Stripe Checkout',
    `<p>${what}</p>${fault === '' ? '' : `<p role="alert">${escaped(fault)}</p>`}
    <form method="post">${types.includes('card') ? card : ''}${types.includes('au_becs_debit') ? becs : ''}
    <button name="do" value="pay">${mode === 'setup' ? 'Save' : 'Pay'}</button>
    <button name="do" value="cancel" formnovalidate>Go back</button></form>`,
  )
}

/** A whole page. No script, nothing from elsewhere. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }
label { display: block; margin: .5rem 0; } fieldset { border: 1px solid #bbb; border-radius: 6px; margin: 1rem 0; }
button { font: inherit; padding: .5rem 1rem; } [role=alert] { color: #a40000; } .quiet { color: #666; font-size: 13px; }
</style></head><body><h1>${escaped(title)}</h1>${body}
<p class="quiet">A fake for tests and the demo. No money moves.</p></body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`
}
