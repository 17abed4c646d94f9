import { ActionIcon, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { faultsOfDraft, type Invitation } from './invitation.ts'
import { NumbersSelect } from './numbers-select.tsx'
import { CUSTOMER_ROLE_OPTIONS } from './user-words.ts'
import classes from './invitation-fields.module.css'

interface InvitationFieldsProps {
  readonly accountId: string
  readonly invitation: Invitation
  readonly isFirst: boolean
  readonly onChange: (invitation: Invitation) => void
  /** Left out: it is the only one. */
  readonly onRemove?: () => void
}

/** One person to be invited. */
export function InvitationFields({
  accountId,
  invitation,
  isFirst,
  onChange,
  onRemove,
}: InvitationFieldsProps): ReactNode {
  const { email, name, role, numbers, faults } = invitation
  const check = (field: 'email' | 'name'): void => {
    const fault = invitation[field] === '' ? undefined : faultsOfDraft(invitation)[field]
    onChange({ ...invitation, faults: { ...faults, [field]: fault } })
  }
  return (
    <div className={classes['person']} role="group" aria-label={email === '' ? 'Somebody new' : email}>
      <TextInput
        label="E-mail address"
        type="email"
        value={email}
        error={faults.email}
        {...(isFirst && { 'data-autofocus': true })}
        onChange={(event) =>
          onChange({ ...invitation, email: event.currentTarget.value, faults: { ...faults, email: undefined } })
        }
        onBlur={() => check('email')}
      />
      <TextInput
        label="Name"
        value={name}
        error={faults.name}
        onChange={(event) =>
          onChange({ ...invitation, name: event.currentTarget.value, faults: { ...faults, name: undefined } })
        }
        onBlur={() => check('name')}
      />
      <Select
        label="Role"
        data={[...CUSTOMER_ROLE_OPTIONS]}
        value={role}
        allowDeselect={false}
        onChange={(value) => value !== null && onChange({ ...invitation, role: value })}
      />
      {onRemove !== undefined && (
        <ActionIcon
          className={classes['remove']}
          variant="subtle"
          color="gray"
          size={36}
          aria-label={`Do not invite ${email === '' ? 'this one' : email}`}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
      {role === 'customer-user' && (
        <div className={classes['numbers']}>
          <NumbersSelect
            accountId={accountId}
            value={numbers}
            error={faults.numbers}
            onChange={(chosen) => onChange({ ...invitation, numbers: chosen })}
          />
        </div>
      )}
    </div>
  )
}
