import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { plural } from '../../../shared/format/counts.ts'
import { Ago, When } from '../../../shared/format/figures.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import {
  RULE_NAMES,
  RULE_PURPOSES,
  settingText,
  type ChangeKey,
  type DefaultLimits,
  type Rule,
  type RuleChanges,
  type RuleSettings,
} from './rule-words.ts'
import classes from './rules.module.css'

interface RulesTableProps {
  readonly label: string
  readonly keys: readonly ChangeKey[]
  readonly settings: Partial<RuleSettings & DefaultLimits>
  readonly changes: RuleChanges
  /** How each stands on an account. */
  readonly standing?: Readonly<Partial<Record<ChangeKey, Rule>>>
  /** Whose word each is. */
  readonly saidBy: (key: ChangeKey) => string
  readonly onEdit: ((key: ChangeKey) => void) | undefined
  readonly onRelease?: ((rule: Rule) => void) | undefined
  readonly onEndRelease?: ((rule: Rule) => void) | undefined
}

/** Rules one below the other: what each is for, how it is set, how it stands, and what is to become of it. */
export function RulesTable({
  label,
  keys,
  settings,
  changes,
  standing = NO_STANDING,
  saidBy,
  onEdit,
  onRelease,
  onEndRelease,
}: RulesTableProps): ReactNode {
  return (
    <ul className={classes['rules']} aria-label={label} data-plain={standing === NO_STANDING || undefined}>
      {keys.map((key) => {
        const isChanged = key in changes
        const rule = standing[key]
        return (
          <li key={key}>
            <div>
              <Text fw={500} size="sm">
                {RULE_NAMES[key]}
              </Text>
              <Text size="xs" c="dimmed">
                {RULE_PURPOSES[key]}
              </Text>
            </div>
            <div>
              <Text size="sm" className="figures" {...(isChanged && { td: 'line-through', c: 'dimmed' })}>
                {settingText(key, settings)}
              </Text>
              {isChanged ? (
                <Group gap={6}>
                  <StatusBadge tone="watch">To be</StatusBadge>
                  <Text size="sm" className="figures">
                    {changes[key] === null ? 'taken back' : settingText(key, changes as typeof settings)}
                  </Text>
                </Group>
              ) : (
                <Text size="xs" c="dimmed">
                  {saidBy(key)}
                </Text>
              )}
            </div>
            {standing !== NO_STANDING && (
              <div>
                {rule !== undefined && <Standing rule={rule} onRelease={onRelease} onEndRelease={onEndRelease} />}
              </div>
            )}
            {onEdit !== undefined && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="md"
                aria-label={`Change ${RULE_NAMES[key]}`}
                onClick={() => onEdit(key)}
              >
                <IconPencil size={16} />
              </ActionIcon>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const NO_STANDING: NonNullable<RulesTableProps['standing']> = {}

interface StandingProps {
  readonly rule: Rule
  readonly onRelease: RulesTableProps['onRelease']
  readonly onEndRelease: RulesTableProps['onEndRelease']
}

/** What it does now: its use, what it refused of late, who lifted it. */
function Standing({ rule, onRelease, onEndRelease }: StandingProps): ReactNode {
  const { state, used, limit, refused, lastRefusedAt, releasedUntil, releasedBy, releaseWords, canRelease } = rule
  return (
    <>
      <Group gap={6}>
        <StatusBadge tone={state === 'off' ? 'neutral' : state === 'armed' ? 'good' : 'watch'}>
          {state === 'off' ? 'Off' : state === 'armed' ? 'Holds' : 'Released'}
        </StatusBadge>
        {used !== null && limit !== null && state !== 'off' && (
          <Text size="xs" c="dimmed" className="figures">
            {`${used} of ${limit} now`}
          </Text>
        )}
      </Group>
      {releasedUntil !== null && (
        <Text size="xs" c="dimmed">
          until <When at={releasedUntil} full />
          {releasedBy !== null && `, by ${releasedBy}`}
          {releaseWords !== null && `: ${releaseWords}`}
        </Text>
      )}
      {refused > 0 && (
        <Text size="xs" c="var(--negative)">
          {`${plural(refused, 'call')} refused in 24 hours`}
          {lastRefusedAt !== null && (
            <>
              , the last <Ago at={lastRefusedAt} />
            </>
          )}
        </Text>
      )}
      {state === 'armed' && canRelease && onRelease !== undefined && (
        <Button size="compact-xs" variant="default" mt={4} onClick={() => onRelease(rule)}>
          Release
        </Button>
      )}
      {state === 'released' && onEndRelease !== undefined && (
        <Button size="compact-xs" variant="default" mt={4} onClick={() => onEndRelease(rule)}>
          Put in force again
        </Button>
      )}
    </>
  )
}
