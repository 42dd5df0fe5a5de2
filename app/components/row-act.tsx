import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";

interface Props {
  form: string;
  id: string;
  /** What the button does to which row, for who cannot see where it stands. */
  label: string;
  children: string;
}

/** A small button that does something with one row of a list; busy while that is under way. */
export function RowAct({ form, id, label, children }: Props) {
  const { state, formData } = useNavigation();
  const isBusy = state !== "idle" && formData?.get("form") === form && formData.get("id") === id;
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="form" value={form} />
      <input type="hidden" name="id" value={id} />
      <Button submits small isBusy={isBusy} label={label}>
        {children}
      </Button>
    </Form>
  );
}
