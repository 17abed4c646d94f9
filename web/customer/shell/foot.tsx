import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { useBrand } from '../../shared/brand/brand-context.tsx'
import classes from './shell.module.css'

/** Where help is, and the terms: the brand's, on every page. */
export function Foot(): ReactNode {
  const { name, supportPhone, supportEmail, supportUrl, termsUrl } = useBrand()
  return (
    <footer className={classes['foot']}>
      <span>{`Help from ${name}:`}</span>
      {supportPhone !== null && (
        <Anchor inherit href={`tel:${supportPhone.replaceAll(/[^\d+]/g, '')}`}>
          {supportPhone}
        </Anchor>
      )}
      {supportEmail !== '' && (
        <Anchor inherit href={`mailto:${supportEmail}`}>
          {supportEmail}
        </Anchor>
      )}
      {supportUrl !== null && (
        <Anchor inherit href={supportUrl} target="_blank" rel="noreferrer">
          Help pages
        </Anchor>
      )}
      {termsUrl !== null && (
        <Anchor inherit href={termsUrl} target="_blank" rel="noreferrer">
          Terms
        </Anchor>
      )}
    </footer>
  )
}
