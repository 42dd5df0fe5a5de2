import { useNavigation, useSubmit } from "@remix-run/react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { AskFirst } from "#app/components/ask-first.tsx";
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
          <AskFirst
            act="Remove"
            name={member.name}
            says={member.hasJoined ? LEAVES : INVITED_NO_MORE}
            fields={{ form: "remove", staffId: member.id }}
          />
        )}
      </td>
    </tr>
  );
}

const LEAVES =
  "They can no longer open Threadline. Conversations that are theirs go back to Unassigned for whoever takes them next. What they wrote stays in the inbox, and replies they have planned still go out. To bring them back, invite them again.";
const INVITED_NO_MORE =
  "Nothing is kept ready for them any more, and with this email they cannot open Threadline. To let them in after all, invite them again.";
