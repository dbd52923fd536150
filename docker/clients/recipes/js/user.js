// Somebody who is known to the running stack: made for one test, without an identity at Cognito yet.

import { region, stack } from "../../js/stack.js";

export { region, stack };
export const realm = `${stack.keycloak}/realms/${stack.realm}`;

const openid = `${realm}/protocol/openid-connect`;
let made = 0;

async function post(url, body, headers = {}) {
  const answer = await fetch(url, { method: "POST", headers, body });
  if (!answer.ok) {
    throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  }
  return answer;
}

async function administrator() {
  const answer = await post(
    `${stack.keycloak}/realms/master/protocol/openid-connect/token`,
    new URLSearchParams({
      grant_type: "password",
      client_id: "admin-cli",
      username: "admin",
      password: "admin",
    }),
  );
  return (await answer.json()).access_token;
}

/** A new user, signed in. */
export async function newUser() {
  made += 1;
  const username = `js-${process.pid}-${made}-${Date.now()}`;
  const user = {
    username,
    enabled: true,
    firstName: "Nova",
    lastName: "Newman",
    email: `${username}@example.org`,
    credentials: [{ type: "password", value: username }],
  };
  await post(`${stack.keycloak}/admin/realms/${stack.realm}/users`, JSON.stringify(user), {
    authorization: `Bearer ${await administrator()}`,
    "content-type": "application/json",
  });
  const answer = await post(
    `${openid}/token`,
    new URLSearchParams({
      grant_type: "password",
      client_id: stack.client,
      username,
      password: username,
      scope: "openid cognito",
    }),
  );
  return new User(await answer.json());
}

class User {
  /** How often somebody has asked for the access token. */
  asked = 0;

  constructor(tokens) {
    this.tokens = tokens;
    this.accessToken = async () => {
      this.asked += 1;
      return tokens.access_token;
    };
  }

  async signOut() {
    await post(
      `${openid}/logout`,
      new URLSearchParams({ client_id: stack.client, refresh_token: this.tokens.refresh_token }),
    );
  }
}

export const signedInRole = /^arn:aws:sts::123456789012:assumed-role\/KeycloakCognitoAuthenticated\//;
export const guestRole = /^arn:aws:sts::123456789012:assumed-role\/KeycloakCognitoGuest\//;

/** What the door tells this caller. */
export async function refusalOf(user) {
  const answer = await fetch(`${realm}/cognito/token`, {
    method: "POST",
    headers: { authorization: `Bearer ${user.tokens.access_token}` },
  });
  if (answer.ok) {
    throw new Error("the door let the caller in");
  }
  return (await answer.json()).error_description;
}
