import { z } from 'zod'
import { OWN_CALL_RULES } from '#domain/credit-control/call-rule-names.ts'
import { CALL_RULE_BOUNDS } from '#domain/credit-control/call-rule-settings.ts'
import { CONTROL_LIMITS } from '#domain/credit-control/controls.ts'
import { COUNTRY_KEYS } from '#domain/usage/countries.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, id, instant, money, words } from './wire.ts'

const minutePrice = money
  .refine((value) => value >= 0n && value <= CONTROL_LIMITS.moneyMicros, 'Write an amount from 0.00 to 1000000.00.')
  .meta({ description: 'A minute, ex GST' })
const calls = z.int().min(1).max(CALL_RULE_BOUNDS.calls)
const country = z.enum(COUNTRY_KEYS).meta({ id: 'Country', description: 'ISO 3166 code; XK Kosovo, AC Ascension' })

/** A rule as it is set. */
export const callRuleSettings = {
  premium: z.object({ isOn: z.boolean() }).strict().meta({
    description: 'On: 190x, the 19x numbers that charge for messages, +808 and +979 are refused',
  }),
  satellite: z.object({ isOn: z.boolean() }).strict().meta({
    description: 'On: +870, +881, +882, +883, +888, 0145 and 0147 are refused',
  }),
  overseasDestinations: z
    .object({
      allow: z.enum(['all', 'none', 'only']),
      countries: z.array(country).max(CALL_RULE_BOUNDS.countries).meta({ description: 'Where only some are allowed' }),
    })
    .strict()
    .refine(({ allow, countries }) => allow !== 'only' || countries.length > 0, 'Choose at least one country.')
    .refine(({ countries }) => new Set(countries).size === countries.length, 'A country is there twice.'),
  priceCeiling: z
    .object({ isOn: z.boolean(), perMinute: minutePrice })
    .strict()
    .meta({ description: 'Calls to other countries that cost more a minute are refused' }),
  channels: z
    .object({
      isOn: z.boolean(),
      calls: calls.nullable().meta({ description: 'null: as many as the plan includes and were bought beside it' }),
    })
    .strict()
    .meta({ description: 'Calls at once, in and out' }),
  overseasChannels: z
    .object({ isOn: z.boolean(), calls })
    .strict()
    .meta({ description: 'Calls to other countries at once' }),
  velocity: z.object({ isOn: z.boolean(), calls }).strict().meta({ description: 'Calls out begun within a minute' }),
  firstSeen: z
    .object({
      isOn: z.boolean(),
      perMinute: minutePrice,
      action: z.enum(['refuse', 'one-call']).meta({
        description:
          'one-call: the first goes through, and no other for a day unless somebody says that they are theirs',
      }),
    })
    .strict()
    .meta({ description: 'Calls to a country the account never called, where a minute costs more' }),
}

const changes = {
  premium: callRuleSettings.premium.nullable(),
  satellite: callRuleSettings.satellite.nullable(),
  overseasDestinations: callRuleSettings.overseasDestinations.nullable(),
  priceCeiling: callRuleSettings.priceCeiling.nullable(),
  channels: callRuleSettings.channels.nullable(),
  overseasChannels: callRuleSettings.overseasChannels.nullable(),
  velocity: callRuleSettings.velocity.nullable(),
  firstSeen: callRuleSettings.firstSeen.nullable(),
}

/** Rules to change: one that is given is replaced, null takes back what was said of it, one that is left out stays. */
export const callRuleChanges = z.object(changes).partial().strict()

const ruleName = z.enum(OWN_CALL_RULES)

const rule = z
  .object({
    rule: ruleName.meta({ description: 'As the path of a release names it' }),
    name: z.string(),
    state: z.enum(['off', 'armed', 'released']).meta({
      description: 'off: holds nothing back; armed: refuses calls; released: lifted until `releasedUntil`',
    }),
    saidBy: z.enum(['account', 'reseller', 'nobody']).meta({ description: 'Whose word it is; nobody: built in' }),
    used: z.int().nullable().meta({ description: 'Now, of rules that count what goes on: calls' }),
    limit: z.int().nullable().meta({ description: 'Likewise; null: none' }),
    refused: z.int().meta({ description: 'Calls it refused within 24 hours' }),
    lastRefusedAt: instant.nullable(),
    releasedUntil: instant.nullable(),
    releasedBy: z.string().nullable().meta({ description: 'Who lifted it. Staff only' }),
    releaseWords: z.string().nullable().meta({ description: 'Why. Staff only' }),
    canRelease: z.boolean().meta({ description: 'Whether who asks may lift it now' }),
    explanation: z.string().meta({ description: 'What it does, in a sentence for people' }),
  })
  .meta({ id: 'CallRule' })

