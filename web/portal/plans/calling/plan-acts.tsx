import { ActionIcon, Button, Group, Menu, Modal, Stack, Textarea } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { tellDone } from '../../../shared/feedback/toast.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { JsonDialog } from './json-dialog.tsx'

type Plan = Answer<'readCallingPlan'>
type Asking = 'describe' | 'retire' | 'delete' | 'json'

interface PlanActsProps {
  readonly plan: Plan
  readonly definition: Readonly<Record<string, unknown>>
}

/** What else can be done with a plan, and what each does. */
export function PlanActs({ plan, definition }: PlanActsProps): ReactNode {
  const [asking, ask] = useState<Asking>()
  const navigate = useNavigate()
  const close = (): void => ask(undefined)
  const params = { planId: plan.id }
  const restore = useChange('restoreCallingPlan', { done: `${plan.name} is on sale again` })
  const retire = useChange('retireCallingPlan', {
    onDone: () => {
      close()
      tellDone(`${plan.name} is retired`, { act: () => restore.mutate({ params }) })
    },
  })
  const remove = useChange('deleteCallingPlan', {
    done: `${plan.name} is deleted`,
    onDone: () => void navigate({ to: '/plans' }),
  })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label="More about this plan">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => ask('describe')}>Change the description</Menu.Item>
          <Menu.Item onClick={() => ask('json')}>Show as JSON</Menu.Item>
          <Menu.Divider />
          {plan.status === 'active' ? (
            <Menu.Item onClick={() => ask('retire')}>Retire</Menu.Item>
          ) : (
            <Menu.Item onClick={() => restore.mutate({ params })}>Put back on sale</Menu.Item>
          )}
          {plan.accounts === 0 && (
            <Menu.Item color="red" onClick={() => ask('delete')}>
              Delete
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking === 'retire'}
        onClose={close}
        title={`Retire ${plan.name}?`}
        consequences={[
          'Nobody new can be put on it.',
          plan.accounts === 0
            ? 'Nobody is on it now.'
            : `${plural(plan.accounts, 'customer')} on it ${plan.accounts === 1 ? 'stays' : 'stay'}, and ${plan.accounts === 1 ? 'is' : 'are'} charged as before.`,
          'It can be put back on sale.',
        ]}
        action="Retire plan"
        isBusy={retire.isPending}
        onConfirm={() => retire.mutate({ params })}
      />
      <ConfirmDialog
        opened={asking === 'delete'}
        onClose={close}
        title={`Delete ${plan.name}?`}
        consequences={[
          `Its ${plural(plan.versions.length, 'version')} and their rates are gone for good.`,
          'Where anybody was ever on it, it stays on record and this is refused: retire it instead.',
        ]}
        action="Delete plan"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ params })}
      />
      <JsonDialog opened={asking === 'json'} onClose={close} definition={definition} />
      <Modal opened={asking === 'describe'} onClose={close} title="Description">
        {asking === 'describe' && <Describe plan={plan} onClose={close} />}
      </Modal>
    </>
  )
}

function Describe({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }): ReactNode {
  const [words, setWords] = useState(plan.description)
  const describe = useChange('describeCallingPlan', { done: 'Description saved', onDone: onClose })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        describe.mutate({ params: { planId: plan.id }, body: { description: words }, ifVersion: plan.version })
      }}
    >
      <Stack>
        <Textarea
          label="For your staff: what it is, and for whom"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={4}
          data-autofocus
        />
        <Group>
          <Button type="submit" loading={describe.isPending}>
            Save description
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
