import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DocumentUsageLine } from '#domain/billing/statement-document.ts'
import { addressOf } from '../../shared/api/client.ts'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { Money } from '../../shared/format/figures.tsx'
import { amountOf } from '../../shared/format/money.ts'
import { Facts } from '../../shared/layout/facts.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { useParam } from '../../shared/router/use-address.ts'
import { Fingerprint } from '../../shared/statements/fingerprint.tsx'
import { SettlementBadge } from '../../shared/statements/statement-badges.tsx'
import type { CallsPlace } from '../../shared/statements/calls-place.ts'
import { StatementView } from '../../shared/statements/statement-view.tsx'
import { documentOf } from '../../shared/statements/statement-words.ts'

type Statement = Answer<'readStatement'>

/** A bill as it was issued, and whether it is paid by now. */
export function Page(): ReactNode {
  const query = useRead('readStatement', { params: { statementId: useParam('statementId') } })
  return (
    <Loaded query={query} what="the bill">
      {(statement) => <Bill statement={statement} />}
    </Loaded>
  )
}

function Bill({ statement }: { readonly statement: Statement }): ReactNode {
  const { id, kind, number, status, outstanding } = statement
  const params = { statementId: id }
  const isOpen = amountOf(outstanding) > 0n
  return (
    <PageFrame
      title={number}
      aside={status !== null && <SettlementBadge status={status} />}
      crumbs={[{ label: 'Bills', to: '/bills' }]}
      actions={
        <>
          {isOpen && (
            <Button component={AppLink} to="/pay">
              Pay
            </Button>
          )}
          <Button variant="default" component="a" href={addressOf('statementPdf', { params })} target="_blank">
            PDF
          </Button>
          {kind !== 'adjustment-note' && (
            <Button variant="default" component="a" href={addressOf('statementCalls', { params })} download>
              Calls as CSV
            </Button>
          )}
          <Button variant="default" visibleFrom="sm" onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      {isOpen && <Facts facts={[{ label: 'Still to pay', value: <Money value={outstanding} /> }]} />}
      <StatementView document={documentOf(statement)} callsOf={(line) => callsOf(line, statement)} />
      <Fingerprint statement={statement} />
    </PageFrame>
  )
}

/** The calls of a line: those of its days and its service type. */
function callsOf({ serviceType, late }: DocumentUsageLine, { from, to }: Statement): CallsPlace {
  return { to: '/calls', search: { from: late?.from ?? from, to: late?.to ?? to, serviceType } }
}
