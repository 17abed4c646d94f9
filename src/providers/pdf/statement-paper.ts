import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { DocumentUsageLine, StatementDocument, UsageDirection } from '#domain/billing/statement-document.ts'
import { balanceText, countText, dollarsText, durationText } from '#domain/notifications/words.ts'
import { dateText } from '#domain/time/date-text.ts'
import { SERVICE_TYPE_WORDS } from '#domain/usage/service-type-words.ts'
import { abnText, callout, facts, paper, rows, section, type Column } from './paper-parts.ts'
import type { PaperLook } from './paper.ts'

/**
 * A statement, invoice or adjustment note as a page: the sections of the platform's statement layout (overview, plan
 * details, calling usage summary, services summary) and what an Australian tax invoice must hold.
 */
export function statementPaper(document: StatementDocument, look: PaperLook): TDocumentDefinitions {
  const { title, number, issuedOn, supplier } = document
  const isNote = document.kind === 'adjustment-note'
  return paper({
    title,
    number,
    issuedOn,
    supplier,
    look,
    content: [
      parties(document),
      total(document, look.colour),
      ...(isNote ? [] : [overview(document)]),
      gst(document),
      ...(isNote ? [] : plans(document)),
      ...usage(document),
      ...services(document),
      ...(isNote ? [] : [...payments(document), ...adjustments(document), ...comparison(document)]),
      ending(document),
    ],
  })
}

function parties({ buyer, supplier, period, ...document }: StatementDocument): Content {
  const seller = [
    supplier.legalName,
    abnText(supplier.abn),
    supplier.address ?? '',
    supplier.phone ?? '',
    supplier.email,
  ]
  const named = [
    buyer.name,
    ...[buyer.legalName, buyer.tradingName].filter((name) => name !== '' && name !== buyer.name),
  ]
  const { terms, refersTo } = document
  return {
    columns: [
      {
        width: '*',
        stack: [
          { text: 'From', style: 'head' },
          ...textLines(seller),
          { text: 'To', style: 'head', margin: [0, 10, 0, 0] },
          ...textLines([...named, ...buyer.address, abnText(buyer.abn)]),
        ],
      },
      {
        width: 250,
        stack: [
          facts(
            [
              ['Account number', buyer.accountNumber],
              ['Document number', document.number],
              ['Date of issue', dateText(document.issuedOn)],
              ...(refersTo === null
                ? ([['Period', `${shortDate(period.from)} – ${shortDate(period.to)}`]] as const)
                : ([['Adjusts', `${refersTo.number} of ${dateText(refersTo.issuedOn)}`]] as const)),
              ...(terms === null ? [] : ([['Due date', dateText(terms.dueOn)]] as const)),
            ],
            ['Document number', 'Due date'],
          ),
        ],
      },
    ],
    columnGap: 24,
  }
}

function textLines(lines: readonly string[]): Content[] {
  return lines.filter((line) => line !== '').map((text) => ({ text }))
}

function total(document: StatementDocument, colour: string): Content {
  const { terms, overview: money, refersTo, isFinal } = document
  const last = isFinal ? 'This is the last statement of this account. ' : ''
  if (refersTo !== null) {
    return callout(colour, `Adjustment with GST: ${refersTo.reason}`, dollarsText(document.gst.total))
  }
  if (terms !== null)
    return callout(colour, `${last}Please pay by ${dateText(terms.dueOn)}`, dollarsText(terms.amountDue))
  const owes = /[1-9]/.test(money.amountOwed)
  return callout(
    colour,
    `${last}${owes ? 'You owe' : 'Paid from your credit; what is left'}`,
    dollarsText(owes ? money.amountOwed : money.closingBalance),
  )
}

function overview({ overview: money }: StatementDocument): Content {
  const pairs: (readonly [string, string])[] = [
    ['Opening balance', balanceText(money.openingBalance)],
    ['Payments received', dollarsText(money.payments)],
    ...(/[1-9]/.test(money.adjustments) ? ([['Adjustments', dollarsText(money.adjustments)]] as const) : []),
    ['New charges, with GST', dollarsText(money.newCharges)],
    ['Closing balance', balanceText(money.closingBalance)],
  ]
  return section('Account overview', facts(pairs, ['Closing balance']))
}

const PERIOD_WIDTH = 170
const MONEY: Column = { head: 'Amount ex GST', width: 70, isFigure: true }

