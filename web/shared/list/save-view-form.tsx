import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { ApiProblem, detailOf } from '../api/api-problem.ts'
import { useChange } from '../api/hooks.ts'

interface SaveViewFormProps {
  readonly list: string
  readonly query: string
}

/** Keeps the present filters under a name; a name that is taken is asked about. */
export function SaveViewForm({ list, query }: SaveViewFormProps): ReactNode {
  const [name, setName] = useState('')
  const save = useChange('saveView', { silent: true, done: ({ name: kept }) => `Saved as ${kept}` })
  const isTaken = save.error instanceof ApiProblem && save.error.code === 'already_exists'
  const send = (replace: boolean): void => {
    const words = name.trim()
    if (words !== '' && !save.isPending) save.mutate({ body: { list, name: words, query, replace } })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send(isTaken)
      }}
    >
      <Stack gap="xs">
        <TextInput
          label="Save these filters as"
          size="sm"
          maxLength={60}
          value={name}
          error={save.error === null ? undefined : isTaken ? 'You have a view of that name.' : detailOf(save.error)}
          onChange={(event) => {
            setName(event.currentTarget.value)
            save.reset()
          }}
        />
        <Group gap="xs">
          <Button type="submit" size="compact-sm" disabled={name.trim() === ''} loading={save.isPending}>
            {isTaken ? 'Replace it' : 'Save view'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
