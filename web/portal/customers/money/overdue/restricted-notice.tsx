import { Alert, Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../../shared/access/session.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import { moneyText } from '../../../../shared/format/money.ts'
import { AppLink } from '../../../../shared/router/app-link.tsx'
import { useAccount } from '../../account-context.tsx'

/** Says on every page of a customer that its calls are barred for what is overdue. */
export function RestrictedNotice(): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const isAsked = account.paymentMode === 'postpaid' && account.status === 'active' && may('dunning.read')
  const { data } = useRead('readAccountDunning', { params: { accountId: account.id } }, { enabled: isAsked })
  if (!isAsked || data?.isRestricted !== true) return null
  return (
    <Alert color="yellow" variant="light" p="xs">
      <Text size="sm">
        <b>Restricted</b>
        {`: ${moneyText(data.chased)} is overdue, and calls out are barred, but for emergency numbers. `}
        <Anchor component={AppLink} to={`/customers/${account.id}/statements/overdue`} inherit underline="always">
          What was done
        </Anchor>
      </Text>
    </Alert>
  )
}
