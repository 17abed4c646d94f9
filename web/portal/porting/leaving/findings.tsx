import { Button, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { CONFIRMATION_METHODS } from '#domain/porting/port-out-check.ts'
import { PORT_OUT_REFUSALS } from '#domain/porting/port-out-refusal.ts'
import { useMay } from '../../../shared/access/session.ts'
import { instantText } from '../../../shared/format/dates.ts'
import { Section } from '../../../shared/layout/section.tsx'
import type { PortOut } from '../../../shared/porting/port-out-words.ts'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { ConfirmationDialog } from './confirmation-dialog.tsx'
import classes from './leaving.module.css'

const ICONS = { ok: IconCircleCheck, look: IconAlertTriangle, stop: IconCircleX }
const LEVELS = { ok: 'Fine', look: 'Look at it', stop: 'Speaks against it' }
const OPEN: readonly PortOut['state'][] = ['received', 'verifying']

interface FindingsProps {
  readonly portOut: PortOut
  readonly staff: NonNullable<PortOut['staff']>
  readonly timeZone: string
}

/** What another carrier stated against what we have, and how the customer confirmed it. */
export function Findings({ portOut, staff, timeZone }: FindingsProps): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  const { findings, confirmations } = staff
  const mayConfirm = OPEN.includes(portOut.state) && may('ports.work')
  return (
    <Section
      title="Verification"
      actions={
        mayConfirm && (
          <Button size="compact-sm" variant="default" onClick={() => dialog.open('confirm')}>
            Record a confirmation
          </Button>
        )
      }
    >
      <ul className={classes['findings']}>
        {findings.map(({ check, level, words, reason }) => {
          const Icon = ICONS[level]
          return (
            <li key={check} data-level={level}>
              <Icon size={18} role="img" aria-label={LEVELS[level]} />
              <div>
                <Text size="sm">{words}</Text>
                {reason !== null && (
                  <Text size="xs" c="dimmed">
                    Can be refused for: {PORT_OUT_REFUSALS[reason].label.toLowerCase()}
                  </Text>
                )}
              </div>
            </li>
          )
        })}
        {confirmations.map(({ method, person, reference, at, recordedBy }) => (
          <li key={`${at} ${reference}`} data-level="ok">
            <IconCircleCheck size={18} role="img" aria-label="On record" />
            <div>
              <Text size="sm">
                {CONFIRMATION_METHODS[method]}: {person}
              </Text>
              <Text size="xs" c="dimmed">
                {reference} · {instantText(at, timeZone)}, {recordedBy}
              </Text>
            </div>
          </li>
        ))}
      </ul>
      {findings.length === 0 && confirmations.length === 0 && (
        <Text size="sm" c="dimmed">
          It is over: nothing is looked into any more.
        </Text>
      )}
      {mayConfirm && dialog.name === 'confirm' && <ConfirmationDialog portOut={portOut} onClose={dialog.close} />}
    </Section>
  )
}
