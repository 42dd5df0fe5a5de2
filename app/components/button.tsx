import { Button as PolarisButton } from "@shopify/polaris";

interface Props {
  children: string;
  onClick?(): void;
  kind?: "primary" | "plain" | "danger" | "ordinary";
  isBusy?: boolean;
  isDisabled?: boolean;
  submits?: boolean;
  /** Opens this address instead of doing something; `outside` in a new tab. */
  url?: string;
  outside?: boolean;
  /** Said by screen readers where the words alone would not tell which one. */
  label?: string;
  small?: boolean;
}

/** Something to press. */
export function Button({ children, kind = "ordinary", small, ...rest }: Props) {
  const look = {
    primary: { variant: "primary" as const },
    plain: { variant: "plain" as const },
    danger: { variant: "primary" as const, tone: "critical" as const },
    ordinary: {},
  }[kind];
  return (
    <PolarisButton
      {...look}
      size={small ? "slim" : "medium"}
      onClick={rest.onClick}
      loading={rest.isBusy}
      disabled={rest.isDisabled}
      submit={rest.submits}
      url={rest.url}
      target={rest.outside ? "_blank" : undefined}
      accessibilityLabel={rest.label}
    >
      {children}
    </PolarisButton>
  );
}
