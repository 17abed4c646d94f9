import { Modal, Radio, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { usersEndpoints } from '#contract/users.ts'
import { FormFrame } from '../form/form-frame.tsx'
import { useApiForm } from '../form/use-api-form.ts'
import { NumbersSelect } from './numbers-select.tsx'
import type { AccountUser } from './user-columns.tsx'
import { CUSTOMER_ROLE_DUTIES, CUSTOMER_ROLE_OPTIONS, type UsersOf } from './user-words.ts'

interface UserDialogProps {
  readonly account: UsersOf
  readonly user: AccountUser
  readonly onClose: () => void
}

type UserDraft = { name: string; role: string; numbers: readonly string[] }

/** Changes the role and the numbers of a user, and the name of one who has not signed in yet. */
export function UserDialog({ account, user, onClose }: UserDialogProps): ReactNode {
  const isNew = user.status === 'invited' && user.name !== ''
  const initial: UserDraft = { name: user.name, role: user.role, numbers: user.numbers ?? [] }
  const { form, ...frame } = useApiForm('changeUser', {
    initial,
    schema: usersEndpoints.changeUser.body,
    toBody: ({ name, role, numbers }) => ({
      role,
      ...(isNew && { name }),
      ...(role === 'customer-user' && { numbers }),
    }),
    toAsk: (body) => ({ params: { accountId: account.id, userId: user.id }, body, ifVersion: user.version }),
    done: 'User saved',
    onDone: onClose,
  })
  return (
    <Modal opened onClose={onClose} title={user.name === '' ? user.email : user.name} size={480}>
      <FormFrame action="Save user" {...frame} onCancel={onClose}>
        {isNew && <TextInput label="Name" {...form.getInputProps('name')} />}
        <Radio.Group label="Role" {...form.getInputProps('role')}>
          <Stack gap={6} mt={4}>
            {CUSTOMER_ROLE_OPTIONS.map(({ value, label }) => (
              <Radio key={value} value={value} label={label} description={CUSTOMER_ROLE_DUTIES[value]} />
            ))}
          </Stack>
        </Radio.Group>
        {form.values.role === 'customer-user' && (
          <NumbersSelect
            accountId={account.id}
            value={form.values.numbers}
            onChange={(numbers) => form.setFieldValue('numbers', numbers)}
            error={form.errors['numbers']}
          />
        )}
      </FormFrame>
    </Modal>
  )
}
