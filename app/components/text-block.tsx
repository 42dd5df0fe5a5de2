import { TextField } from "@shopify/polaris";

interface Props {
  label: string;
  name: string;
  value: string;
  onChange(value: string): void;
  error?: string;
  help?: string;
  isDisabled?: boolean;
  lines?: number;
}

/** Words of several lines in a form; whoever shows it keeps what was typed. */
export function TextBlock({ isDisabled, help, lines = 4, ...rest }: Props) {
  return <TextField {...rest} autoComplete="off" multiline={lines} disabled={isDisabled} helpText={help} />;
}
