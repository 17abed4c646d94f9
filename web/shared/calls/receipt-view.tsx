import { Anchor, Stack, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { amountOf, moneyText, priceText } from '../format/money.ts'
import { AppLink } from '../router/app-link.tsx'
import { lengthText, partyText, startText, STATUS_WORDS } from './call-words.ts'
import type { Explanation, Receipt } from './receipt.ts'
import classes from './receipt-view.module.css'

interface ReceiptViewProps {
  readonly explanation: Explanation
  readonly receipt: Receipt
  /** The page of whose call it is, for staff. */
  readonly accountPath?: string
}

/** Why a call cost what it did, read from top to bottom like the receipt of a shop. */
export function ReceiptView({ explanation, receipt, accountPath }: ReceiptViewProps): ReactNode {
  const { call } = explanation
  return (
    <Stack gap="md">
      <div className={classes['call']}>
        <div className={classes['parties']}>
          <span className="figures">{partyText(call.origin)}</span>
          <IconArrowRight size={16} aria-label="to" />
          <span className="figures">{partyText(call.destination)}</span>
        </div>
        <Text size="sm">{startText(call)}</Text>
        <div className={classes['quiet']}>
          {call.status === 'answered' ? 'Answered' : STATUS_WORDS[call.status]} · {lengthText(call.durationSeconds)} ·{' '}
          {call.description}
        </div>
        {accountPath !== undefined && (
          <Anchor component={AppLink} to={accountPath} size="sm">
            {call.accountName}
          </Anchor>
        )}
      </div>
      <dl className={classes['steps']}>
        {receipt.steps.map(({ label, value, words }) => (
          <div key={label} className={classes['step']}>
            <dt>{label}</dt>
            <dd className="figures">{value}</dd>
            {words !== undefined && words !== '' && <dd className={classes['why']}>{words}</dd>}
          </div>
        ))}
      </dl>
      {receipt.free !== undefined && <Text size="sm">{receipt.free}</Text>}
      <Sum explanation={explanation} receipt={receipt} />
      {receipt.wholesale !== undefined && <Wholesale {...receipt.wholesale} charge={explanation.charge} />}
    </Stack>
  )
}

function Sum({ explanation, receipt }: Pick<ReceiptViewProps, 'explanation' | 'receipt'>): ReactNode {
  const { charge, gst, total } = explanation
  const { places } = receipt
  return (
    <table className={classes['sum']} aria-label="The price">
      <tbody>
        {receipt.parts.map(({ label, amount }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{moneyText(amount, { places })}</td>
          </tr>
        ))}
        <tr data-subtotal>
          <th scope="row">Charge ex GST</th>
          <td>{moneyText(charge, { places })}</td>
        </tr>
        <tr>
          <th scope="row">GST, 10 %</th>
          <td>{moneyText(gst, { places })}</td>
        </tr>
        <tr data-total>
          <th scope="row">Total inc. GST</th>
          <td>{moneyText(total, { places })}</td>
        </tr>
      </tbody>
    </table>
  )
}

interface WholesaleProps extends NonNullable<Receipt['wholesale']> {
  readonly charge: string
}

function Wholesale({ cost, margin, words, charge }: WholesaleProps): ReactNode {
  return (
    <div className={classes['staff']}>
      <table className={classes['sum']} aria-label="Wholesale, for staff only">
        <tbody>
          <tr>
            <th scope="row">Wholesale</th>
            <td>{cost === null ? 'not known' : priceText(cost)}</td>
          </tr>
          {cost !== null && (
            <tr>
              <th scope="row">Margin</th>
              <td style={{ color: amountOf(margin) < 0n ? 'var(--negative)' : undefined }}>
                {priceText(margin)}
                {amountOf(charge) > 0n && ` (${shareText(margin, charge)})`}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <div className={classes['quiet']}>{words} Customers never see this.</div>
    </div>
  )
}

/** `62 %`. */
function shareText(part: string, whole: string): string {
  return `${Number((amountOf(part) * 1000n) / amountOf(whole)) / 10} %`
}
