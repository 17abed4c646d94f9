import { Button, Group, Modal, NumberInput, Stack, Switch, Text } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { ApiProblem, detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { useAccount } from '../account-context.tsx'
import { CONTROL_FIELDS, type ControlGroup, type Controls, type Settings } from './control-words.ts'

interface ControlDialogProps {
  readonly group: ControlGroup
  readonly onClose: () => void
}

/** Switches a control and sets its limit. */
export function ControlDialog({ group, onClose }: ControlDialogProps): ReactNode {
  const { account } = useAccount()
  const query = useRead('readCreditControl', { params: { accountId: account.id } })
  return (
    <Modal opened onClose={onClose} title={group.name} size={440}>
      <Loaded query={query} what="the limits">
        {({ settings, version }) =>
          settings !== null && <Fields group={group} settings={settings} version={version} onClose={onClose} />
        }
      </Loaded>
    </Modal>
  )
}

type Field = keyof Controls
interface Draft {
  readonly isOn: boolean
  readonly limit: string
}

interface FieldsProps extends ControlDialogProps {
  readonly settings: Settings
  readonly version: number
}

function Fields({ group, settings, version, onClose }: FieldsProps): ReactNode {
  const { account } = useAccount()
  const [drafts, setDrafts] = useState<Readonly<Partial<Record<Field, Draft>>>>(() =>
    Object.fromEntries(group.keys.map((key) => [key, draftOf(settings, key)])),
  )
  const write = useChange('writeCreditControl', { silent: true, done: `${group.name} saved`, onDone: onClose })
  const faults = write.error instanceof ApiProblem ? write.error.faults : []
  const save = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const body = Object.fromEntries(group.keys.map((key) => [key, settingOf(key, drafts[key])]))
    write.mutate({ params: { accountId: account.id }, body, ifVersion: version })
  }
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {group.keys.map((key) => (
          <ControlField
            key={key}
            field={key}
            draft={drafts[key] ?? { isOn: false, limit: '' }}
            error={faults.find(({ field }) => field?.startsWith(key))?.message}
            onChange={(draft) => setDrafts({ ...drafts, [key]: draft })}
          />
        ))}
        {write.error !== null && faults.length === 0 && (
          <Text size="sm" c="var(--negative)" role="alert">
            {detailOf(write.error)}
          </Text>
        )}
        <Group>
          <Button type="submit" loading={write.isPending}>
            Save
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface ControlFieldProps {
  readonly field: Field
  readonly draft: Draft
  readonly error: string | undefined
  readonly onChange: (draft: Draft) => void
}

function ControlField({ field, draft, error, onChange }: ControlFieldProps): ReactNode {
  const { label, unit, help } = CONTROL_FIELDS[field]
  const shared = { label: 'Limit', description: help, disabled: !draft.isOn, ...(error !== undefined && { error }) }
  return (
    <Stack gap="xs">
      <Switch
        label={label}
        checked={draft.isOn}
        onChange={(event) => onChange({ ...draft, isOn: event.currentTarget.checked })}
      />
      {unit === 'money' ? (
        <MoneyInput
          {...shared}
          value={draft.limit}
          onChange={(event) => onChange({ ...draft, limit: event.currentTarget.value })}
        />
      ) : (
        <NumberInput
          {...shared}
          min={1}
          allowDecimal={false}
          suffix={unit === 'calls' ? ' calls' : ' refusals'}
          value={draft.limit}
          onChange={(value) => onChange({ ...draft, limit: String(value) })}
        />
      )}
    </Stack>
  )
}

function draftOf(settings: Settings, field: Field): Draft {
  const setting = settings[field]
  if ('amount' in setting) return { isOn: setting.isOn, limit: setting.amount }
  return { isOn: setting.isOn, limit: String('calls' in setting ? setting.calls : setting.failures) }
}

/** As the API takes it; what is no number is refused by it, with words. */
function settingOf(field: Field, { isOn, limit }: Draft = { isOn: false, limit: '' }): object {
  if (CONTROL_FIELDS[field].unit === 'money') return { isOn, amount: limit.trim() }
  const count = Number(limit === '' ? Number.NaN : limit)
  return field === 'overseasCalls' ? { isOn, calls: count } : { isOn, failures: count }
}
