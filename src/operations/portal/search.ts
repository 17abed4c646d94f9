import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { documentNo, documentNumber } from '#domain/billing/document-number.ts'
import { formatDollars, type Micros } from '#domain/money.ts'
import { dollarsText } from '#domain/notifications/words.ts'
import { dateText } from '#domain/time/date-text.ts'
import { dialledForm } from '#domain/numbers/describe-number.ts'
import { readSearchDigits, type SearchDigits } from '#domain/numbers/search-digits.ts'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { listAccounts } from '#storage/queries/account-list.ts'
import { readNumbers } from '#storage/queries/numbers.ts'
import {
  findAccountsBeginning,
  findNumbersBeginning,
  findNumbersWith,
  findOrders,
  findPlans,
  findPortOuts,
  findPorts,
  findReceipt,
  findStatements,
  type Owner,
  type WorkTerms,
} from '#storage/queries/search.ts'
import { readListed } from '#storage/queries/statements.ts'

export type HitKind =
  | 'account'
  | 'number'
  | 'statement'
  | 'payment'
  | 'port'
  | 'port-out'
  | 'number-order'
  | 'calling-plan'
  | 'number-plan'
  | 'rate-deck'

/** Something that was found. */
export interface SearchHit {
  readonly kind: HitKind
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly status: string | null
  readonly owner: Owner | undefined
}

interface Terms {
  readonly text: string
  readonly number: SearchDigits | undefined
  readonly documents: readonly string[]
  readonly receiptNo: number | undefined
  readonly work: WorkTerms
  readonly limit: number
  readonly now: Date
}

type Finder = (db: pg.ClientBase, terms: Terms, actor: Actor) => Promise<readonly SearchHit[]>

/** An account whose number was typed comes first; else what was typed as a number is a number first, as a document a document. */
export async function search(
  db: pg.ClientBase,
  actor: Actor,
  query: { readonly text: string; readonly limit: number; readonly now: Date },
): Promise<readonly SearchHit[]> {
  const terms = readTerms(query)
  const isDocument = documentNo('statement', query.text) ?? documentNo('adjustment-note', query.text)
  const first = isDocument === undefined && terms.receiptNo === undefined ? [] : [findDocuments]
  const isNumber = terms.number?.beginning !== undefined || (terms.number?.within.length ?? 0) > 5
  const accounts = await findAccounts(db, terms, actor)
  const isAccount = accounts.some(({ owner }) => owner?.accountNumber === terms.text.toUpperCase())
  const rest = isNumber && !isAccount ? [findNumbers, findAccounts] : [findAccounts, findNumbers]
  const finders = new Set<Finder>([...first, ...rest, findDocuments, findPortsAndOrders, findPlansByName])
  const hits: SearchHit[] = []
  for (const find of finders) hits.push(...(find === findAccounts ? accounts : await find(db, terms, actor)))
  return hits
}

function readTerms({ text, limit, now }: { readonly text: string; readonly limit: number; readonly now: Date }): Terms {
  const bare = text.trim()
  const number = readSearchDigits(bare)
  const plain = /^#?(\d{1,9})$/.exec(bare)?.[1]
  const documents = (['statement', 'adjustment-note'] as const).flatMap((kind) => {
    const no = documentNo(kind, bare) ?? (plain === undefined ? undefined : Number(plain))
    return no === undefined ? [] : [documentNumber(kind, no)]
  })
  const id = plain === undefined ? null : Number(plain)
  const digits = number !== undefined && number.within.length > 3 ? number.within : null
  const receiptNo = documentNo('receipt', bare)
  return { text: bare, number, documents, receiptNo, work: { id, reference: bare, digits }, limit, now }
}

const findAccounts: Finder = async (db, { text, limit }, actor) => {
  if (!may(actor, 'accounts.read')) return []
  const beginning = await findAccountsBeginning(db, text, limit)
  const { items } =
    beginning.length < limit
      ? await listAccounts(db, { search: text, sort: 'name', order: 'asc', limit })
      : { items: [] }
  const further = items
    .map(({ id, accountNumber, name, status }) => ({ accountId: id, accountNumber, accountName: name, status }))
    .filter(({ accountId }) => !beginning.some((one) => one.accountId === accountId))
  return [...beginning, ...further].slice(0, limit).map(({ status, ...owner }) => ({
    kind: 'account',
    id: String(owner.accountId),
    title: owner.accountName,
    detail: `Account ${owner.accountNumber}`,
    status,
    owner,
  }))
}

