import { Notice } from "./notice.tsx";

/** Nobody can sign in at Meta: whoever runs this installation has to set it up first. */
export const NoMetaApp = () => (
  <Notice tone="info">
    This installation has no app at Meta yet. Whoever runs it sets META_APP_ID, META_APP_SECRET and
    META_VERIFY_TOKEN (README).
  </Notice>
);
