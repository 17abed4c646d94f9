import { Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconInfoCircle, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { SEVERITIES, type Severity } from '#domain/porting/pre-flight/finding.ts'
import { REJECT_REASONS } from '#domain/porting/reject-reasons.ts'
import type { Answer } from '../../api/wire-types.ts'
import { phoneText } from '../../format/phone.ts'
import type { Port } from '../port-words.ts'
import classes from './findings.module.css'

export type PreFlight = Answer<'readPortPreflight'>
export type Finding = PreFlight['findings'][number]

interface FindingsProps {
  readonly findings: readonly Finding[]
  /** Goes to where a finding is mended; left out: nowhere. */
  readonly onMend?: (field: NonNullable<Finding['field']>) => void
  /** Whether there is somewhere to go for a field. */
  readonly canMend?: (field: NonNullable<Finding['field']>) => boolean
  /** Makes it a port of another kind. */
  readonly onBecome?: (kind: Port['kind']) => void
}

/** What a check found, the worst first: each with what a carrier would say, what to do, and the way there. */
export function Findings({ findings, ...ways }: FindingsProps): ReactNode {
  return (
    <Stack gap="lg">
      {SEVERITIES.map((severity) => {
        const found = findings.filter((each) => each.severity === severity)
        if (found.length === 0) return null
        return (
          <div key={severity} className={classes['group']}>
            <Text size="sm" c="dimmed" fw={600}>
              {TITLES[severity]}
            </Text>
            <ul className={classes['list']} aria-label={TITLES[severity]}>
              {found.map((each) => (
                <FindingLine key={`${each.code} ${each.message}`} finding={each} {...ways} />
              ))}
            </ul>
          </div>
        )
      })}
    </Stack>
  )
}

const TITLES: Readonly<Record<Severity, string>> = {
  blocks: 'Before it can be sent',
  'would-be-rejected': 'A carrier would reject it',
  warning: 'Look at this first',
  note: 'Good to know',
}

const FEW = 5
/** Of what blocks it, no carrier hears. */
const SAYS_REASON: readonly Severity[] = ['would-be-rejected', 'warning']

function FindingLine({
  finding,
  onMend,
  canMend,
  onBecome,
}: Omit<FindingsProps, 'findings'> & { readonly finding: Finding }): ReactNode {
  const { severity, message, fix, field, becomes, numbers, reason, carrierCode } = finding
  const isMendable = onMend !== undefined && field !== null && (canMend === undefined || canMend(field))
  return (
    <li className={classes['finding']}>
      <span className={classes['mark']} data-severity={severity} aria-hidden>
        <Mark severity={severity} />
      </span>
      <div className={classes['words']}>
        <Text fw={500}>{message}</Text>
        {fix !== '' && <Text size="sm">{fix}</Text>}
        {numbers.length > 1 && (
          <Text size="sm" c="dimmed" className="figures">
            {numbers.slice(0, FEW).map(phoneText).join(', ')}
            {numbers.length > FEW && ` and ${numbers.length - FEW} more`}
          </Text>
        )}
        {reason !== null && SAYS_REASON.includes(severity) && (
          <Text size="sm" c="dimmed">
            Carriers reject it as: {REJECT_REASONS[reason].label.toLowerCase()}
            {carrierCode !== null && ` (code ${carrierCode})`}
          </Text>
        )}
      </div>
      {(isMendable || (becomes !== null && onBecome !== undefined)) && (
        <Group gap="xs" className={classes['ways']}>
          {isMendable && (
            <Button size="compact-sm" variant="default" onClick={() => onMend(field)}>
              {field === 'verification' ? 'Verify' : 'Change it'}
            </Button>
          )}
          {becomes !== null && onBecome !== undefined && (
            <Button size="compact-sm" variant="default" onClick={() => onBecome(becomes)}>
              Make it a {KIND_NAMES[becomes]} port
            </Button>
          )}
        </Group>
      )}
    </li>
  )
}

const KIND_NAMES: Readonly<Record<Port['kind'], string>> = {
  simple: 'simple',
  complex: 'complex',
  special: '13, 1300 or 1800',
  mobile: 'mobile',
}

function Mark({ severity }: { readonly severity: Severity }): ReactNode {
  if (severity === 'blocks') return <IconBan size={18} stroke={2} />
  if (severity === 'would-be-rejected') return <IconX size={18} stroke={2.5} />
  return severity === 'warning' ? <IconAlertTriangle size={18} stroke={2} /> : <IconInfoCircle size={18} stroke={2} />
}
