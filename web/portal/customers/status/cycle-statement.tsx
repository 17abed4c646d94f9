import { Button, Group, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { addressOf } from '../../../shared/api/client.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { moneyText } from '../../../shared/format/money.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useAccount } from '../account-context.tsx'

/** With its form, which checks by the contract, when it is wanted. */
const SendDialog = lazy(async () => ({ default: (await import('../money/statements/send-dialog.tsx')).SendDialog }))

/** The statement or invoice of a cycle: opened, as PDF, or mailed again. */
export function CycleStatement({ status }: { readonly status: Answer<'readAccountStatus'> }): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const [isSending, setSending] = useState(false)
  const { statement } = status.cycle
  const noun = status.account.paymentMode === 'postpaid' ? 'invoice' : 'statement'
  if (statement === null) {
    return (
      <Text size="sm" c="dimmed">
        {status.cycle.isCurrent
          ? `The ${noun} of this cycle is issued after ${dayText(status.cycle.to)}.`
          : `No ${noun} was issued for this cycle.`}
      </Text>
    )
  }
  const { id, kind, number, issuedOn, dueOn, total } = statement
  return (
    <Stack gap="xs">
      <div>
        <Text fw={500}>{`${kind === 'invoice' ? 'Invoice' : 'Statement'} ${number}`}</Text>
        <Text size="sm" c="dimmed" className="figures">
          {`${moneyText(total)} inc. GST · issued ${dayText(issuedOn)}${dueOn === null ? '' : ` · due ${dayText(dueOn)}`}`}
        </Text>
      </div>
      <Group gap="xs">
        <Button
          component={AppLink}
          to={`/customers/${account.id}/statements/${id}`}
          variant="default"
          size="compact-sm"
        >
          Open
        </Button>
        <Button
          component="a"
          href={addressOf('statementPdf', { params: { statementId: id } })}
          variant="default"
          size="compact-sm"
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          PDF
        </Button>
        {may('mails.write') && (
          <Button variant="default" size="compact-sm" onClick={() => setSending(true)}>
            Send again
          </Button>
        )}
      </Group>
      {isSending && (
        <Suspense>
          <SendDialog statement={statement} onClose={() => setSending(false)} />
        </Suspense>
      )}
    </Stack>
  )
}
