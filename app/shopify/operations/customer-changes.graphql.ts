import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  AddCustomerTagsMutation,
  AddCustomerTagsMutationVariables,
  ChangeCustomerNoteMutation,
  ChangeCustomerNoteMutationVariables,
  ChangeEmailConsentMutation,
  ChangeEmailConsentMutationVariables,
  ChangeSmsConsentMutation,
  ChangeSmsConsentMutationVariables,
  RemoveCustomerTagsMutation,
  RemoveCustomerTagsMutationVariables,
} from "./types.generated.ts";

// What came of each is read back by ReadCustomer: an answer says what was asked, not what stands.

export const ChangeCustomerNote: TypedDocumentNode<
  ChangeCustomerNoteMutation,
  ChangeCustomerNoteMutationVariables
> = parse(`
  mutation ChangeCustomerNote($id: ID!, $note: String) {
    customerUpdate(input: { id: $id, note: $note }) { customer { id } userErrors { field message } }
  }
`);

export const AddCustomerTags: TypedDocumentNode<AddCustomerTagsMutation, AddCustomerTagsMutationVariables> =
  parse(`
  mutation AddCustomerTags($id: ID!, $tags: [String!]!) {
    tagsAdd(id: $id, tags: $tags) { userErrors { field message } }
  }
`);

export const RemoveCustomerTags: TypedDocumentNode<
  RemoveCustomerTagsMutation,
  RemoveCustomerTagsMutationVariables
> = parse(`
  mutation RemoveCustomerTags($id: ID!, $tags: [String!]!) {
    tagsRemove(id: $id, tags: $tags) { userErrors { field message } }
  }
`);

export const ChangeSmsConsent: TypedDocumentNode<
  ChangeSmsConsentMutation,
  ChangeSmsConsentMutationVariables
> = parse(`
  mutation ChangeSmsConsent($id: ID!, $consent: CustomerSmsMarketingConsentInput!) {
    customerSmsMarketingConsentUpdate(input: { customerId: $id, smsMarketingConsent: $consent }) {
      customer { id }
      userErrors { field message code }
    }
  }
`);

export const ChangeEmailConsent: TypedDocumentNode<
  ChangeEmailConsentMutation,
  ChangeEmailConsentMutationVariables
> = parse(`
  mutation ChangeEmailConsent($id: ID!, $consent: CustomerEmailMarketingConsentInput!) {
    customerEmailMarketingConsentUpdate(input: { customerId: $id, emailMarketingConsent: $consent }) {
      customer { id }
      userErrors { field message code }
    }
  }
`);
