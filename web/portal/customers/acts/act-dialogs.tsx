import { useCallback, type ReactNode } from 'react'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { useAccount } from '../account-context.tsx'
import { ActivateDialog } from './activate-dialog.tsx'
import { useActs, type ActDialogProps, type ActKey } from './acts.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { ReinstateDialog } from './reinstate-dialog.tsx'
import { SignInAsDialog } from './sign-in-as-dialog.tsx'
import { SuspendDialog } from './suspend-dialog.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

const DIALOGS: Readonly<Record<ActKey, (props: ActDialogProps) => ReactNode>> = {
  activate: ActivateDialog,
  reinstate: ReinstateDialog,
  withdraw: WithdrawDialog,
  suspend: SuspendDialog,
  cancel: CancelDialog,
  'sign-in-as': SignInAsDialog,
}

/** The dialog the address asks for (`?do=suspend`), if it can be done and by whom is signed in. */
export function ActDialogs(): ReactNode {
  const [state, change] = useQueryState()
  const { account } = useAccount()
  const { acts } = useActs(account)
  const act = acts.find(({ key }) => key === state['do'])
  const close = useCallback(() => change({ do: undefined }, { replace: true }), [change])
  if (act === undefined) return null
  const Dialog = DIALOGS[act.key]
  return <Dialog onClose={close} />
}
