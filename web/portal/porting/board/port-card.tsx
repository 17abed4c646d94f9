import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { rejectReason } from '#domain/porting/reject-reasons.ts'
import { portNumbersText, type PortLine } from '../../../shared/porting/port-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { KIND_NAMES } from '../kind-names.ts'
import { DueChip } from './due-chip.tsx'
import classes from './board.module.css'

/** A port on the board: its numbers, whose, from whom, and what is due. */
export function PortCard({ port }: { readonly port: PortLine }): ReactNode {
  const { kind, accountName, losingCarrier, rejectReason: reason, state, attempt } = port
  return (
    <AppLink to={`/porting/${port.id}`} className={classes['card']}>
      <Text span fw={600} className="figures">
        {portNumbersText(port)}
      </Text>
      <Text span size="sm">
        {accountName}
      </Text>
      <Text span size="sm" c="dimmed">
        {[losingCarrier ?? 'No carrier named yet', ...(kind === 'simple' ? [] : [KIND_NAMES[kind].toLowerCase()])].join(
          ' · ',
        )}
        {attempt > 1 && ` · attempt ${attempt}`}
      </Text>
      {state === 'rejected' && reason !== null && (
        <Text span size="sm" c="var(--negative)">
          {rejectReason(reason).label}
        </Text>
      )}
      <DueChip port={port} />
    </AppLink>
  )
}