function plans({ plans: list, allowances }: StatementDocument): Content[] {
  if (list.length === 0) return []
  const planTable = rows(
    [
      { head: 'Plan', width: '*' },
      { head: 'Kind', width: 80 },
      { head: 'From – to', width: PERIOD_WIDTH },
    ],
    list.map(({ name, type, from, to }) => [
      name,
      type === 'bundle' ? 'Bundle' : 'Pay as you go',
      `${dateText(from)} to ${dateText(to)}`,
    ]),
  )
  if (allowances.length === 0) return [section('Plan details', planTable)]
  const units = { seconds: (text: string) => durationText(Number(text)), calls: String, money: dollarsText }
  const allowanceTable = rows(
    [
      { head: 'Allowance', width: '*' },
      { head: 'Included', width: 80, isFigure: true },
      { head: 'Used', width: 80, isFigure: true },
      { head: 'Left', width: 80, isFigure: true },
    ],
    allowances.map(({ name, unit, included, used, remaining }) => [
      name,
      ...[included, used, remaining].map((quantity) => units[unit](quantity)),
    ]),
  )
  return [section('Plan details', planTable, { ...(allowanceTable as object), margin: [0, 8, 0, 0] } as Content)]
}

const DIRECTIONS: Readonly<Record<UsageDirection, string>> = {
  outbound: 'Outbound calls',
  inbound: 'Inbound calls',
  'on-net': 'On-net calls',
}

function usage({ usage: { summary, lines } }: StatementDocument): Content[] {
  if (lines.length === 0) return []
  const columns: readonly Column[] = [
    { head: 'Calls', width: '*' },
    { head: 'Number', width: 60, isFigure: true },
    { head: 'Duration', width: 80, isFigure: true },
    MONEY,
  ]
  const order = summary.map(({ direction }) => direction)
  const body: string[][] = []
  const sums = new Set<number>()
  for (const direction of order) {
    const sum = summary.find((line) => line.direction === direction)
    if (sum === undefined) continue
    sums.add(body.length)
    body.push([DIRECTIONS[direction], ...usageFigures(sum)])
    for (const line of lines) {
      if (line.direction === direction) body.push([usageText(line), ...usageFigures(line)])
    }
  }
  return [
    section(
      'Calling usage summary',
      rows(columns, body, (line) => sums.has(line)),
    ),
  ]
}

/** In the words people use; the document itself keeps the platform's short names. */
function usageText({ serviceType, late }: DocumentUsageLine): string {
  const name = SERVICE_TYPE_WORDS[serviceType] ?? serviceType
  return late === null ? name : `${name}, calls of an earlier period (${shortDate(late.from)} – ${shortDate(late.to)})`
}

function usageFigures(line: { calls: number; durationSeconds: number; amount: string }): string[] {
  return [countText(line.calls), durationText(line.durationSeconds), dollarsText(line.amount)]
}

/** What the kinds of services are called in the summary; calls have a section of their own. */
const SERVICES: Readonly<Record<string, string>> = {
  CallingPlan: 'Calling plan',
  Number: 'Numbers',
  Channel: 'Channels',
  BillingRecord: 'Other services',
  Manual: 'Other charges and credits',
}

function services({ services: { summary, lines } }: StatementDocument): Content[] {
  if (lines.length === 0) return []
  const sums = rows(
    [{ head: 'Service', width: '*' }, { head: 'Items', width: 60, isFigure: true }, MONEY],
    summary.map(({ serviceType, items, amount }) => [
      SERVICES[serviceType] ?? serviceType,
      countText(items),
      dollarsText(amount),
    ]),
  )
  const columns: readonly Column[] = [
    { head: 'Description', width: '*' },
    { head: 'From – to', width: 118, fits: true },
    { head: 'Quantity', width: 45, isFigure: true },
    { head: 'Price', width: 60, isFigure: true },
    MONEY,
  ]
  const body = lines.map((line) => [
    line.taxable ? line.description : `${line.description} (no GST)`,
    line.from === null || line.to === null
      ? shortDate(line.chargedOn)
      : `${shortDate(line.from)} – ${shortDate(line.to)}`,
    countText(line.quantity),
    dollarsText(line.unitPrice),
    dollarsText(line.amount),
  ])
  return [section('Services summary', sums), section('Services in detail', rows(columns, body))]
}

