import type { LoaderFunctionArgs } from "@remix-run/node";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Empty } from "#app/components/empty.tsx";
import { requireStaff } from "#app/shop/require-staff.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "view");
  return null;
}

/** Beside the list while no conversation is open. */
export default function NothingOpen() {
  return (
    <section className="tl-thread tl-thread-none" aria-label="Conversation">
      <Empty sign="chat" title="Choose a conversation">
        Press <kbd>j</kbd> and <kbd>k</kbd> to move through the list, <kbd>?</kbd> for all shortcuts.
      </Empty>
    </section>
  );
}

export { ChildFault as ErrorBoundary };
