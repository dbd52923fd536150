// The running stack under test, as the quick start's JSON line describes it.

export const stack = JSON.parse(process.env.STACK);
export const region = "eu-west-1";
const realm = `${stack.keycloak}/realms/${stack.realm}`;
export const credentialsUrl = `${realm}/cognito/credentials`;

/** A fresh access token of alice, got at this client. */
export async function accessToken(client = stack.client) {
  const answer = await fetch(`${realm}/protocol/openid-connect/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "password",
      client_id: client,
      username: "alice",
      password: "alice",
      scope: "openid cognito",
    }),
  });
  if (!answer.ok) {
    throw new Error(`sign-in answered ${answer.status}`);
  }
  return (await answer.json()).access_token;
}

/** What the door tells a caller it refuses; the SDK must pass it on. */
export async function refusal(authorization) {
  const headers = authorization ? { authorization } : {};
  const answer = await fetch(credentialsUrl, { headers });
  return { status: answer.status, message: (await answer.json()).message };
}

/** The answer of POST /cognito/token. */
export async function cognitoToken() {
  const answer = await fetch(`${realm}/cognito/token`, {
    method: "POST",
    headers: { authorization: `Bearer ${await accessToken()}` },
  });
  if (!answer.ok) {
    throw new Error(`the exchange answered ${answer.status}`);
  }
  return answer.json();
}
