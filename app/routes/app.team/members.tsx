import { Form, useNavigation, useSubmit } from "@remix-run/react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { Pick } from "#app/components/fields.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import { type Role, ROLES } from "#app/shop/role.ts";

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  hasJoined: boolean;
  lastSeenAt: string | null;
}

interface Props {
  team: Member[];
  me: string;
  mayManage: boolean;
  answer: ActionAnswer | undefined;
}

export const ROLE_OPTIONS = ROLES.map((value) => ({
  value,
  label: value[0]!.toUpperCase() + value.slice(1),
}));

export function Members({ team, me, mayManage, answer }: Props) {
  return (
    <>
      <ActionNotice answer={answer} form="role" />
      <ActionNotice answer={answer} form="remove" />
      <table className="tl-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Last here</th>
            <th scope="col" className="tl-end">
              <span className="tl-heard">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {team.map((member) => (
            <Row key={member.id} member={member} isMe={member.id === me} mayManage={mayManage} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row({ member, isMe, mayManage }: { member: Member; isMe: boolean; mayManage: boolean }) {
  const submit = useSubmit();
  const { formData } = useNavigation();
  const isChanging = formData?.get("form") === "role" && formData.get("staffId") === member.id;
  const change = (role: string) => submit({ form: "role", staffId: member.id, role }, { method: "post" });
  return (
    <tr>
      <td>
        <strong>
          {member.name}
          {isMe && " (you)"}
        </strong>
        {!member.email.endsWith(".invalid") && <p className="tl-quiet tl-value">{member.email}</p>}
      </td>
      <td className="tl-role">
        {mayManage ? (
          <Pick
            label={`Role of ${member.name}`}
            labelHidden
            name="role"
            value={isChanging ? String(formData.get("role")) : member.role}
            options={ROLE_OPTIONS}
            onChange={change}
          />
        ) : (
          ROLE_OPTIONS.find(({ value }) => value === member.role)?.label
        )}
      </td>
      <td data-label={member.hasJoined ? "Last here" : undefined}>
        {member.hasJoined ? (
          member.lastSeenAt && <Moment at={member.lastSeenAt} style="full" />
        ) : (
          <Tag tone="info">Invited</Tag>
        )}
      </td>
      <td className="tl-end">
        {mayManage && !isMe && (
          <Form method="post">
            <input type="hidden" name="form" value="remove" />
            <input type="hidden" name="staffId" value={member.id} />
            <Button submits small label={`Remove ${member.name}`}>
              Remove
            </Button>
          </Form>
        )}
      </td>
    </tr>
  );
}