const accountRules = z
  .object({
    accountId: id,
    rules: z.array(rule),
    settings: z.object(callRuleSettings).nullable().meta({ description: 'As they hold; null for customers' }),
    channels: z.int().meta({ description: 'What the plan includes and was bought beside it; 0: nobody said' }),
    currency,
    version: z.int(),
  })
  .meta({ id: 'AccountCallRules' })

const limitMoney = z.object({ isOn: z.boolean(), amount: minutePrice.meta({ description: 'Ex GST' }) }).strict()

/** Limits a reseller has for all its accounts; null: those built in. */
export const defaultLimits = {
  fraudSpendDay: limitMoney.nullable(),
  fraudSpendHour: limitMoney.nullable(),
  overseasCalls: z.object({ isOn: z.boolean(), calls }).strict().nullable(),
}

const defaults = z
  .object({
    rules: z.object(callRuleSettings).meta({ description: 'As they hold for an account that says nothing else' }),
    said: z.array(ruleName).meta({ description: 'Those the reseller said something of; the others are built in' }),
    limits: z.object(defaultLimits),
    currency,
    version: z.int(),
  })
  .meta({ id: 'CallRuleDefaults' })

const account = z.object({ accountId: id })
const oneRule = z.object({ accountId: id, rule: ruleName })

const calledCountry = z
  .object({
    country,
    name: z.string(),
    firstCalledAt: instant.nullable().meta({ description: 'null: not yet, or before this was kept' }),
    confirmedAt: instant.nullable().meta({ description: 'When somebody said that calls there are theirs' }),
    confirmedBy: z.string().nullable(),
  })
  .meta({ id: 'CalledCountry' })

export const callRulesEndpoints = {
  readCallRules: endpoint({
    id: 'call-rules.read',
    method: 'GET',
    path: '/accounts/{accountId}/call-rules',
    summary: 'The rules that refuse calls of an account: how each stands',
    description: 'Where the switch asks before each call. Calls to emergency numbers are refused by nothing.',
    access: 'credit-control.read',
    params: account,
    response: accountRules,
    etag: true,
  }),
  writeCallRules: endpoint({
    id: 'call-rules.write',
    method: 'PUT',
    path: '/accounts/{accountId}/call-rules',
    summary: 'Set rules that refuse calls of an account',
    description:
      'A rule that is given is replaced as a whole, null takes it back to what the reseller has, one left out stays.',
    access: 'credit-control.write',
    params: account,
    body: callRuleChanges.refine(
      (body) => Object.values(body).some((value) => value !== undefined),
      'Say what changes.',
    ),
    response: accountRules,
    etag: true,
  }),
  releaseCallRule: endpoint({
    id: 'call-rules.release',
    method: 'POST',
    path: '/accounts/{accountId}/call-rules/{rule}/release',
    summary: 'Lift a rule for a while',
    access: 'credit-control.write',
    params: oneRule,
    body: z
      .object({
        until: instant.optional().meta({ description: 'At most 31 days away; left out: 24 hours from now' }),
        words: words(300).meta({ description: 'Why' }),
      })
      .strict(),
    response: accountRules,
  }),
  endCallRuleRelease: endpoint({
    id: 'call-rules.end-release',
    method: 'DELETE',
    path: '/accounts/{accountId}/call-rules/{rule}/release',
    summary: 'Put a rule that was lifted in force again',
    access: 'credit-control.write',
    params: oneRule,
  }),
  listCalledCountries: endpoint({
    id: 'call-rules.countries',
    method: 'GET',
    path: '/accounts/{accountId}/countries',
    summary: 'The countries an account is known to call',
    access: 'credit-control.read',
    params: account,
    response: z.object({ items: z.array(calledCountry) }),
  }),
  confirmCountry: endpoint({
    id: 'call-rules.confirm-country',
    method: 'POST',
    path: '/accounts/{accountId}/countries/{country}/confirm',
    summary: 'Calls to a country are theirs: it is new no longer',
    access: 'fraud-answers.write',
    params: z.object({ accountId: id, country }),
    response: calledCountry,
  }),
  readCallRuleDefaults: endpoint({
    id: 'call-rules.read-defaults',
    method: 'GET',
    path: '/call-rule-defaults',
    summary: 'The rules and fraud limits of all accounts that say nothing else',
    access: 'risk.read',
    response: defaults,
    etag: true,
  }),
  writeCallRuleDefaults: endpoint({
    id: 'call-rules.write-defaults',
    method: 'PUT',
    path: '/call-rule-defaults',
    summary: 'Set the rules and fraud limits of all accounts that say nothing else',
    description: 'In force at once. Try it on past calls first: POST /api/v1/back-tests.',
    access: 'risk.write',
    body: z
      .object({ ...changes, ...defaultLimits })
      .partial()
      .strict()
      .refine((body) => Object.values(body).some((value) => value !== undefined), 'Say what changes.'),
    response: defaults,
    etag: true,
  }),
} satisfies Record<string, Endpoint>
