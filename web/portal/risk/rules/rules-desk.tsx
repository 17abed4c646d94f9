import { Alert, Button, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { LeaveGuard } from '../../../shared/form/leave-guard.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { BackTest, useBackTest } from './back-test.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import {
  BUILT_IN_LIMITS,
  RULE_NAMES,
  type ChangeKey,
  type DefaultLimits,
  type RuleChanges,
  type RuleSettings,
} from './rule-words.ts'
import classes from './rules.module.css'

interface RulesDeskProps {
  /** One customer's; left out: those of all. */
  readonly accountId?: string
  readonly settings: RuleSettings & Partial<DefaultLimits>
  readonly canWrite: boolean
  /** What a rule is taken back to: `As for all customers`; undefined: there is nothing to take back. */
  readonly fallbackOf: (key: ChangeKey) => string | undefined
  readonly save: {
    readonly send: (changes: RuleChanges, done: () => void) => void
    readonly isBusy: boolean
    readonly error: Error | null
  }
  readonly children: (tools: {
    readonly changes: RuleChanges
    readonly edit: ((key: ChangeKey) => void) | undefined
  }) => ReactNode
}

/** Rules are changed here as a draft: tried on past calls first, then switched on. */
export function RulesDesk({ accountId, settings, canWrite, fallbackOf, save, children }: RulesDeskProps): ReactNode {
  const [changes, setChanges] = useState<RuleChanges>({})
  const [edited, setEdited] = useState<ChangeKey>()
  const test = useBackTest(accountId)
  const names = Object.keys(changes).map((key) => RULE_NAMES[key as ChangeKey])
  const setting = edited === undefined ? undefined : (changes[edited] ?? settings[edited] ?? builtIn(edited))
  const discard = (): void => {
    setChanges({})
    test.forget()
  }
  return (
    <Stack gap="lg">
      {children({ changes, edit: canWrite ? setEdited : undefined })}
      {test.isShown && <BackTest test={test} />}
      {names.length > 0 && (
        <div className={classes['draft']} role="region" aria-label="Changes that are not in force">
          <Text size="sm" style={{ flex: '1 1 240px' }}>
            <b>{`${plural(names.length, 'change')} not in force:`}</b> {names.join(', ')}
          </Text>
          <Button size="compact-md" variant="default" loading={test.isBusy} onClick={() => test.start(changes)}>
            Try on the last 30 days
          </Button>
          <Button size="compact-md" loading={save.isBusy} onClick={() => save.send(changes, discard)}>
            Switch on
          </Button>
          <Button size="compact-md" variant="subtle" color="gray" onClick={discard}>
            Discard
          </Button>
          {save.error !== null && (
            <Alert color="red" role="alert" title="Nothing was switched on" w="100%">
              {detailOf(save.error)}
            </Alert>
          )}
        </div>
      )}
      {edited !== undefined && setting !== undefined && setting !== null && (
        <RuleDialog
          rule={edited}
          setting={setting}
          fallback={fallbackOf(edited)}
          onClose={() => setEdited(undefined)}
          onChange={(more) => {
            setChanges((before) => ({ ...before, ...more }))
            setEdited(undefined)
          }}
        />
      )}
      <LeaveGuard isDirty={() => names.length > 0} />
    </Stack>
  )
}

function builtIn(key: ChangeKey) {
  return key in BUILT_IN_LIMITS ? BUILT_IN_LIMITS[key as keyof DefaultLimits] : undefined
}
