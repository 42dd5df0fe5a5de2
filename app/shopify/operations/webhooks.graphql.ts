import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  SubscribeToTopicMutation,
  SubscribeToTopicMutationVariables,
  SubscribedTopicsQuery,
  SubscribedTopicsQueryVariables,
} from "./types.generated.ts";

/** A subscription of this shop alone, for a topic whose scope the merchant grants by choice. */
export const SubscribeToTopic: TypedDocumentNode<
  SubscribeToTopicMutation,
  SubscribeToTopicMutationVariables
> = parse(`
  mutation SubscribeToTopic($topic: WebhookSubscriptionTopic!, $uri: String!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) {
      webhookSubscription { id }
      userErrors { field message }
    }
  }
`);

/** What this shop is subscribed to beside the topics of shopify.app.toml, of those that are asked for. */
export const SubscribedTopics: TypedDocumentNode<SubscribedTopicsQuery, SubscribedTopicsQueryVariables> =
  parse(`
  query SubscribedTopics($topics: [WebhookSubscriptionTopic!]) {
    webhookSubscriptions(first: 20, topics: $topics) { nodes { id topic uri } }
  }
`);
