/** An order itself, without what hangs on it; the total stands beside it, for bulk queries leave the shop's money out. */
export const ORDER_FIELDS = `
    id
    name
    createdAt
    processedAt
    updatedAt
    cancelledAt
    closedAt
    email
    phone
    poNumber
    sourceName
    requiresShipping
    displayFinancialStatus
    displayFulfillmentStatus
    customerLocale
    customer { id }
    shippingAddress { countryCodeV2 provinceCode }`;

export const LINE_FIELDS = `
        id
        title
        variantTitle
        sku
        quantity
        currentQuantity
        unfulfilledQuantity
        requiresShipping
        isGiftCard
        product { id }
        variant { id }`;

export const PARCEL_FIELDS = `
      id
      name
      status
      displayStatus
      createdAt
      updatedAt
      inTransitAt
      deliveredAt
      estimatedDeliveryAt
      trackingInfo(first: 5) { company number url }`;

export const SCAN_FIELDS = "id status message city province country happenedAt estimatedDeliveryAt";

export const GROUP_FIELDS = `
        id
        status
        requestStatus
        fulfillAt
        fulfillBy
        updatedAt
        deliveryMethod { methodType presentedName minDeliveryDateTime maxDeliveryDateTime }
        fulfillmentHolds { id reason displayReason reasonNotes }`;

/** What the mirror keeps of an order: enough to find it, to watch its parcels and to say what waits. */
export const ORDER_FACTS = `
  fragment OrderFacts on Order {
    ${ORDER_FIELDS}
    currentTotalPriceSet { ...BothMoneys }
    lineItems(first: $lines) {
      nodes { ${LINE_FIELDS} }
      pageInfo { hasNextPage endCursor }
    }
    fulfillments(first: $parcels) {
      ${PARCEL_FIELDS}
      events(first: $scans, sortKey: HAPPENED_AT, reverse: true) {
        nodes { ${SCAN_FIELDS} }
      }
    }
    fulfillmentOrders(first: $groups) {
      nodes { ${GROUP_FIELDS} }
    }
  }
`;

/** What an answer needs beyond the mirror: who and where, which items are in which parcel, money, returns. */
export const ORDER_DETAIL = `
  fragment OrderDetail on Order {
    confirmationNumber
    note
    tags
    edited
    test
    cancelReason
    currencyCode
    presentmentCurrencyCode
    statusPageUrl
    returnStatus
    fullyPaid
    unpaid
    paymentGatewayNames
    customer { ...CustomerFacts displayName }
    purchasingEntity {
      ... on PurchasingCompany { company { id name } location { name } }
    }
    shippingAddress { name company address1 address2 city provinceCode zip countryCodeV2 phone }
    shippingLine { title code carrierIdentifier }
    retailLocation { id name }
    paymentTerms @include(if: $paymentTerms) {
      paymentTermsName
      overdue
      paymentSchedules(first: 3) { nodes { dueAt completedAt balanceDue { amount currencyCode } } }
    }
    totalPriceSet { ...BothMoneys }
    totalReceivedSet { ...BothMoneys }
    totalRefundedSet { ...BothMoneys }
    totalOutstandingSet { ...BothMoneys }
    fulfillments(first: $parcels) {
      totalQuantity
      requiresShipping
      location { id name }
      fulfillmentLineItems(first: $parcelLines) { nodes { id quantity lineItem { id title variantTitle } } }
    }
    fulfillmentOrders(first: $groups) {
      nodes {
        assignedLocation { name address1 city zip countryCode location { id } }
        supportedActions { action }
        lineItems(first: $groupLines) {
          nodes { id totalQuantity remainingQuantity lineItem { id title variantTitle } }
        }
      }
    }
    transactions(first: 10) {
      id
      kind
      status
      processedAt
      formattedGateway
      manualPaymentGateway
      amountSet { ...BothMoneys }
    }
    refunds(first: 10) {
      id
      createdAt
      totalRefundedSet { ...BothMoneys }
      refundLineItems(first: 10) { nodes { quantity lineItem { id title } } }
    }
    returns(first: 5) {
      nodes {
        id
        name
        status
        totalQuantity
        returnLineItems(first: 10) {
          nodes { id quantity ... on ReturnLineItem { fulfillmentLineItem { lineItem { id title } } } }
        }
        exchangeLineItems(first: 10) { nodes { id title variantTitle quantity lineItems { id } } }
      }
    }
  }
`;

export const BOTH_MONEYS = `
  fragment BothMoneys on MoneyBag {
    shopMoney { amount currencyCode }
    presentmentMoney { amount currencyCode }
  }
`;
