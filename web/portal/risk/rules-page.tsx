import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { useChange, useRead } from '../../shared/api/hooks.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { RULE_KEYS, type ChangeKey, type LimitKey, type Rule } from './rules/rule-words.ts'
import { RulesDesk } from './rules/rules-desk.tsx'
import { RulesTable } from './rules/rules-table.tsx'

const KEYS = Object.values(RULE_KEYS)
const LIMITS: readonly LimitKey[] = ['fraudSpendDay', 'fraudSpendHour', 'overseasCalls']

/** The rules and limits of all customers that say nothing else. */
export function Page(): ReactNode {
  const may = useMay()
  const query = useRead('readCallRuleDefaults', {})
  const write = useChange('writeCallRuleDefaults', { silent: true, done: 'Switched on' })
  return (
    <PageFrame title="Rules for all customers">
      <Text size="sm" c="dimmed" maw={720}>
        They hold for every customer that has no rule of its own. Rules refuse single calls where the switch asks before
        each; limits count what comes together and hold calls back until somebody lifts them. Emergency calls are
        refused by nothing.
      </Text>
      <Loaded query={query} what="the rules">
        {({ rules, limits, said, version }) => {
          const own = new Set<ChangeKey>([
            ...said.map((rule: Rule['rule']) => RULE_KEYS[rule]),
            ...LIMITS.filter((key) => limits[key] !== null),
          ])
          const saidBy = (key: ChangeKey): string => (own.has(key) ? 'your own' : 'built in')
          return (
            <RulesDesk
              settings={{ ...rules, ...limits }}
              canWrite={may('risk.write')}
              fallbackOf={(key) => (own.has(key) ? 'Back to what is built in' : undefined)}
              save={{
                send: (body, done) => write.mutate({ body, ifVersion: version }, { onSuccess: done }),
                isBusy: write.isPending,
                error: write.error,
              }}
            >
              {({ changes, edit }) => (
                <>
                  <Section title="Rules">
                    <RulesTable
                      label="Rules"
                      keys={KEYS}
                      settings={rules}
                      changes={changes}
                      saidBy={saidBy}
                      onEdit={edit}
                    />
                  </Section>
                  <Section title="Limits">
                    <RulesTable
                      label="Limits"
                      keys={LIMITS}
                      settings={limits}
                      changes={changes}
                      saidBy={saidBy}
                      onEdit={edit}
                    />
                  </Section>
                </>
              )}
            </RulesDesk>
          )
        }}
      </Loaded>
    </PageFrame>
  )
}
