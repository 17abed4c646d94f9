import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import type {
  DocumentAllowance,
  DocumentUsageLine,
  StatementDocument,
  UsageDirection,
} from '#domain/billing/statement-document.ts'
import { SERVICE_TYPE_WORDS } from '#domain/usage/service-type-words.ts'
import { countText } from '../format/counts.ts'
import { daysText } from '../format/dates.ts'
import { moneyText } from '../format/money.ts'
import { AppLink } from '../router/app-link.tsx'
import { PaperRows, Part, type PaperColumn, type PaperRow } from './paper-parts.tsx'
import type { CallsPlace } from './calls-place.ts'
import { lengthText } from './statement-words.ts'

interface PartProps {
  readonly document: StatementDocument
}

/** The calling plans of the period, and how far what they include was used. */
export function PlanPart({ document: { plans, allowances } }: PartProps): ReactNode {
  if (plans.length === 0) return null
  return (
    <Part title="Plan details">
      <PaperRows
        label="Plans"
        columns={[{ head: 'Plan' }, { head: 'Kind', isWideOnly: true }, { head: 'From – to', isFigure: true }]}
        rows={plans.map(({ name, type, from, to }) => ({
          key: `${from} ${name}`,
          cells: [name, type === 'bundle' ? 'Bundle' : 'Pay as you go', daysText(from, to)],
        }))}
      />
      {allowances.length > 0 && (
        <PaperRows
          label="Allowances"
          columns={[
            { head: 'Allowance' },
            { head: 'Included', isFigure: true, isWideOnly: true },
            { head: 'Used', isFigure: true },
            { head: 'Left', isFigure: true },
          ]}
          rows={allowances.map(({ name, unit, included, used, remaining }) => ({
            key: name,
            cells: [name, ...[included, used, remaining].map((quantity) => quantityText(quantity, unit))],
          }))}
        />
      )}
    </Part>
  )
}

/** To the second, as documents say it. */
function quantityText(quantity: string, unit: DocumentAllowance['unit']): string {
  if (unit === 'money') return moneyText(quantity)
  return unit === 'calls' ? countText(Number(quantity)) : lengthText(Number(quantity))
}

const DIRECTIONS: Readonly<Record<UsageDirection, string>> = {
  outbound: 'Outbound calls',
  inbound: 'Inbound calls',
  'on-net': 'On-net calls',
}

const USAGE: readonly PaperColumn[] = [
  { head: 'Calls' },
  { head: 'Number', isFigure: true },
  { head: 'Duration', isFigure: true, isWideOnly: true },
  { head: 'Amount ex GST', isFigure: true },
]

interface UsagePartProps extends PartProps {
  readonly callsOf?: (line: DocumentUsageLine) => CallsPlace
}

/** The calls of the period by where they went; each line opens the calls behind it. */
export function UsagePart({ document: { usage }, callsOf }: UsagePartProps): ReactNode {
  if (usage.lines.length === 0) return null
  const rows = usage.summary.flatMap((sum): readonly PaperRow[] => [
    { key: sum.direction, cells: [DIRECTIONS[sum.direction], ...figuresOf(sum)], isStrong: true },
    ...usage.lines
      .filter(({ direction }) => direction === sum.direction)
      .map((line) => ({
        key: `${line.serviceType} ${line.late?.from ?? ''}`,
        cells: [<Calls key="calls" line={line} callsOf={callsOf} />, ...figuresOf(line)],
      })),
  ])
  return (
    <Part title="Calling usage summary">
      <PaperRows label="Calling usage summary" columns={USAGE} rows={rows} />
    </Part>
  )
}

function figuresOf(line: { readonly calls: number; readonly durationSeconds: number; readonly amount: string }) {
  return [countText(line.calls), lengthText(line.durationSeconds), moneyText(line.amount)]
}

interface CallsProps {
  readonly line: DocumentUsageLine
  readonly callsOf: ((line: DocumentUsageLine) => CallsPlace) | undefined
}

function Calls({ line, callsOf }: CallsProps): ReactNode {
  const words = usageText(line)
  if (callsOf === undefined || line.calls === 0) return words
  const { to, search } = callsOf(line)
  return (
    <Anchor component={AppLink} to={to} search={search as never} fz="inherit">
      {words}
    </Anchor>
  )
}

function usageText({ serviceType, late }: DocumentUsageLine): string {
  const name = SERVICE_TYPE_WORDS[serviceType] ?? serviceType
  return late === null ? name : `${name}, calls of an earlier period (${daysText(late.from, late.to)})`
}
