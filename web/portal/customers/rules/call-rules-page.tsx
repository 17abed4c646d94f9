import { Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { ReleaseRuleDialog } from '../../risk/rules/release-rule-dialog.tsx'
import { RULE_KEYS, type ChangeKey, type Rule } from '../../risk/rules/rule-words.ts'
import { RulesDesk } from '../../risk/rules/rules-desk.tsx'
import { RulesTable } from '../../risk/rules/rules-table.tsx'
import { useAccount } from '../account-context.tsx'
import { CalledCountries } from './called-countries.tsx'

const SAID_BY: Readonly<Record<Rule['saidBy'], string>> = {
  account: 'this customer’s own',
  reseller: 'as for all customers',
  nobody: 'as for all customers, built in',
}

/** The rules that refuse calls of one customer: how each stands, what differs from all customers, who lifted it. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const canWrite = may('credit-control.write')
  const params = { accountId: account.id }
  const [released, setReleased] = useState<Rule>()
  const query = useRead('readCallRules', { params })
  const write = useChange('writeCallRules', { silent: true, done: 'Switched on' })
  const end = useChange('endCallRuleRelease', { done: 'In force again' })
  return (
    <PageFrame title="Call rules">
      <Text size="sm" c="dimmed" maw={720}>
        Where the switch asks before each call, these refuse single calls out. Emergency calls are refused by nothing.
      </Text>
      <Loaded query={query} what="the rules">
        {({ rules, settings, version }) => {
          if (settings === null) return null
          const standing = Object.fromEntries(rules.map((rule) => [RULE_KEYS[rule.rule], rule]))
          const byKey = (key: ChangeKey): Rule | undefined => standing[key]
          return (
            <RulesDesk
              accountId={account.id}
              settings={settings}
              canWrite={canWrite}
              fallbackOf={(key) => (byKey(key)?.saidBy === 'account' ? 'As for all customers' : undefined)}
              save={{
                send: (body, done) => write.mutate({ params, body, ifVersion: version }, { onSuccess: done }),
                isBusy: write.isPending,
                error: write.error,
              }}
            >
              {({ changes, edit }) => (
                <Section title="Rules">
                  <RulesTable
                    label="Rules"
                    keys={Object.values(RULE_KEYS)}
                    settings={settings}
                    changes={changes}
                    standing={standing}
                    saidBy={(key) => SAID_BY[byKey(key)?.saidBy ?? 'nobody']}
                    onEdit={edit}
                    onRelease={setReleased}
                    onEndRelease={
                      canWrite ? (rule) => end.mutate({ params: { ...params, rule: rule.rule } }) : undefined
                    }
                  />
                </Section>
              )}
            </RulesDesk>
          )
        }}
      </Loaded>
      <CalledCountries />
      {released !== undefined && (
        <ReleaseRuleDialog account={account} rule={released} onClose={() => setReleased(undefined)} />
      )}
    </PageFrame>
  )
}
