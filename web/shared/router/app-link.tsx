import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'

interface PlainLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly ref?: Ref<HTMLAnchorElement>
}

function PlainLink({ children, ...rest }: PlainLinkProps): ReactNode {
  return <a {...rest}>{children}</a>
}

/** A link inside the portal, for `component={AppLink}`: `to="/customers/17"`. */
export const AppLink = createLink(PlainLink)
