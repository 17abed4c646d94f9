import { MultiSelect, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'

export interface WebhookValues extends Record<string, unknown> {
  readonly url: string
  readonly description: string
  readonly eventTypes: string[]
}

/** Where to, what for, and which events. */
export function WebhookFields({ form }: { readonly form: UseFormReturnType<WebhookValues> }): ReactNode {
  const types = useRead('listEventTypes', {})
  const names = types.data?.items.map(({ type }) => type) ?? []
  const nouns = [...new Set(names.map((type) => `${type.split('.')[0] ?? type}.*`))]
  const chosen = form.values.eventTypes.filter((type) => !names.includes(type) && !nouns.includes(type))
  return (
    <>
      <TextInput
        label="Address"
        placeholder="https://hooks.example.com/phones"
        data-autofocus
        key={form.key('url')}
        {...form.getInputProps('url')}
      />
      <TextInput label="What it is for" key={form.key('description')} {...form.getInputProps('description')} />
      <MultiSelect
        label="Events"
        description="None chosen: every event"
        searchable
        clearable
        data={[
          { group: 'All of a kind', items: nouns },
          { group: 'One by one', items: [...names, ...chosen] },
        ]}
        key={form.key('eventTypes')}
        {...form.getInputProps('eventTypes')}
      />
    </>
  )
}
