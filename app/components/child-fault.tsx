import { useRouteError } from "@remix-run/react";
import { PageFault } from "./page-fault.tsx";

/** A page's own boundary: its fault is shown inside the frame, with the navigation still there. */
export function ChildFault() {
  return <PageFault error={useRouteError()} />;
}
