import type { ReactNode } from 'react'
import { useRead } from '../../shared/api/hooks.ts'
import { Section } from '../../shared/layout/section.tsx'
import { PortRow } from '../shared/port-row.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import classes from '../shared/rows.module.css'

/** Numbers that are moving here from another provider; nothing at all where there are none. */
export function NumbersOnTheWay(): ReactNode {
  const accountId = useAccountId()
  const { data } = useRead('listPortsOfAccount', { params: { accountId }, query: { open: 'true', limit: 50 } })
  const ports = (data?.items ?? []).filter(({ state }) => state !== 'completed')
  if (ports.length === 0) return null
  return (
    <Section title="On their way to us">
      <ul className={classes['rows']}>
        {ports.map((port) => (
          <PortRow key={port.id} port={port} />
        ))}
      </ul>
    </Section>
  )
}
