import { Checkbox, Select, TextField } from "@shopify/polaris";
import { useState } from "react";

interface Common {
  label: string;
  name: string;
  error?: string;
  help?: string;
  isDisabled?: boolean;
}

interface TextProps extends Common {
  initial?: string;
  type?: "text" | "email" | "password" | "tel" | "time";
  placeholder?: string;
  labelHidden?: boolean;
  onChange?(value: string): void;
}

/** A line of text in a form. It keeps what was typed; the form reads it by name. */
export function TextLine({ initial = "", isDisabled, help, labelHidden, onChange, ...rest }: TextProps) {
  const [value, setValue] = useState(initial);
  const write = (typed: string) => {
    setValue(typed);
    onChange?.(typed);
  };
  return (
    <TextField
      {...rest}
      autoComplete="off"
      value={value}
      onChange={write}
      disabled={isDisabled}
      helpText={help}
      labelHidden={labelHidden}
    />
  );
}

interface Option {
  value: string;
  label: string;
}

interface PickProps extends Common {
  initial?: string;
  /** Where given, whoever shows it holds the choice, and may refuse another. */
  value?: string;
  /** One by one, or in groups with a title. */
  options: (Option | { title: string; options: Option[] })[];
  labelHidden?: boolean;
  onChange?(value: string): void;
}

/** One of several. */
export function Pick({ initial, value, isDisabled, help, onChange, ...rest }: PickProps) {
  const [own, setOwn] = useState(initial ?? firstOf(rest.options) ?? "");
  const choose = (chosen: string) => {
    setOwn(chosen);
    onChange?.(chosen);
  };
  return <Select {...rest} value={value ?? own} onChange={choose} disabled={isDisabled} helpText={help} />;
}

function firstOf([first]: PickProps["options"]): string | undefined {
  return first && "options" in first ? first.options[0]?.value : first?.value;
}

interface TickProps extends Common {
  initial?: boolean;
  value?: string;
  labelHidden?: boolean;
}

/** Yes or no; sent as its value (else "on") where it is ticked. */
export function Tick({ initial = false, isDisabled, help, value, ...rest }: TickProps) {
  const [isOn, setIsOn] = useState(initial);
  return (
    <Checkbox
      {...rest}
      value={value}
      checked={isOn}
      onChange={setIsOn}
      disabled={isDisabled}
      helpText={help}
    />
  );
}
