import { Anchor, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import { BrandMark } from '../brand/brand-mark.tsx'
import { useBrand } from '../brand/brand-context.tsx'
import { useDocumentTitle } from '../layout/page.tsx'
import classes from './access-frame.module.css'

interface AccessFrameProps {
  readonly title: string
  /** A sentence under the title. */
  readonly words?: ReactNode
  /** More than a form: something to read. */
  readonly isWide?: boolean
  readonly children?: ReactNode
}

/** Around the pages before anybody is signed in: whose they are, one thing to do, and whom to ask. */
export function AccessFrame({ title, words, isWide = false, children }: AccessFrameProps): ReactNode {
  useDocumentTitle(title)
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(title)
  // Another step of the same page is another page to whoever hears it.
  useEffect(() => {
    if (shown.current === title) return
    shown.current = title
    if (document.activeElement === document.body) heading.current?.focus()
  }, [title])
  return (
    <div className={classes['frame']}>
      <main className={classes['main']} data-wide={isWide || undefined}>
        <div className={classes['brand']}>
          <BrandMark />
        </div>
        <div className={classes['card']}>
          <Stack gap="md">
            <Stack gap={4}>
              <Title order={1} ref={heading} tabIndex={-1}>
                {title}
              </Title>
              {words !== undefined && (
                <Text c="dimmed" size="sm">
                  {words}
                </Text>
              )}
            </Stack>
            {children}
          </Stack>
        </div>
      </main>
      <Contact />
    </div>
  )
}

/** Whom to ask, as the brand says it. */
function Contact(): ReactNode {
  const { supportPhone, supportEmail, supportUrl, termsUrl } = useBrand()
  return (
    <footer className={classes['foot']}>
      {supportPhone !== null && (
        <Anchor c="dimmed" fz="inherit" href={`tel:${supportPhone.replaceAll(/[^\d+]/g, '')}`}>
          {supportPhone}
        </Anchor>
      )}
      {supportEmail !== '' && (
        <Anchor c="dimmed" fz="inherit" href={`mailto:${supportEmail}`}>
          {supportEmail}
        </Anchor>
      )}
      {supportUrl !== null && (
        <Anchor c="dimmed" fz="inherit" href={supportUrl}>
          Help
        </Anchor>
      )}
      {termsUrl !== null && (
        <Anchor c="dimmed" fz="inherit" href={termsUrl}>
          Terms
        </Anchor>
      )}
    </footer>
  )
}
