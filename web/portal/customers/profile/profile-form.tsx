import { useState, type ReactNode } from 'react'
import { accountsEndpoints } from '#contract/accounts.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { useAccount } from '../account-context.tsx'
import { draftOf, fieldOf } from '../fields/customer-draft.ts'
import type { ProfilePart } from './profile-parts.tsx'
import classes from './profile-form.module.css'

interface ProfileFormProps {
  readonly part: ProfilePart
  readonly onDone: () => void
}

/** One part of a profile being changed. What it began with stays until what is there now is asked for. */
export function ProfileForm({ part, onDone }: ProfileFormProps): ReactNode {
  const { account, reload } = useAccount()
  const [basis, setBasis] = useState(account)
  const readAgain = async (): Promise<void> => {
    const now = await reload()
    if (now !== undefined) setBasis(now)
  }
  return <Editor key={basis.version} part={part} basis={basis} onDone={onDone} onReload={() => void readAgain()} />
}

interface EditorProps extends ProfileFormProps {
  readonly basis: Answer<'readAccount'>
  readonly onReload: () => void
}

function Editor({ part, basis, onDone, onReload }: EditorProps): ReactNode {
  const { form, ...frame } = useApiForm('changeAccount', {
    initial: draftOf(basis),
    schema: accountsEndpoints.changeAccount.body,
    toBody: part.toBody,
    toAsk: (body) => ({ params: { accountId: basis.id }, body, ifVersion: basis.version }),
    fieldOf,
    done: `${part.title}: saved`,
    onDone,
  })
  return (
    <div className={classes['form']}>
      <FormFrame action="Save changes" {...frame} onCancel={onDone} onReload={onReload}>
        {part.edit({
          inputs: form.getInputProps,
          values: form.values,
          account: basis,
          onAcn: (acn) => form.setFieldValue('acn', acn),
        })}
      </FormFrame>
    </div>
  )
}
