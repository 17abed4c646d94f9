import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { dayText } from '../format/dates.ts'
import { moneyText } from '../format/money.ts'
import classes from './allowance-bar.module.css'
import { quantityText, shareOf, type AllowanceUnit } from './allowance-text.ts'

interface Allowance {
  readonly name: string
  readonly unit: AllowanceUnit
  /** Seconds, calls or decimal dollars, like the others. */
  readonly included: string
  readonly used: string
  readonly remaining: string
  /** Used by the end of the cycle at the rate so far; null: too early to say. Left out: the cycle is over. */
  readonly forecast?: string | null
  /** At the rate so far; null: not in this cycle. */
  readonly runsOutOn?: string | null
}

interface AllowanceBarProps {
  readonly allowance: Allowance
  /** The last day of the cycle, where it is not over. */
  readonly until?: string
  /** For whom it is: what is left is said in a sentence of its own. */
  readonly isOwn?: boolean
}

/** How far an allowance is used: what is left in words, a bar, and where it is heading. */
export function AllowanceBar({ allowance, until, isOwn = false }: AllowanceBarProps): ReactNode {
  const { name, unit, included, used, remaining, forecast = null } = allowance
  const share = shareOf(used, included)
  const heading = forecast === null ? undefined : Math.min(100, shareOf(forecast, included))
  return (
    <div>
      <div className={classes['line']}>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        {!isOwn && (
          <Text size="sm" className="figures">
            {share >= 100 ? 'used up' : `${quantityText(remaining, unit)} left`}
          </Text>
        )}
      </div>
      <div
        className={classes['bar']}
        role="meter"
        aria-label={`${name}, used`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
        aria-valuetext={`${quantityText(used, unit)} of ${quantityText(included, unit)}`}
      >
        {heading !== undefined && <div className={classes['heading']} style={{ width: `${heading}%` }} />}
        <div className={classes['used']} data-level={levelOf(share)} style={{ width: `${share}%` }} />
      </div>
      {isOwn ? (
        <Text size="sm" className="figures">
          {leftText(allowance, share, until)}
        </Text>
      ) : (
        <Text size="xs" c="dimmed" className="figures">
          {`${quantityText(used, unit)} of ${quantityText(included, unit)} used`}
          {headingText(allowance, share, until)}
        </Text>
      )}
    </div>
  )
}

const NEAR_END = 85

function levelOf(share: number): 'much' | 'all' | undefined {
  if (share >= 100) return 'all'
  return share >= NEAR_END ? 'much' : undefined
}

/** `You have 212 of 500 minutes left until 19 Dec 2026. At this rate they last.` */
function leftText(allowance: Allowance, share: number, until: string | undefined): string {
  const { unit, included, remaining, forecast = null, runsOutOn = null } = allowance
  const end = until === undefined ? '' : ` until ${dayText(until)}`
  if (share >= 100) return `You have used all of your ${quantityText(included, unit)}${end}.`
  const left = unit === 'money' ? moneyText(remaining) : quantityText(remaining, unit).replace(/ .*/, '')
  const words = `You have ${left} of ${quantityText(included, unit)} left${end}.`
  if (runsOutOn !== null) return `${words} At this rate that is used up on ${dayText(runsOutOn)}.`
  return forecast === null ? words : `${words} At this rate that is enough.`
}

/** Where it is heading: ` · at this rate used up on 12 Nov 2026`. */
function headingText(
  { unit, included, forecast = null, runsOutOn = null }: Allowance,
  share: number,
  until: string | undefined,
): string {
  if (share >= 100 || until === undefined) return ''
  if (runsOutOn !== null) return ` · at this rate used up on ${dayText(runsOutOn)}`
  if (forecast === null || shareOf(forecast, included) > 100) return ''
  return ` · at this rate ${quantityText(forecast, unit)} by ${dayText(until)}`
}
