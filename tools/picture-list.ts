import type { BrowserContext, Page } from 'playwright-core'

/** One of the product's pictures: who looks at what, on which screen. */
export interface Picture {
  /** Of the file, without its ending. */
  readonly name: string
  /** The role of the demonstration's person who is signed in. */
  readonly as: 'owner' | 'customer-admin'
  /** Known before, or found by the API. */
  readonly path: string | ((context: BrowserContext) => Promise<string>)
  readonly screen?: 'desktop' | 'phone'
  readonly scheme?: 'light' | 'dark'
  /** What is pressed before it is taken. */
  readonly prepare?: (page: Page) => Promise<void>
}

export const PICTURES: readonly Picture[] = [
  { name: 'dashboard', as: 'owner', path: '/' },
  { name: 'customers', as: 'owner', path: '/customers' },
  {
    name: 'account-status',
    as: 'owner',
    path: (context) => customerInMidMonth(context).then((id) => `/customers/${id}`),
  },
  { name: 'numbers', as: 'owner', path: '/customers/1/numbers' },
  { name: 'why-this-price', as: 'owner', path: callWithTwoPrefixes },
  { name: 'rate-sheet-review', as: 'owner', path: sheetUnderReview, prepare: untilPriced },
  { name: 'porting-board-dark', as: 'owner', path: '/porting', scheme: 'dark' },
  { name: 'live-calls', as: 'owner', path: '/billing-records/live', prepare: untilTheyTalk },
  { name: 'fraud-and-risk', as: 'owner', path: '/risk' },
  { name: 'statement', as: 'owner', path: lastStatement },
  { name: 'brand', as: 'owner', path: '/settings/brand' },
  { name: 'customer-home', as: 'customer-admin', path: '/my' },
  { name: 'customer-home-phone', as: 'customer-admin', path: '/my', screen: 'phone' },
  { name: 'customer-pay-phone', as: 'customer-admin', path: '/my/pay', screen: 'phone' },
  {
    name: 'customer-call-phone',
    as: 'customer-admin',
    path: '/my/calls?serviceType=Mobile',
    screen: 'phone',
    prepare: openFirstCall,
  },
]

/** The people of the demonstration have picked up, most of them. */
async function untilTheyTalk(page: Page): Promise<void> {
  await page.getByText('Talking').nth(7).waitFor({ timeout: 90_000 })
}

async function openFirstCall(page: Page): Promise<void> {
  await page.locator('tbody [data-row-link]').first().click()
  await page.getByText('Total inc. GST').waitFor()
}

/** With allowances half used, and nothing wrong: most customers on most days. */
async function customerInMidMonth(context: BrowserContext): Promise<string> {
  const plans = await list<{ id: string; type: string }>(context, '/calling-plans')
  const bundle = plans.find(({ type }) => type === 'bundle')?.id ?? ''
  const customers = await list<{ id: string; billDay: number }>(
    context,
    `/accounts?status=active&planId=${bundle}&limit=200`,
  )
  const today = new Date().getDate()
  const days = ({ billDay }: { billDay: number }): number => (today - billDay + 30) % 30
  return idOf(customers.toSorted((a, b) => Math.abs(days(a) - 18) - Math.abs(days(b) - 18)))
}

/** A call abroad that was charged, to a mobile: the prefix of its country would have matched too. */
async function callWithTwoPrefixes(context: BrowserContext): Promise<string> {
  const calls = await list<{ id: string; destination: string; charge: string }>(
    context,
    '/calls?serviceType=International&minSeconds=60&limit=200',
  )
  const call = calls.filter(({ destination, charge }) => destination.startsWith('447') && Number(charge) > 0)
  return `/billing-records?serviceType=International&call=${encodeURIComponent(idOf(call))}`
}

async function lastStatement(context: BrowserContext): Promise<string> {
  return `/customers/1/statements/${idOf(await list(context, '/accounts/1/statements?kind=invoice&limit=1'))}`
}

/** The sheet somebody of the demonstration is to look at. */
async function sheetUnderReview(context: BrowserContext): Promise<string> {
  return `/plans/decks/drafts/${idOf(await list(context, '/rate-decks/drafts'))}`
}

async function untilPriced(page: Page): Promise<void> {
  await page.getByText('would cost something else').waitFor()
  await page.getByRole('tab', { name: /^Raised/ }).click()
}

async function list<Item>(context: BrowserContext, path: string): Promise<readonly Item[]> {
  const answer = await context.request.get(`/api/v1${path}`)
  if (!answer.ok()) throw new Error(`${path} was refused: ${await answer.text()}`)
  const { items } = (await answer.json()) as { items: readonly Item[] }
  return items
}

function idOf([first]: readonly { readonly id: string }[]): string {
  if (first === undefined) throw new Error('the demonstration has nothing to show')
  return first.id
}