const findNumbers: Finder = async (db, { number, limit, now }, actor) => {
  if (number === undefined || !may(actor, 'inventory.read')) return []
  const { beginning, within } = number
  const first = beginning === undefined ? [] : await findNumbersBeginning(db, beginning, limit)
  const further = first.length < limit && within.length > 3 ? await findNumbersWith(db, within, limit) : []
  const found = [...new Set([...first, ...further])].slice(0, limit)
  const rows = new Map((await readNumbers(db, found, now)).map((row) => [row.number, row]))
  return found.flatMap((digits) => {
    const row = rows.get(digits)
    if (row === undefined) return []
    const { accountId, accountNumber, accountName } = row
    const isHeld = accountId !== null && accountNumber !== null && accountName !== null
    const place = [row.region, row.state ?? ''].filter((part) => part !== '').join(', ')
    return [
      {
        kind: 'number' as const,
        id: digits,
        title: dialledForm(digits),
        detail: [isHeld ? `${accountName} (${accountNumber})` : '', place].filter((part) => part !== '').join(' · '),
        status: row.status,
        owner: isHeld ? { accountId, accountNumber, accountName } : undefined,
      },
    ]
  })
}

const findDocuments: Finder = async (db, { documents, receiptNo, limit, now }, actor) => {
  if (!may(actor, 'billing.read')) return []
  const found = documents.length === 0 ? [] : await findStatements(db, documents, limit)
  const statements = found.length === 0 ? [] : await readListed(db, now, found)
  const payments = receiptNo === undefined ? [] : await findReceipt(db, receiptNo)
  return [
    ...statements.map((statement) => ({
      kind: 'statement' as const,
      id: String(statement.id),
      title: statement.number,
      detail: paperText(statement, statement.issuedOn, statement.totalMicros),
      status: statement.status,
      owner: statement,
    })),
    ...payments.map((payment) => ({
      kind: 'payment' as const,
      id: String(payment.id),
      title: documentNumber('receipt', payment.receiptNo),
      detail: paperText(payment, payment.receivedOn, payment.amountMicros),
      status: null,
      owner: payment,
    })),
  ]
}

function paperText({ accountName }: Owner, day: string, amount: Micros): string {
  return `${accountName} · ${dateText(day)} · ${dollarsText(formatDollars(amount, 2))}`
}

const findPortsAndOrders: Finder = async (db, { work, limit }, actor) => {
  const ports = may(actor, 'ports.read') ? await findPorts(db, work, limit) : []
  const leaving = may(actor, 'ports.read') ? await findPortOuts(db, work, limit) : []
  const orders = may(actor, 'number-orders.read') ? await findOrders(db, work, limit) : []
  return [
    ...ports.map((port) => {
      const more = port.numberCount > 1 ? ` and ${port.numberCount - 1} more` : ''
      const numbers = port.firstNumber === null ? 'no numbers yet' : `${dialledForm(port.firstNumber)}${more}`
      return {
        kind: 'port' as const,
        id: String(port.id),
        title: `Port ${port.id}`,
        detail: `${port.accountName} · ${PORT_KIND_TERMS[port.kind].words} · ${numbers}`,
        status: port.state,
        owner: port,
      }
    }),
    ...leaving.map((portOut) => {
      const more = portOut.numberCount > 1 ? ` and ${portOut.numberCount - 1} more` : ''
      return {
        kind: 'port-out' as const,
        id: String(portOut.id),
        title: `Port-out ${portOut.id}`,
        detail: `${portOut.accountName} · ${dialledForm(portOut.firstNumber)}${more} to ${portOut.gainingCarrier}`,
        status: portOut.state,
        owner: portOut,
      }
    }),
    ...orders.map((order) => ({
      kind: 'number-order' as const,
      id: String(order.id),
      title: `Number order ${order.id}`,
      detail: [order.accountName, `${order.quantity} × ${order.kind}`, order.region]
        .filter((part) => part !== '')
        .join(' · '),
      status: order.status,
      owner: order,
    })),
  ]
}

const findPlansByName: Finder = async (db, { text, limit }, actor) => {
  if (!may(actor, 'plans.read')) return []
  const plans = await findPlans(db, text, limit)
  return plans.map(({ kind, id, name, description, status }) => ({
    kind,
    id: String(id),
    title: name,
    detail: [KIND_WORDS[kind], description].filter((part) => part !== '').join(' · '),
    status,
    owner: undefined,
  }))
}

const KIND_WORDS = { 'calling-plan': 'Calling plan', 'number-plan': 'Number plan', 'rate-deck': 'Rate deck' } as const