/** `20 Nov 2026`. */
function shortDate(date: string): string {
  const [day = '', month = '', year = ''] = dateText(date).split(' ')
  return `${day} ${month.slice(0, 3)} ${year}`
}

function payments({ payments: list }: StatementDocument): Content[] {
  if (list.length === 0) return []
  const columns: readonly Column[] = [
    { head: 'Received', width: 90 },
    { head: 'Method', width: 90 },
    { head: 'Reference', width: '*' },
    { head: 'Receipt', width: 60 },
    { head: 'Amount', width: 70, isFigure: true },
  ]
  const body = list.map(({ receivedOn, method, reference, receipt, amount }) => [
    dateText(receivedOn),
    methodText(method),
    reference,
    receipt ?? '',
    dollarsText(amount),
  ])
  return [section('Payments', rows(columns, body))]
}

/** `bank-transfer` reads `Bank transfer`. */
export function methodText(method: string): string {
  const words = method.replaceAll('-', ' ')
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}

function adjustments({ adjustments: list }: StatementDocument): Content[] {
  if (list.length === 0) return []
  const columns: readonly Column[] = [
    { head: 'Adjustment note', width: '*' },
    { head: 'Issued', width: 110 },
    { head: 'Adjusts', width: 90 },
    { head: 'Amount with GST', width: 90, isFigure: true },
  ]
  const body = list.map((note) => [note.number, dateText(note.issuedOn), note.refersTo, dollarsText(note.amount)])
  return [section('Adjustments', rows(columns, body))]
}

function comparison({ comparison: list, number, period, gst: { total: now } }: StatementDocument): Content[] {
  if (list.length === 0) return []
  const columns: readonly Column[] = [
    { head: 'Compared with', width: '*' },
    { head: 'From – to', width: PERIOD_WIDTH },
    { head: 'Charges with GST', width: 90, isFigure: true },
  ]
  const body = [{ number: `${number} (this one)`, ...period, total: now }, ...list].map((one) => [
    one.number,
    `${dateText(one.from)} to ${dateText(one.to)}`,
    dollarsText(one.total),
  ])
  return [
    section(
      'Your last bills',
      rows(columns, body, (line) => line === 0),
    ),
  ]
}

function gst({ gst: tax }: StatementDocument): Content {
  const pairs: (readonly [string, string])[] = tax.isRegistered
    ? [
        ['Charges ex GST', dollarsText(tax.subtotal)],
        [`GST (${tax.rate} %)`, dollarsText(tax.amount)],
        ['Total with GST', dollarsText(tax.total)],
      ]
    : [['Total (no GST is charged)', dollarsText(tax.total)]]
  return section('Total', facts(pairs, ['Total with GST', 'Total (no GST is charged)']))
}

function howToPay({ terms, supplier: { bank }, buyer }: StatementDocument): Content[] {
  if (terms === null || bank === null) return []
  const pairs: (readonly [string, string])[] = [
    ['Bank', bank.bankName],
    ['Account name', bank.accountName],
    ['BSB', bank.bsb.replace(/^(\d{3})(\d{3})$/, '$1-$2')],
    ['Account number', bank.accountNumber],
    ['Reference', buyer.accountNumber],
  ]
  return [section('How to pay by bank transfer', facts(pairs, ['Reference']))]
}

/** How to pay and where to ask, beside each other and on one page unless the supplier has a page to say. */
function ending(document: StatementDocument): Content {
  const texts = helpTexts(document.supplier)
  const lines = texts
    .flatMap((text) => text.split('\n'))
    .reduce((sum, line) => sum + 1 + Math.floor(line.length / 45), 0)
  const help = texts.map((text) => ({ text, style: 'paragraph' }))
  return { columns: [...howToPay(document), section('Help', ...help)], columnGap: 24, unbreakable: lines < 40 }
}

function helpTexts(supplier: StatementDocument['supplier']): string[] {
  const reach = [supplier.phone, supplier.email, supplier.url].filter((way) => way !== null && way !== '').join(', ')
  const texts = [
    `Questions about this bill: ${reach}`,
    supplier.complaints,
    supplier.termsUrl === null ? '' : `Terms: ${supplier.termsUrl}`,
    supplier.footer,
  ]
  return texts.filter((text) => text !== '')
}
