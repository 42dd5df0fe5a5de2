/** Where the package sends visitors who come without a shop; asking them for one would be a way to phish. */
export default function OpenFromShopify() {
  return (
    <main
      style={{
        font: "16px/1.5 system-ui, sans-serif",
        maxWidth: "32rem",
        margin: "20vh auto",
        padding: "0 1rem",
      }}
    >
      <h1>Threadline</h1>
      <p>
        Threadline opens inside Shopify: go to <a href="https://admin.shopify.com">your Shopify admin</a> and
        choose it under Apps.
      </p>
    </main>
  );
}
