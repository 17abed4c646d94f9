import type { ReactNode } from 'react'
import { Section } from '../../shared/layout/section.tsx'
import { isUnderWay, useLeaving } from '../../shared/porting/use-leaving.ts'
import classes from '../shared/rows.module.css'
import { useAccountId } from '../shared/use-account-id.ts'
import { LeavingRow } from './leaving-row.tsx'

/** Of moves that are over, the last few. */
const OVER_SHOWN = 3

/** Numbers that are leaving for another provider, and those that left lately; nothing at all where there are none. */
export function NumbersLeaving(): ReactNode {
  const all = useLeaving(useAccountId())
  const open = all.filter(isUnderWay)
  const shown = [...open, ...all.filter((portOut) => !isUnderWay(portOut)).slice(0, OVER_SHOWN)]
  if (shown.length === 0) return null
  return (
    <Section title="Moving away from us">
      <ul className={classes['rows']}>
        {shown.map((portOut) => (
          <LeavingRow key={portOut.id} portOut={portOut} />
        ))}
      </ul>
    </Section>
  )
}
