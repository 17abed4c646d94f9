import { Button, Group, Modal, MultiSelect, NumberInput, Radio, Stack, Switch, Text } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { COUNTRIES, COUNTRY_GROUPS } from './country-groups.ts'
import {
  RULE_NAMES,
  RULE_PURPOSES,
  type ChangeKey,
  type DefaultLimits,
  type RuleChanges,
  type RuleSettings,
} from './rule-words.ts'

type Settings = RuleSettings & DefaultLimits
type Setting = NonNullable<Settings[ChangeKey]>

interface RuleDialogProps {
  readonly rule: ChangeKey
  readonly setting: Setting
  /** Whose word it may be taken back to: `what all customers have`; undefined: nobody's. */
  readonly fallback: string | undefined
  readonly onClose: () => void
  /** null: taken back. */
  readonly onChange: (changes: RuleChanges) => void
}

/** One rule as it is to be; it is not in force before it is switched on. */
export function RuleDialog({ rule, setting, fallback, onClose, onChange }: RuleDialogProps): ReactNode {
  const [draft, setDraft] = useState<Setting>(setting)
  const fault = faultOf(draft)
  const [isChecked, setChecked] = useState(false)
  const save = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    event.stopPropagation()
    if (fault === undefined) onChange({ [rule]: draft })
    else setChecked(true)
  }
  return (
    <Modal opened onClose={onClose} title={RULE_NAMES[rule]} size={520}>
      <form onSubmit={save} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {RULE_PURPOSES[rule]}
          </Text>
          <Fields rule={rule} draft={draft} onChange={setDraft} />
          {isChecked && fault !== undefined && (
            <Text size="sm" c="var(--negative)" role="alert">
              {fault}
            </Text>
          )}
          <Group>
            <Button type="submit">Keep for trying</Button>
            {fallback !== undefined && (
              <Button variant="default" onClick={() => onChange({ [rule]: null })}>
                {fallback}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** What is wrong, and what to do; the server looks at it again. */
function faultOf(setting: Setting): string | undefined {
  const money = 'perMinute' in setting ? setting.perMinute : 'amount' in setting ? setting.amount : undefined
  if (money !== undefined && !/^\d{1,7}(\.\d{1,6})?$/.test(money.trim())) return 'Write an amount like 3.00.'
  if ('calls' in setting && setting.calls !== null && !(Number.isInteger(setting.calls) && setting.calls >= 1))
    return 'Write a whole number from 1.'
  if ('allow' in setting && setting.allow === 'only' && setting.countries.length === 0)
    return 'Choose at least one country.'
  return undefined
}

interface FieldsProps {
  readonly rule: ChangeKey
  readonly draft: Setting
  readonly onChange: (draft: Setting) => void
}

function Fields({ rule, draft, onChange }: FieldsProps): ReactNode {
  if ('allow' in draft) return <Countries draft={draft} onChange={onChange} />
  const limits = (
    <>
      {'perMinute' in draft && (
        <MoneyInput
          label={rule === 'firstSeen' ? 'Countries that cost more than' : 'At most'}
          description="Ex GST"
          per="a minute"
          disabled={!draft.isOn}
          value={draft.perMinute}
          onChange={(event) => onChange({ ...draft, perMinute: event.currentTarget.value })}
        />
      )}
      {'amount' in draft && (
        <MoneyInput
          label="At most"
          description="Ex GST"
          disabled={!draft.isOn}
          value={draft.amount}
          onChange={(event) => onChange({ ...draft, amount: event.currentTarget.value })}
        />
      )}
      {'calls' in draft && (
        <NumberInput
          label="At most"
          {...(rule === 'channels' && { description: 'Left empty: as many as the plan includes and were bought' })}
          min={1}
          max={10_000}
          allowDecimal={false}
          suffix={draft.calls === 1 ? ' call' : ' calls'}
          disabled={!draft.isOn}
          value={draft.calls ?? ''}
          onChange={(value) => {
            const calls = value === '' ? null : Number(value)
            if (calls !== null || rule === 'channels') onChange({ ...draft, calls })
          }}
        />
      )}
      {'action' in draft && (
        <Radio.Group
          label="What then"
          value={draft.action}
          onChange={(action) => onChange({ ...draft, action: action === 'refuse' ? 'refuse' : 'one-call' })}
        >
          <Stack gap="xs" mt={4}>
            <Radio value="one-call" label="One call goes through within a day" disabled={!draft.isOn} />
            <Radio
              value="refuse"
              label="Every call is refused until somebody says it is wanted"
              disabled={!draft.isOn}
            />
          </Stack>
        </Radio.Group>
      )}
    </>
  )
  return (
    <>
      <Switch
        label={SWITCHES[rule]}
        checked={draft.isOn}
        data-autofocus
        onChange={(event) => onChange({ ...draft, isOn: event.currentTarget.checked })}
      />
      {limits}
    </>
  )
}

const SWITCHES: Readonly<Record<ChangeKey, string>> = {
  premium: 'Refuse calls to premium numbers',
  satellite: 'Refuse calls to satellite phones',
  overseasDestinations: '',
  priceCeiling: 'Refuse dear calls to other countries',
  channels: 'Hold calls at once to a number',
  overseasChannels: 'Hold calls overseas at once to a number',
  velocity: 'Hold how many calls begin within a minute',
  firstSeen: 'Look twice at countries that are new',
  fraudSpendDay: 'Hold what calls come to in a day',
  fraudSpendHour: 'Hold what calls come to in an hour',
  overseasCalls: 'Hold how many calls go overseas in an hour',
}

type CountriesSetting = RuleSettings['overseasDestinations']

function Countries({
  draft,
  onChange,
}: {
  readonly draft: CountriesSetting
  readonly onChange: (draft: CountriesSetting) => void
}): ReactNode {
  const { allow, countries } = draft
  const add = (more: readonly string[]): void =>
    onChange({ allow: 'only', countries: [...new Set([...countries, ...more])] as CountriesSetting['countries'] })
  return (
    <>
      <Radio.Group
        label="Calls to other countries"
        value={allow}
        onChange={(value) => onChange({ ...draft, allow: value })}
      >
        <Stack gap="xs" mt={4}>
          <Radio value="all" label="All countries may be called" />
          <Radio value="only" label="Only some" />
          <Radio value="none" label="None" />
        </Stack>
      </Radio.Group>
      {allow === 'only' && (
        <>
          <Group gap="xs" role="group" aria-label="Add several">
            {COUNTRY_GROUPS.map(({ name, countries: group }) => (
              <Button key={name} size="compact-xs" variant="default" onClick={() => add(group)}>
                {name}
              </Button>
            ))}
            {countries.length > 0 && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                onClick={() => onChange({ ...draft, countries: [] })}
              >
                Take all out
              </Button>
            )}
          </Group>
          <MultiSelect
            label={`Countries that may be called (${countries.length})`}
            placeholder="Search"
            searchable
            hidePickedOptions
            maxDropdownHeight={240}
            data={COUNTRIES}
            value={[...countries]}
            onChange={(chosen) => onChange({ ...draft, countries: chosen })}
            styles={{ pillsList: { maxHeight: 180, overflowY: 'auto' } }}
          />
        </>
      )}
    </>
  )
}
