import { createLink, type LinkComponent } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'

interface PlainLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly ref?: Ref<HTMLAnchorElement>
}

function PlainLink({ children, ...rest }: PlainLinkProps): ReactNode {
  return <a {...rest}>{children}</a>
}

const RouterLink = createLink(PlainLink)

/** The router says of a link whether it is to the page one is on; to one above it is no such link. */
const EXACT = { exact: true } as const

/** A link inside the portal, for `component={AppLink}`: `to="/customers/17"`. */
export const AppLink: LinkComponent<typeof PlainLink> = (props) => <RouterLink activeOptions={EXACT} {...props} />
