import type pg from 'pg'
import { isOwnCallRule, type OwnCallRule } from '#domain/credit-control/call-rule-names.ts'
import { rulesInForce, settleCallRules, type CallRuleSettings } from '#domain/credit-control/call-rule-settings.ts'
import type { CallRules } from '#domain/credit-control/call-rules.ts'
import type { ControlSettings } from '#domain/credit-control/control-settings.ts'
import type { ControlStanding } from '#domain/credit-control/judge-controls.ts'
import { readReleases, type ControlledAccount, type ReleaseRow } from '#storage/queries/account-controls.ts'
import { readSaidRules, type CallRuleRow } from '#storage/queries/call-rules.ts'
import { readRemembered } from './read-controls.ts'

/** The rules of an account, and where they come from. */
export interface AccountCallRules {
  readonly account: ControlledAccount
  /** What the engine goes by now. */
  readonly rules: CallRules
  readonly settings: CallRuleSettings
  readonly said: CallRuleRow
  /** The releases in force of the rules, by rule. */
  readonly releases: ReadonlyMap<OwnCallRule, ReleaseRow>
  readonly controlSettings: ControlSettings
  /** How its controls stand, their use of calls not counted. */
  readonly standings: readonly ControlStanding[]
}

/**
 * The rules of accounts as they are in force at an instant, by account, in four queries however many accounts they are.
 * Their use is not read: a control that counts calls is tripped where somebody was told of it.
 */
export async function readCallRules(
  db: Pick<pg.ClientBase, 'query'>,
  accountIds: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, AccountCallRules>> {
  const remembered = await readRemembered(db, accountIds, now)
  const said = new Map((await readSaidRules(db, accountIds, now)).map((row) => [row.accountId, row]))
  const all = Map.groupBy(await readReleases(db, accountIds), ({ accountId }) => accountId)
  return new Map(
    remembered.flatMap(({ account, settings: controlSettings, standings }) => {
      const row = said.get(account.id)
      if (row === undefined) return []
      const settings = settleCallRules(row.ofReseller, row.ofAccount)
      const releases = releasesInForce(all.get(account.id) ?? [], now)
      const rules = rulesInForce({
        settings,
        released: new Set(releases.keys()),
        standings,
        channels: row.channels,
      })
      return [[account.id, { account, rules, settings, said: row, releases, controlSettings, standings }] as const]
    }),
  )
}

function releasesInForce(releases: readonly ReleaseRow[], now: Date): ReadonlyMap<OwnCallRule, ReleaseRow> {
  return new Map(
    releases.flatMap((release) => {
      const { control, until } = release
      return isOwnCallRule(control) && until > now ? [[control, release] as const] : []
    }),
  )
}
