import { signInPages } from '../shared/access/pages.ts'
import { createPortalRouter } from '../shared/router/pages.ts'
import { startPortal } from '../shared/start-portal.tsx'
import { customerPages } from './pages.ts'
import { signPages } from './sign/pages.ts'
import { Frame } from './shell/frame.tsx'
import './shell/customer.css'

/** On a brand's own host the portal is the whole site; on the installation's it stands below /my. */
const basepath = /^\/my(\/|$)/.test(location.pathname) ? '/my' : '/'

startPortal(
  createPortalRouter({ basepath, frame: Frame, pages: customerPages, openPages: [...signInPages, ...signPages] }),
)
