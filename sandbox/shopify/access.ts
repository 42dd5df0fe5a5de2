import {
  getNamedType,
  GraphQLError,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql";
import type { AccessRule } from "#tools/shopify-schema.ts";

/** What a type or field asks for: one of `anyOf`, and all of `allOf`. */
interface Requirement {
  text: string;
  anyOf: string[];
  allOf: string[];
}

export interface AccessLaw {
  /** Throws Shopify's ACCESS_DENIED when these scopes do not open the field. */
  requireField(parent: string, field: string, returns: GraphQLOutputType, scopes: Set<string>): void;
  /** The same for a type reached by `node`. */
  requireType(typeName: string, field: string, scopes: Set<string>): void;
}

/** The access law of the schema, from the scopes Shopify publishes for its types and fields. */
export function accessLaw(rules: AccessRule[], schema: GraphQLSchema): AccessLaw {
  const requirements = new Map<string, Requirement>();
  for (const rule of rules) {
    const requirement = rule.offlineScopes.length ? parseRequirement(rule.requiredAccess) : null;
    if (!requirement) continue;
    requirements.set(rule.fieldName ? `${rule.typeName}.${rule.fieldName}` : rule.typeName, requirement);
  }
  return {
    requireField(parent, field, returns, scopes) {
      const own = requirements.get(`${parent}.${field}`);
      const requirement = own ?? requirements.get(subjectOf(getNamedType(returns), schema));
      if (requirement && !isMet(requirement, scopes)) throw accessDenied(field, requirement.text);
    },
    requireType(typeName, field, scopes) {
      const requirement = requirements.get(typeName);
      if (requirement && !isMet(requirement, scopes)) throw accessDenied(field, requirement.text);
    },
  };
}

/** Shopify's refusal for want of a scope: the field is null and this stands beside the data. */
export function accessDenied(field: string, requiredAccess: string): GraphQLError {
  return new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess,
    },
  });
}

/** Scopes as granted, with what they imply: who may write may read. */
export function impliedScopes(granted: Iterable<string>): Set<string> {
  const scopes = new Set(granted);
  for (const scope of [...scopes])
    if (scope.startsWith("write_")) scopes.add(scope.replace("write_", "read_"));
  return scopes;
}

/** `Also: …` speaks of the user's permissions, except where it names one more scope. */
function parseRequirement(text: string): Requirement {
  const [main = "", ...also] = text.split(" Also: ");
  const named = scopesIn(main);
  const isAll = /\bboth\b|\band\b/.test(main) && !/\bor\b/.test(main);
  const added = also.join(" ").match(/Requires (?:the )?`[a-z_]+` (?:access )?scope/g) ?? [];
  return {
    text,
    anyOf: isAll ? [] : named,
    allOf: [...(isAll ? named : []), ...added.flatMap(scopesIn)],
  };
}

function scopesIn(text: string) {
  return [...text.matchAll(/`((?:read|write)_[a-z_]+)`/g)].map((match) => match[1]!);
}

function isMet({ anyOf, allOf }: Requirement, scopes: Set<string>) {
  const some = anyOf.length === 0 || anyOf.some((scope) => scopes.has(scope));
  return some && allOf.every((scope) => scopes.has(scope));
}

/** A connection is guarded like the things it lists. */
function subjectOf(type: GraphQLNamedType, schema: GraphQLSchema): string {
  if (!/(Connection|Edge)$/.test(type.name)) return type.name;
  const listed = schema.getType(type.name.replace(/(Connection|Edge)$/, ""));
  return isObjectType(listed) ? listed.name : type.name;
}
