/** What staff may do: viewers read, agents also reply, owners also change settings and team. */
export const ROLES = ["owner", "agent", "viewer"] as const;
export type Role = (typeof ROLES)[number];
export type Need = "view" | "reply" | "manage";

const GRANTS: Record<Role, Need[]> = {
  owner: ["view", "reply", "manage"],
  agent: ["view", "reply"],
  viewer: ["view"],
};

export const mayDo = (role: Role, need: Need): boolean => GRANTS[role].includes(need);
export const isRole = (text: unknown): text is Role => ROLES.includes(text as Role);
