import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { When } from '../../../shared/format/figures.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { FraudAnswerDialog, SettleDialog } from '../../risk/fraud-answer-dialog.tsx'
import { useAccount } from '../account-context.tsx'

/** Where a fraud limit is tripped: whose calls it were, as somebody said or is to say. */
export function WhoseCalls(): ReactNode {
  const { account, timeZone } = useAccount()
  const may = useMay()
  const [dialog, setDialog] = useState<'theirs' | 'not-theirs' | 'settle'>()
  const { data } = useRead('readFraudAnswers', { params: { accountId: account.id } })
  if (data === undefined || (data.tripped.length === 0 && !data.isDenied)) return null
  const denial = data.isDenied ? data.items.find(({ wasMe, settledAt }) => !wasMe && settledAt === null) : undefined
  const close = (): void => setDialog(undefined)
  const name = account.name
  return (
    <Alert color={data.isDenied ? 'red' : 'yellow'} variant="light">
      <Stack gap="xs">
        <Text size="sm">
          {denial === undefined ? (
            'A fraud limit is reached and calls are held back. Ask the customer whether the calls were theirs.'
          ) : (
            <>
              <b>Not theirs:</b> {denial.by} said on <When at={denial.answeredAt} timeZone={timeZone} full /> that the
              calls were somebody else’s.{denial.words === '' ? '' : ` “${denial.words}”`}
            </>
          )}
        </Text>
        <Group gap="xs">
          {data.tripped.length > 0 && may('fraud-answers.write') && (
            <Button size="compact-sm" variant="default" onClick={() => setDialog('theirs')}>
              They were theirs
            </Button>
          )}
          {data.tripped.length > 0 && !data.isDenied && may('fraud-answers.write') && (
            <Button size="compact-sm" variant="default" onClick={() => setDialog('not-theirs')}>
              They were not
            </Button>
          )}
          {data.isDenied && may('credit-control.write') && (
            <Button size="compact-sm" variant="default" onClick={() => setDialog('settle')}>
              Settled
            </Button>
          )}
          <Button
            component={AppLink}
            to={`/customers/${account.id}/billing-records`}
            size="compact-sm"
            variant="subtle"
          >
            Look at the calls
          </Button>
        </Group>
      </Stack>
      {(dialog === 'theirs' || dialog === 'not-theirs') && (
        <FraudAnswerDialog account={{ id: account.id, name }} wasMe={dialog === 'theirs'} onClose={close} />
      )}
      {dialog === 'settle' && <SettleDialog account={{ id: account.id, name }} onClose={close} />}
    </Alert>
  )
}
